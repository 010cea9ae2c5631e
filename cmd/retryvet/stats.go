package main

import (
	"fmt"
	"io"
	"time"

	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
)

// writeStats says what an analysis cost.
func writeStats(out io.Writer, s *driver.Stats) {
	fmt.Fprintf(out, "packages: %d, of which %d were asked for and %d came from the cache\n", s.Packages, s.Judged, s.Cached)
	fmt.Fprintf(out, "lines: %d analyzed\n", s.Lines)
	fmt.Fprintf(out, "go list: %s\n", s.List.Round(time.Millisecond))
	if cpu, memory, ok := spent(); ok {
		fmt.Fprintf(out, "CPU: %s, with the go command; memory: %d MB at most\n", cpu.Round(time.Millisecond), memory>>20)
	}
	for _, p := range s.Slowest {
		fmt.Fprintf(out, "%8s %s\n", p.Took.Round(time.Millisecond), p.ID)
	}
}
