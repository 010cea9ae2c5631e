package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// collect says how memory is collected, if the user does not: only when it has grown by so many percent, and from the soft limit on more
// often. Where that much is alive, such as the syntax of an SDK of a million lines, the limit is a third above: what cannot be collected
// would be looked at again and again.
func collect(percent int, soft int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(percent)
	debug.SetMemoryLimit(soft)
	afterCollection(func() { debug.SetMemoryLimit(limitFor(aliveBytes(), soft)) })
}

// limitFor is the limit that is told, in bytes: the soft one, or a third more than what is alive.
func limitFor(alive, soft int64) int64 { return max(soft, alive+alive/3) }

// afterCollection calls a function each time that memory has been collected, by the death of something that nobody holds.
func afterCollection(f func()) {
	type mayfly struct{ _ [64]byte } // large enough to be no part of another's block
	runtime.AddCleanup(&mayfly{}, func(f func()) {
		f()
		afterCollection(f)
	}, f)
}

// aliveBytes is how much memory the last collection has left alive.
func aliveBytes() int64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return int64(s[0].Value.Uint64()) //nolint:gosec // no machine has as much
}
