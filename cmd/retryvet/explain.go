package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
)

// explain is the command of that name: what a rule reports, what a reason for its silence means, or what the catalog knows of a code.
func explain(_ context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) != 1 {
		return exitFailure, errors.New(`usage: retryvet explain RULE|REASON|CODE [-format text|json], for example explain nobackoff, explain 429, explain '"429"'`)
	}
	c, err := o.loadCatalog()
	if err != nil {
		return exitFailure, err
	}
	say, err := o.printer()
	if err != nil {
		return exitFailure, err
	}
	if a := ruleNamed(analyzers.Suite(analyzers.Config{Catalog: c}), words[0]); a != nil {
		return exitClean, explainRule(o, a, say, out)
	}
	for _, w := range analyzers.Whys() {
		if w.ID == words[0] {
			return exitClean, explainWhy(o, w, say, out)
		}
	}
	entries := slices.Collect(entriesOf(c, parseCode(words[0])))
	if len(entries) == 0 {
		entries = familiesOf(c, parseCode(words[0]))
	}
	switch {
	case len(entries) == 0:
		return exitFailure, unknownWord(c, words[0])
	case o.format == "json":
		return exitClean, writeEntriesJSON(out, entries)
	}
	for i, e := range entries {
		if i > 0 {
			fmt.Fprintln(out)
		}
		writeEntry(out, c, e, say)
	}
	return exitClean, nil
}

// ruleNamed is a rule of a suite; nil if it has none of that name.
func ruleNamed(suite []*analysis.Analyzer, name string) *analysis.Analyzer {
	for _, a := range suite {
		if a.Name == name {
			return a
		}
	}
	return nil
}

func explainRule(o *options, a *analysis.Analyzer, say analyzers.Printer, out io.Writer) error {
	doc := analyzers.Documentation(a, say.Language())
	if o.format == "json" {
		return writeJSON(out, struct {
			Rule string `json:"rule"`
			Doc  string `json:"doc"`
			URL  string `json:"url"`
		}{a.Name, doc, a.URL})
	}
	_, err := fmt.Fprintln(out, doc)
	return err
}

// explainWhy tells what a reason for silence means.
func explainWhy(o *options, w analyzers.Why, say analyzers.Printer, out io.Writer) error {
	w.Doc = w.In(say)
	if o.format == "json" {
		return writeJSON(out, w)
	}
	strict := say.Say("why.firm", "nothing changes that but the program, or a setting")
	if w.Strict {
		strict = say.Say("why.weak", "-strict reports it all the same, as something to be looked at")
	}
	_, err := fmt.Fprintf(out, "%s (%s): %s\n%s\n", w.ID, w.Class, w.Doc, strict)
	return err
}

// all yields every entry of the catalog once, with the provider that defines it.
func all(c *catalog.Catalog) iter.Seq[catalog.Entry] {
	return func(yield func(catalog.Entry) bool) {
		for _, p := range c.Providers() {
			for e := range p.Entries() {
				if e.Provider == p.ID && !yield(e) { // not what it inherits
					return
				}
			}
		}
	}
}

func entriesOf(c *catalog.Catalog, code catalog.Code) iter.Seq[catalog.Entry] {
	return func(yield func(catalog.Entry) bool) {
		for e := range all(c) {
			if e.Code == code && !yield(e) {
				return
			}
		}
	}
}

// familiesOf is what providers say of the families of a code that none of them lists.
func familiesOf(c *catalog.Catalog, code catalog.Code) (list []catalog.Entry) {
	for _, p := range c.Providers() {
		if e, ok := p.Family("", code); ok && e.Provider == p.ID && p.FitsScheme(e.Scheme, code) {
			list = append(list, e)
		}
	}
	return list
}

// unknownWord is the error of a word that is neither a rule nor a code.
func unknownWord(c *catalog.Catalog, word string) error {
	code := parseCode(word)
	for e := range all(c) { // the same text as a code of the other type
		if e.Code.Text() == code.Text() {
			return fmt.Errorf("no provider has the code %s; %s has %s", code, e.Provider, e.Code)
		}
	}
	known := func(yield func(string) bool) {
		for e := range all(c) {
			if e.Code.IsString() == code.IsString() && !yield(e.Code.Text()) {
				return
			}
		}
		for _, name := range ruleNames() {
			if !yield(name) {
				return
			}
		}
		for _, w := range analyzers.Whys() {
			if !yield(w.ID) {
				return
			}
		}
	}
	if near := spelling.Nearest(code.Text(), known); len(near) > 0 {
		return fmt.Errorf("no rule, reason or code %s; did you mean %s?", word, strings.Join(near, " or "))
	}
	return fmt.Errorf("no rule, reason or code %s; the rules are %s, and retryvet catalog show PROVIDER lists codes", word, strings.Join(ruleNames(), ", "))
}
