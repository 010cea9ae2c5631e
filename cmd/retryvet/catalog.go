package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
)

var errCatalogUsage = errors.New("usage: retryvet catalog list, retryvet catalog show PROVIDER [CODE], retryvet catalog check FILE..., with -format text|json, or retryvet catalog new -from FILE|PACKAGE")

// catalogCommand is the command "catalog" with its subcommands.
func catalogCommand(ctx context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) == 0 {
		return exitFailure, errCatalogUsage
	}
	sub, words := words[0], words[1:]
	switch sub {
	case "check":
		return catalogCheck(o, words, out)
	case "new":
		return catalogNew(ctx, o, words, out)
	}
	c, err := o.loadCatalog()
	switch {
	case err != nil:
		return exitFailure, err
	case sub == "list" && len(words) == 0:
		return exitClean, catalogList(o, c, out)
	case sub == "show" && (len(words) == 1 || len(words) == 2):
		err := catalogShow(o, c, words[0], words[1:], out)
		if err != nil {
			return exitFailure, err
		}
		return exitClean, nil
	case sub != "list" && sub != "show":
		return exitFailure, oneOf("catalog command", sub, []string{"check", "list", "new", "show"})
	}
	return exitFailure, errCatalogUsage
}

// jsonProvider is a provider as the command list prints it.
type jsonProvider struct {
	ID      string       `json:"id"`
	NameEN  string       `json:"nameEN"`
	NameZH  string       `json:"nameZH"`
	Codes   int          `json:"codes"`
	Sure    jsonSure     `json:"confidence"`
	Read    string       `json:"read,omitempty"` // date of the newest source
	Extends []string     `json:"extends"`
	Hosts   []string     `json:"hosts"`
	Sources []jsonSource `json:"sources"`

	Lang       string          `json:"lang,omitempty"`
	Translated bool            `json:"translated,omitempty"`
	RetryAfter string          `json:"retryAfter,omitempty"` // where the provider tells the delay
	Types      []jsonType      `json:"types,omitempty"`
	Predicates []jsonPredicate `json:"predicates,omitempty"`
	Sentinels  []jsonSentinel  `json:"sentinels,omitempty"`
	Funcs      []jsonFunc      `json:"funcs,omitempty"`      // return the code of an error
	Exceptions []jsonException `json:"exceptions,omitempty"` // packages whose error types are named like their codes
	Calls      []string        `json:"calls,omitempty"`      // packages whose calls answer with the codes
	Shapes     []jsonShape     `json:"shapes,omitempty"`
	Schemes    []jsonScheme    `json:"schemes,omitempty"`
}

// jsonSure is how many codes there are of each confidence.
type jsonSure struct {
	High   int `json:"high"`
	Medium int `json:"medium"`
	Low    int `json:"low"`
}

type jsonType struct {
	Type    string `json:"type"`
	Code    string `json:"code,omitempty"`
	Status  string `json:"status,omitempty"`
	Message string `json:"message,omitempty"`
	Scheme  string `json:"scheme,omitempty"` // of the code
	// Imports are the packages beside which alone the type has the provider's codes.
	Imports []string `json:"imports,omitempty"`
}

type jsonSentinel struct {
	Var    string       `json:"var,omitempty"`
	Type   string       `json:"type,omitempty"`
	Code   catalog.Code `json:"code"`
	Scheme string       `json:"scheme,omitempty"`
}

type jsonPredicate struct {
	Func   string         `json:"func"`
	Status []int          `json:"status,omitempty"`
	Codes  []catalog.Code `json:"codes,omitempty"`
	Prefix string         `json:"prefix,omitempty"` // of the codes that it is true for
	Scheme string         `json:"scheme,omitempty"`
}

type jsonFunc struct {
	Func   string `json:"func"`
	Scheme string `json:"scheme,omitempty"`
}

type jsonException struct {
	Package string `json:"package"`
	Scheme  string `json:"scheme,omitempty"`
}

type jsonShape struct {
	ID        string         `json:"id"`
	When      string         `json:"when,omitempty"`
	Scheme    string         `json:"scheme,omitempty"`
	CodePath  string         `json:"codePath"`
	Kind      string         `json:"kind"`
	Message   string         `json:"message,omitempty"`
	RequestID string         `json:"requestID,omitempty"`
	Success   []catalog.Code `json:"success,omitempty"`
	Beside    []string       `json:"beside,omitempty"`
	Markers   []string       `json:"markers,omitempty"`
}

type jsonScheme struct {
	ID           string `json:"id"`
	Kind         string `json:"kind"`
	Pattern      string `json:"pattern,omitempty"`
	StatusPrefix int    `json:"statusPrefix,omitempty"`
	Complete     bool   `json:"complete,omitempty"`
	Open         bool   `json:"open,omitempty"`      // there are codes that no table lists
	Dense        bool   `json:"dense,omitempty"`     // the neighbour of a code is no misspelling of it
	FirstWord    bool   `json:"firstWord,omitempty"` // a code is the first word of an error's text
	Distinctive  bool   `json:"distinctive,omitempty"`
	AsOf         string `json:"asOf,omitempty"`
}

type jsonSource struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Version   string `json:"version,omitempty"`
	Retrieved string `json:"retrieved"`
	SHA256    string `json:"sha256,omitempty"`
	Note      string `json:"note,omitempty"`
}

