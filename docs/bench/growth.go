package main

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// A size is what a module costs.
type size struct {
	module   string
	packages int // with those that are imported
	lines    int // of them, that were parsed
	took     []sample
}

// grow runs retryvet over modules, with no results of earlier runs, and prints a table, the smallest first, and the same as a chart.
func (b *bench) grow(w io.Writer, dirs []string, rounds int) error {
	sizes := make([]size, len(dirs))
	for round := range rounds {
		for i, dir := range dirs {
			if err := b.sizeOf(dir, &sizes[i]); err != nil {
				return fmt.Errorf("%s: %w", dir, err)
			}
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round+1, rounds, dir)
		}
	}
	slices.SortFunc(sizes, func(a, b size) int { return cmp.Compare(a.lines, b.lines) })
	fmt.Fprintf(w, "retryvet ./..., %s, %s/%s, %d CPUs, median of %d rounds\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), rounds)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "module\tpackages\tlines\twall s\tCPU s\tCPU s / million lines\tpeak MB\t")
	var labels, points []string
	for _, s := range sizes {
		m := median(s.took)
		fmt.Fprintf(tw, "%s\t%d\t%d\t%s\t%s\t%.1f\t%d\t\n", s.module, s.packages, s.lines, seconds(m.wall), seconds(m.cpu), m.cpu.Seconds()/float64(s.lines)*1e6, m.peak>>10)
		labels, points = append(labels, strconv.Quote(fmt.Sprintf("%d k", s.lines/1000))), append(points, seconds(m.cpu))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n```mermaid\nxychart-beta\n    x-axis \"lines, imported ones included\" [%s]\n    y-axis \"CPU seconds\"\n    line [%s]\n```\n",
		strings.Join(labels, ", "), strings.Join(points, ", "))
	return err
}

// stats are the two lines of retryvet -stats that are needed.
var stats = regexp.MustCompile(`(?s)packages: (\d+),.*lines: (\d+) analyzed`)

// sizeOf runs retryvet over a module once more.
func (b *bench) sizeOf(dir string, s *size) error {
	one := bench{tmp: b.tmp, dir: dir, packages: append([]string{"-stats"}, b.packages...)}
	command, err := one.own(rand.Text())
	if err != nil {
		return err
	}
	cmd := command()
	var said bytes.Buffer
	cmd.Stderr = &said
	took, err := measure(cmd)
	if err != nil {
		return err
	}
	m := stats.FindSubmatch(said.Bytes())
	if m == nil {
		return errors.New("retryvet -stats says neither packages nor lines")
	}
	s.module = filepath.Base(dir)
	s.packages, _ = strconv.Atoi(string(m[1]))
	s.lines, _ = strconv.Atoi(string(m[2]))
	s.took = append(s.took, took)
	return nil
}
