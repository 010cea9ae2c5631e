package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
)

// A passage is some lines of source with the path of a retry drawn beside them.
type passage struct {
	Title  string
	Rows   []passageRow
	Height int
	Down   string // the way through the code, as an SVG path
	Back   string // the way back to the head
	Nodes  []node
	Notes  []string // steps that are in none of the lines
}

// A passageRow is a line of code, a note on the line below, or a gap.
type passageRow struct {
	Kind   string // code, note or gap
	Step   string // of a note: head, attempt, decides, waits, round or finding
	Number int
	Text   string
	Marked bool
}

// A node is a step on the drawn path.
type node struct {
	Kind string
	Y    int
}

const (
	mostLines = 60 // of one passage
	mostNotes = 16
	rowHeight = 20
	downAt    = 26 // where the way down is in the gutter
	backAt    = 9
)

// passages are the code of a retry, and what it leads through elsewhere.
func (m *mapper) passages(r analyzers.Retry) []passage {
	w := m.routeOf(r)
	var out []passage
	if e, ok := m.passage(r.File, w); ok {
		out = append(out, e)
	}
	for i, place := range w.elsewhere {
		if i == 4 {
			break // enough to see how it goes
		}
		if slices.ContainsFunc(w.elsewhere[:i], func(p leg) bool { return p.File == place.File && p.Line == place.Line }) {
			continue
		}
		v := &route{from: max(1, place.Line-3), to: place.Line + 3, marks: []mark{{place.Line, place.kind, place.text}}}
		if fn := m.function(place.File, place.Line); fn != nil {
			v.from, v.to = max(v.from, m.line(fn.Pos())), min(v.to, m.line(fn.End()))
		}
		if e, ok := m.passage(place.File, v); ok {
			out = append(out, e)
		}
	}
	return out
}

// passage draws a route over the lines of its file; ok is false if the file cannot be read.
func (m *mapper) passage(file string, w *route) (passage, bool) {
	e := passage{Title: fmt.Sprintf("%s, lines %d–%d", filepath.ToSlash(file), w.from, w.to)}
	if w.from == w.to {
		e.Title = fmt.Sprintf("%s, line %d", filepath.ToSlash(file), w.from)
	}
	if len(w.marks) > mostNotes { // of a list of codes, say
		w.marks = slices.Concat(w.marks[:mostNotes-2], w.marks[len(w.marks)-2:])
	}
	for _, s := range w.outside {
		e.Notes = append(e.Notes, s.text)
	}
	kept := w.kept()
	read, last := false, 0
	var text []string
	for n := w.from; n <= w.to; n++ {
		if !kept[n] {
			continue
		}
		line := m.inv.src.line(file, n)
		read = read || line != ""
		if last > 0 && n > last+1 {
			e.Rows = append(e.Rows, passageRow{Kind: "gap", Text: plural(n-last-1, "line") + " left out"})
		}
		last = n
		e.steps(w, n)
		e.Rows = append(e.Rows, passageRow{Kind: "code", Number: n, Text: line, Marked: slices.ContainsFunc(w.marks, func(s mark) bool { return s.line == n })})
		text = append(text, line)
	}
	e.dedent(text)
	e.Height = len(e.Rows) * rowHeight
	e.draw(w)
	return e, read
}

// steps adds the notes of a line, which stand above it.
func (e *passage) steps(w *route, line int) {
	for _, s := range w.marks {
		if s.line == line {
			e.Rows = append(e.Rows, passageRow{Kind: "note", Step: s.kind, Text: s.text})
		}
	}
}

// kept are the lines that are shown: all of them if they are few, else those around the steps.
func (w *route) kept() map[int]bool {
	kept := map[int]bool{}
	keep := func(from, to int) {
		for n := max(from, w.from); n <= min(to, w.to); n++ {
			kept[n] = true
		}
	}
	if w.to-w.from < mostLines {
		keep(w.from, w.to)
		return kept
	}
	keep(w.from, w.from)
	keep(w.head, w.head+1)
	keep(w.to, w.to)
	around := max(0, min(4, ((mostLines-4)/max(1, len(w.marks))-1)/2))
	for _, s := range w.marks {
		keep(s.line-around, s.line+around)
	}
	for n := w.from; n <= w.to; n++ { // a gap of one line is as long as the line
		if !kept[n] && kept[n-1] && kept[n+1] {
			kept[n] = true
		}
	}
	return kept
}

// dedent takes away the tabs that all lines begin with, and makes the others four columns wide, so that more fits on a phone.
func (e *passage) dedent(lines []string) {
	common := -1
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		n := len(l) - len(strings.TrimLeft(l, "\t"))
		if common < 0 || n < common {
			common = n
		}
	}
	for i := range e.Rows {
		row := &e.Rows[i]
		if row.Kind == "code" && common > 0 && len(row.Text) >= common {
			row.Text = row.Text[common:]
		}
		row.Text = shortened(row.Text)
	}
}

// shortened cuts a line that is longer than anyone reads.
func shortened(line string) string {
	if r := []rune(line); len(r) > 300 {
		return string(r[:300]) + " …"
	}
	return line
}

// draw makes the path: down from the head over the steps to where it goes round, and back.
func (e *passage) draw(w *route) {
	first, last, head := -1, -1, -1
	note := ""
	var kinds []string
	for i, row := range e.Rows {
		y := i*rowHeight + rowHeight/2
		switch {
		case row.Kind == "note":
			kinds = append(kinds, row.Step)
			note = row.Step
		case row.Kind == "code" && note != "":
			if k := weightiest(kinds); k != "" {
				e.Nodes = append(e.Nodes, node{k, y})
				if first < 0 {
					first = y
				}
				last = y
			}
			if row.Number == w.head && w.roundabout {
				head = y
			}
			note, kinds = "", nil
		}
	}
	if first >= 0 && last > first {
		e.Down = fmt.Sprintf("M%d %dV%d", downAt, first, last)
	}
	if w.roundabout && head >= 0 && last > head {
		e.Back = fmt.Sprintf("M%d %dh-%da5 5 0 0 1 -5 -5V%da5 5 0 0 1 5 -5h%d", downAt-7, last, downAt-backAt-12, head+5, downAt-backAt-13)
	}
}

// weightiest is the step that a line is drawn as, of all that happen there.
func weightiest(kinds []string) string {
	for _, k := range []string{"attempt", "round", "decides", "waits", "head"} {
		if slices.Contains(kinds, k) {
			return k
		}
	}
	return ""
}