func catalogList(o *options, c *catalog.Catalog, out io.Writer) error {
	if o.format == "json" {
		list := []jsonProvider{}
		for _, p := range c.Providers() {
			list = append(list, providerJSON(p))
		}
		return writeJSON(out, list)
	}
	rows := [][]string{{"PROVIDER", "CODES", "HIGH", "MEDIUM", "LOW", "READ", "VERSION", "NAME", "HOSTS"}}
	for _, p := range c.Providers() {
		j := providerJSON(p)
		rows = append(rows, []string{p.ID, strconv.Itoa(j.Codes), strconv.Itoa(j.Sure.High), strconv.Itoa(j.Sure.Medium), strconv.Itoa(j.Sure.Low), j.Read, readVersion(p), providerName(p), strings.Join(p.Hosts, " ")})
	}
	return writeTable(out, rows)
}

func providerJSON(p *catalog.Provider) jsonProvider {
	j := jsonProvider{
		ID: p.ID, NameEN: p.NameEN, NameZH: p.NameZH, Calls: p.Calls,
		Extends: append([]string{}, p.Extends...), Hosts: append([]string{}, p.Hosts...), Sources: []jsonSource{},
		Lang: p.Lang, Translated: p.Translated, RetryAfter: p.RetryAfter,
	}
	for e := range p.Entries() {
		switch e.Confidence {
		case catalog.High:
			j.Sure.High++
		case catalog.Medium:
			j.Sure.Medium++
		default:
			j.Sure.Low++
		}
	}
	j.Codes = j.Sure.High + j.Sure.Medium + j.Sure.Low
	for _, s := range p.Sentinels {
		j.Sentinels = append(j.Sentinels, jsonSentinel(s))
	}
	for _, f := range p.Funcs {
		j.Funcs = append(j.Funcs, jsonFunc(f))
	}
	for _, e := range p.Exceptions {
		j.Exceptions = append(j.Exceptions, jsonException(e))
	}
	for _, s := range p.Sources {
		j.Read = max(j.Read, s.Retrieved)
		j.Sources = append(j.Sources, jsonSource(s))
	}
	for _, t := range p.Types {
		j.Types = append(j.Types, jsonType(t))
	}
	for _, f := range p.Predicates {
		j.Predicates = append(j.Predicates, jsonPredicate(f))
	}
	for _, s := range p.Shapes {
		j.Shapes = append(j.Shapes, jsonShape(s))
	}
	for _, s := range p.Schemes {
		j.Schemes = append(j.Schemes, jsonScheme(s))
	}
	return j
}

// readVersion is that of the first source that has one: a document mostly has none, an SDK always.
func readVersion(p *catalog.Provider) string {
	for _, s := range p.Sources {
		if s.Version != "" {
			return s.Version
		}
	}
	return ""
}

func providerName(p *catalog.Provider) string {
	if p.NameZH == "" || p.NameZH == p.NameEN {
		return p.NameEN
	}
	return strings.TrimSpace(p.NameEN + " " + p.NameZH)
}

func catalogShow(o *options, c *catalog.Catalog, id string, code []string, out io.Writer) error {
	p, ok := c.Provider(id)
	if !ok {
		return oneOf("provider", id, c.IDs())
	}
	entries := slices.Concat(slices.Collect(p.Entries()), slices.Collect(p.Families()))
	if len(code) > 0 {
		want := parseCode(code[0])
		entries = slices.DeleteFunc(entries, func(e catalog.Entry) bool { return e.Code != want })
		if e, ok := p.Family("", want); ok && len(entries) == 0 {
			entries = append(entries, e)
		}
		if len(entries) == 0 {
			return unknownCode(p, want)
		}
	}
	say, err := o.printer()
	if err != nil {
		return err
	}
	switch {
	case o.format == "json":
		return writeEntriesJSON(out, entries)
	case len(code) == 0:
		return writeEntriesTable(out, entries, say)
	}
	for _, e := range entries {
		writeEntry(out, c, e, say)
	}
	return nil
}

func unknownCode(p *catalog.Provider, code catalog.Code) error {
	var texts []string
	for e := range p.Entries() {
		switch {
		case e.Code.Text() == code.Text():
			return fmt.Errorf("%s has no code %s; it has %s", p.ID, code, e.Code)
		case e.Code.IsString() == code.IsString():
			texts = append(texts, e.Code.Text())
		}
	}
	if near := spelling.Nearest(code.Text(), slices.Values(texts)); len(near) > 0 {
		return fmt.Errorf("%s has no code %s; did you mean %s?", p.ID, code, strings.Join(near, " or "))
	}
	return fmt.Errorf("%s has no code %s; retryvet catalog show %s lists its codes", p.ID, code, p.ID)
}

type jsonFault struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // 0 if it is in no line
	Message string `json:"message"`
}

// catalogCheck checks files as -catalogs would read them. As text their faults are errors like all others, a line each;
// as JSON they are the result.
func catalogCheck(o *options, files []string, out io.Writer) (int, error) {
	if len(files) == 0 {
		return exitFailure, errors.New("usage: retryvet catalog check FILE... [-format text|json]")
	}
	errs := catalog.Check(slices.Concat(o.catalogs, files)...)
	if o.format == "json" {
		code := exitClean
		if len(errs) > 0 {
			code = exitFailure
		}
		return code, writeFaults(out, files, errs)
	}
	if len(errs) > 0 {
		return exitFailure, errors.Join(errs...)
	}
	for _, file := range files {
		fmt.Fprintf(out, "%s: ok\n", file)
	}
	return exitClean, nil
}

func writeFaults(out io.Writer, files []string, errs []error) error {
	faults := []jsonFault{}
	for _, err := range errs {
		fault := (*catalog.Error)(nil)
		if !errors.As(err, &fault) {
			return err
		}
		faults = append(faults, jsonFault{fault.File, fault.Line, fault.Msg})
	}
	return writeJSON(out, struct {
		Files  []string    `json:"files"`
		Faults []jsonFault `json:"faults"`
	}{files, faults})
}
