package main

import (
	"fmt"
	"slices"
	"strings"
)

// unsaid is the reason that -add-ignores writes, for somebody to replace.
const unsaid = "TODO: say why this may stay"

// ignore has each finding mended by a comment that silences it, in place of what it suggests; those on one line by one comment. What is said of
// comments and of settings, no comment silences.
func (r *result) ignore(cwd string) {
	type line struct {
		file string
		n    int
	}
	rules := map[line][]string{}
	for _, f := range r.findings {
		if at := (line{f.File, f.Line}); f.Rule != directiveRule && !slices.Contains(rules[at], f.Rule) {
			rules[at] = append(rules[at], f.Rule)
		}
	}
	src := &sources{cwd: cwd}
	for i := range r.findings {
		f := &r.findings[i]
		f.Fixes, f.Unsafe = nil, nil
		if f.Rule == directiveRule {
			continue
		}
		text := src.line(f.File, f.Line)
		indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		start := src.offset(f.File, f.Line)
		comment := fmt.Sprintf("%s//retryvet:ignore %s %s\n", indent, strings.Join(rules[line{f.File, f.Line}], ","), unsaid)
		f.Fixes = []fix{{Message: "Silence it", Edits: []edit{{f.File, start, start, comment}}}}
	}
}

// directiveRule is the rule about the comments.
const directiveRule = "directive"

// offset is where a line of a file begins, in bytes.
func (s *sources) offset(file string, line int) (n int) {
	s.line(file, 1) // reads it
	for _, text := range s.files[file][:min(line-1, len(s.files[file]))] {
		n += len(text) + 1
	}
	return n
}
