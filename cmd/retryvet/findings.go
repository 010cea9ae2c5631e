package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// finding is one finding as the command line prints it.
type finding struct {
	Rule      string `json:"rule"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
	Message   string `json:"message"`
}

// vetFinding is one as go vet -json prints it.
type vetFinding struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
}

func (v vetFinding) finding(rule, cwd string) finding {
	f := finding{Rule: rule, Message: strings.TrimPrefix(v.Message, prefix(rule))}
	f.File, f.Line, f.Column = parsePosition(v.Posn)
	if file, line, column := parsePosition(v.End); file == f.File {
		f.EndLine, f.EndColumn = line, column
	}
	f.File = relative(cwd, f.File)
	return f
}

// parsePosition splits "file:line:column", of which the column, or both numbers, may be missing.
func parsePosition(s string) (file string, line, column int) {
	file, last := cutNumber(s)
	if head, n := cutNumber(file); n > 0 {
		return head, n, last
	}
	return file, last, 0
}

func cutNumber(s string) (head string, n int) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || n <= 0 {
		return s, 0
	}
	return s[:i], n
}

func (f finding) compare(g finding) int {
	return cmp.Or(
		cmp.Compare(f.File, g.File), cmp.Compare(f.Line, g.Line), cmp.Compare(f.Column, g.Column),
		cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Message, g.Message),
	)
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Rule, f.Message)
}

// write prints the findings in order. A file that belongs to a package and to its test variant is reported once.
func (r *result) write(o *options, out io.Writer) error {
	slices.SortFunc(r.findings, finding.compare)
	r.findings = slices.CompactFunc(r.findings, func(f, g finding) bool { return f.compare(g) == 0 })
	if o.format == "json" {
		return r.writeJSON(o, out)
	}
	for _, f := range r.findings {
		if _, err := fmt.Fprintln(out, f); err != nil {
			return err
		}
	}
	return nil
}

func (r *result) writeJSON(o *options, out io.Writer) error {
	c, err := o.loadCatalog()
	if err != nil {
		return err
	}
	findings := r.findings
	if findings == nil {
		findings = []finding{} // an array for those who read it, even if nothing is wrong
	}
	return writeJSON(out, struct {
		Version  string    `json:"version"`
		Catalog  string    `json:"catalog"`
		Findings []finding `json:"findings"`
	}{moduleVersion(), c.Digest(), findings})
}
