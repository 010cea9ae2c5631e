package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
)

// summary counts what was printed, for people.
func summary(findings []finding, say analyzers.Printer) string {
	counts := map[string]int{}
	mended := 0
	for _, f := range findings {
		counts[f.Rule]++
		if len(f.Fixes) > 0 {
			mended++
		}
	}
	if len(findings) == 0 {
		return say.Say("summary.none", "no findings")
	}
	var parts []string
	for _, rule := range ruleNames() {
		if n := counts[rule]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, rule))
		}
	}
	text := say.Say("summary.some", "%d findings: %s", len(findings), strings.Join(parts, ", "))
	if len(findings) == 1 {
		text = say.Say("summary.one", "1 finding: %s", parts[0])
	}
	if mended > 0 {
		text += say.Say("summary.fixes", "; -fix can mend %d", mended)
	}
	return text
}

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
