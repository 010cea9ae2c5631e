package main

import (
	"os"
	"syscall"
)

// peak is the most memory that the process, or one of those that it waited for, had at a time, in KB.
func peak(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return int64(u.Maxrss) //nolint:unconvert // elsewhere it is smaller
	}
	return 0
}
