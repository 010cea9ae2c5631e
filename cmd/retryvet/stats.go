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
		fmt.Fprintf(out, "%8s %s\n", p.Took.Round(time.Millisecond), p.Name)
	}
}

// A trace writes what is done, as it is done, and how long that took, for the flag -debug. A nil one writes nothing.
type trace struct {
	out   io.Writer
	start time.Time
}

// worked writes a line; its times are to a tenth of a millisecond.
func (t *trace) worked(w driver.Work) {
	if t == nil {
		return
	}
	const tenth = time.Millisecond / 10
	line := fmt.Sprintf("debug: %8s %s: %s", time.Since(t.start).Round(time.Millisecond), w.Name, w.Took.Round(tenth))
	if w.Cached {
		line += ", from the cache"
	}
	for _, p := range w.Parts {
		line += fmt.Sprintf(", %s %s", p.Name, p.Took.Round(tenth))
	}
	fmt.Fprintln(t.out, line)
}

// did is worked for what this program does itself.
func (t *trace) did(what string, start time.Time) {
	t.worked(driver.Work{Timed: driver.Timed{Name: what, Took: time.Since(start)}})
}
