package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

var (
	//go:embed map.html.tmpl
	mapTemplate string
	//go:embed map.css
	mapStyle string
	//go:embed map.js
	mapScript string
)

// mapPage is parsed at first use: the vettool has no use for it.
var mapPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("map").Funcs(template.FuncMap{"slash": filepath.ToSlash, "split": strings.Split, "brief": lastName}).Parse(mapTemplate))
})

// A retryMap is what the page shows.
type retryMap struct {
	Policy        string // what the page may load: nothing
	Style, Script template.HTML

	Module, Version, Summary string

	Tallies []tally
	Codes   []codeRow
	Unknown string     // how many sites are in none of those rows
	Columns []*mapSite // of the matrix; none where there are too many for one screen
	Sites   []*mapSite

	Rules, Providers, Hows []choice // by which the table can be filtered
}

// A choice is an option of a filter: a word of the data and what people read.
type choice struct{ Value, Text string }

// A tally counts sites by one property.
type tally struct {
	Title, Filter string
	Rows          []tallyRow
}

type tallyRow struct {
	choice
	Sites, Share int // of 100 for the largest
}

// A codeRow is how many sites retry a code, and which.
type codeRow struct {
	Code, Meaning    string
	Certain, Perhaps int
	CertainWidth     int // of 100 for all sites
	PerhapsWidth     int
	Marks            []string // for each column: certain, perhaps or ""
}

// html writes the retries as one page that needs nothing else, and loads nothing.
func (inv *inventory) html(out io.Writer) error {
	var text strings.Builder
	if err := mapPage().Execute(&text, inv.retryMap()); err != nil {
		return err
	}
	_, err := io.WriteString(out, revealed(text.String()))
	return err
}

// mostColumns is how many sites the matrix has a column for each of.
const mostColumns = 24

func (inv *inventory) retryMap() *retryMap {
	p := &retryMap{
		Policy: fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'", digest(mapStyle), digest(mapScript)),
		Style:  template.HTML("<style>" + mapStyle + "</style>"),    // by a hash: only what is written here
		Script: template.HTML("<script>" + mapScript + "</script>"), // is heeded, and no part of it comes from a program
		Module: inv.Module, Version: inv.Version,
	}
	m := newMapper(inv)
	for i, r := range inv.Retries {
		p.Sites = append(p.Sites, m.site(i+1, r))
	}
	m.link(p.Sites)
	p.Summary = inv.summary()
	p.count()
	p.matrix()
	return p
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func (inv *inventory) summary() string {
	files, packages := map[string]bool{}, map[string]bool{}
	for _, r := range inv.Retries {
		files[r.File], packages[r.Package] = true, true
	}
	return fmt.Sprintf("%s in %s of %s", plural(len(inv.Retries), "place"), plural(len(files), "file"), plural(len(packages), "package"))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// count fills what is counted by, and the filters, which are for the same properties.
func (p *retryMap) count() {
	verdicts := p.tally("Verdict", "status", func(s *mapSite) []choice { return []choice{s.Status} })
	rules := p.tally("Reported by rule", "rule", func(s *mapSite) []choice { return same(s.rules()...) })
	providers := p.tally("Provider", "provider", func(s *mapSite) []choice {
		if s.Provider == "" {
			return []choice{{"none", "no known provider"}}
		}
		return same(s.Provider)
	})
	hows := p.tally("How it repeats", "how", func(s *mapSite) []choice { return []choice{{s.Retry.How, s.How}} })
	libraries := p.tally("Retried by", "library", func(s *mapSite) []choice {
		if s.Library == "" {
			return []choice{{"", "the program itself"}}
		}
		return []choice{{"", s.Library}}
	})
	for _, t := range []tally{verdicts, rules, providers, hows, libraries} {
		if len(t.Rows) > 1 || len(t.Rows) == 1 && t.Rows[0].Value != "none" {
			p.Tallies = append(p.Tallies, t)
		}
	}
	p.Rules, p.Providers, p.Hows = rules.choices(), providers.choices(), hows.choices()
}

func same(words ...string) []choice {
	var out []choice
	for _, w := range words {
		out = append(out, choice{w, w})
	}
	return out
}

func (p *retryMap) tally(title, filter string, of func(*mapSite) []choice) tally {
	t := tally{Title: title, Filter: filter}
	for _, s := range p.Sites {
		for _, c := range of(s) {
			i := slices.IndexFunc(t.Rows, func(r tallyRow) bool { return r.choice == c })
			if i < 0 {
				i, t.Rows = len(t.Rows), append(t.Rows, tallyRow{choice: c})
			}
			t.Rows[i].Sites++
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b tallyRow) int { return b.Sites - a.Sites })
	for i := range t.Rows {
		t.Rows[i].Share = max(2, 100*t.Rows[i].Sites/t.Rows[0].Sites) // one of a thousand is to be seen, too
	}
	return t
}

func (t tally) choices() []choice {
	var out []choice
	for _, r := range t.Rows {
		out = append(out, r.choice)
	}
	slices.SortFunc(out, func(a, b choice) int { return strings.Compare(a.Text, b.Text) })
	return out
}

// codeMeanings are the codes that people ask for first, as the inventory notes them.
var codeMeanings = []choice{
	{"400", "Bad Request"}, {"401", "Unauthorized"}, {"403", "Forbidden"}, {"404", "Not Found"}, {"408", "Request Timeout"},
	{"409", "Conflict"}, {"422", "Unprocessable Content"}, {"425", "Too Early"}, {"429", "Too Many Requests"},
	{"500", "Internal Server Error"}, {"501", "Not Implemented"}, {"502", "Bad Gateway"}, {"503", "Service Unavailable"},
	{"504", "Gateway Timeout"}, {"none", "no answer at all"},
}

var grpcMeanings = []string{"OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied",
	"ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated"}

// matrix fills which codes are retried where. Those of gRPC, which are below 17, have a row if a site has them.
func (p *retryMap) matrix() {
	rows := slices.Clone(codeMeanings)
	for i, name := range grpcMeanings {
		code := strconv.Itoa(i)
		if slices.ContainsFunc(p.Sites, func(s *mapSite) bool { return slices.Contains(s.Notable, code) }) {
			rows = append(rows, choice{code, "gRPC " + name})
		}
	}
	if len(p.Sites) <= mostColumns {
		p.Columns = p.Sites
	}
	unknown := 0
	for _, s := range p.Sites {
		if s.Retries == "" {
			unknown++
		}
	}
	if unknown > 0 {
		p.Unknown = plural(unknown, "place")
	}
	for _, c := range rows {
		row := codeRow{Code: c.Value, Meaning: c.Text}
		for _, s := range p.Sites {
			mark := ""
			if slices.Contains(s.Notable, c.Value) {
				if mark = "perhaps"; s.Certain || s.Retry.How == "client" {
					mark = "certain"
					row.Certain++
				} else {
					row.Perhaps++
				}
			}
			if p.Columns != nil {
				row.Marks = append(row.Marks, mark)
			}
		}
		if len(p.Sites) > 0 {
			row.CertainWidth, row.PerhapsWidth = 100*row.Certain/len(p.Sites), 100*row.Perhaps/len(p.Sites)
		}
		p.Codes = append(p.Codes, row)
	}
}

// revealed shows the characters that would change how a text is read: those that turn its direction, end lines, join or are not seen.
func revealed(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	hidden := func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r))
	}
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&out, "⟨U+%04X⟩", r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}
