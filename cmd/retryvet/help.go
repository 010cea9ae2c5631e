package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
)

//go:embed help.txt
var helpText string

type jsonRule struct {
	Rule    string `json:"rule"`
	Summary string `json:"summary"`
}

// help is the command of that name.
func help(_ context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) > 0 {
		return exitFailure, errors.New("help takes no arguments; retryvet explain RULE tells about a rule")
	}
	var rules []jsonRule
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		title, _, _ := strings.Cut(a.Doc, "\n")
		rules = append(rules, jsonRule{a.Name, strings.TrimPrefix(title, prefix(a.Name))})
	}
	if o.format == "json" {
		return exitClean, writeJSON(out, struct {
			Help  string     `json:"help"`
			Rules []jsonRule `json:"rules"`
		}{helpText, rules})
	}
	if o.format == "man" {
		return exitClean, writeManual(out, helpText, rules)
	}
	fmt.Fprintf(out, "%s\nRules:\n\n", helpText)
	rows := make([][]string, 0, len(rules))
	for _, r := range rules {
		rows = append(rows, []string{"  " + r.Rule, r.Summary})
	}
	return exitClean, writeTable(out, rows)
}
