// Package lsp is a server for editors, by the Language Server Protocol: it shows findings while people type, offers what mends or
// silences them, and says what is known of a place. What is found, a [Backend] says; this package knows no rule and runs no analysis.
package lsp

import "context"

// A Backend analyzes. Its methods are called one at a time, and come back soon after their context is done.
type Backend interface {
	// Analyze returns the findings in the packages of directories. Texts are those of files, by their absolute names, that are
	// not saved. Faults are why some packages could not be analyzed, for a person.
	Analyze(ctx context.Context, dirs []string, texts map[string]string) (found []Finding, faults []string, err error)

	// Why says what was seen of the function at a line of a file, "" if there is nothing to be said.
	Why(ctx context.Context, file string, line int, texts map[string]string) (string, error)

	// Explain says what a rule reports.
	Explain(rule string) string
}

// A Finding is one of a rule. Lines and columns count from 1, columns in bytes; an end of 0 is not known.
type Finding struct {
	File                 string // absolute
	Line, Column         int
	EndLine, EndColumn   int
	Rule, Message, Level string // the level is error, warning or note
	URL                  string
	Fixes                []Fix
}

// A Fix is a change that mends what was found.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces bytes of a file.
type Edit struct {
	File       string
	Start, End int
	New        string
}
