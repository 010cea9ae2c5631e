package main

import (
	"syscall"
	"time"
)

// spent is the CPU time of this process and of those that it waited for, and the most memory, in bytes, that this one had.
func spent() (cpu time.Duration, memory int64, ok bool) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) != nil {
			return 0, 0, false
		}
		cpu += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		if who == syscall.RUSAGE_SELF {
			memory = int64(u.Maxrss) << 10 //nolint:unconvert // elsewhere it is smaller
		}
	}
	return cpu, memory, true
}
