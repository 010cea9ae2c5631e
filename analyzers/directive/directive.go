package directive

import (
	_ "embed"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/errortext"
	"github.com/retryvet/retryvet/analyzers/ignoresctx"
	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/nestedretry"
	"github.com/retryvet/retryvet/analyzers/nobackoff"
	"github.com/retryvet/retryvet/analyzers/nonretryable"
	"github.com/retryvet/retryvet/analyzers/replaybody"
	"github.com/retryvet/retryvet/analyzers/statusfirst"
	"github.com/retryvet/retryvet/analyzers/unbounded"
	"github.com/retryvet/retryvet/analyzers/unknowncode"
)

//go:embed doc.go
var doc string

// Analyzer is the rule for the rules with the embedded catalog.
var Analyzer = New(site.Analyzer,
	nonretryable.Analyzer,
	unknowncode.Analyzer,
	nobackoff.Analyzer,
	unbounded.Analyzer,
	ignoresctx.Analyzer,
	replaybody.Analyzer,
	statusfirst.Analyzer,
	errortext.Analyzer,
	nestedretry.Analyzer,
)

// New returns the rule for directives about other rules (see analyzers.Suite).
func New(engine *analysis.Analyzer, rules ...*analysis.Analyzer) *analysis.Analyzer {
	a := report.Rule("directive", doc, engine, func(r *report.Reporter, res *site.Result) {
		j := judge{r, res, rules}
		for _, d := range r.Directives() {
			if d.Form != directives.Nolint {
				j.directive(d)
			}
		}
	})
	a.Requires = append(a.Requires, rules...)
	return a
}

type judge struct {
	r     *report.Reporter
	res   *site.Result
	rules []*analysis.Analyzer
}

func (j judge) directive(d *directives.Directive) {
	at := word{d.Comment.Pos(), d.Comment.Pos() + token.Pos(len("//retryvet:ignore"))}
	switch d.Verb {
	case "":
		j.r.Report(at, nil, "with a space in front this is a comment like any other; write //retryvet: without it")
	case "provider":
		j.provider(d, at)
	case "ignore":
		j.ignore(d, at)
	default:
		j.r.Report(at, nil, "there is no directive //retryvet:%s; known are ignore and provider", d.Verb)
	}
}

func (j judge) provider(d *directives.Directive, at word) {
	if len(d.Rules) != 1 || d.Reason != "" {
		j.r.Report(at, nil, "//retryvet:provider wants the name of one provider, and nothing else")
		return
	}
	if j.res.Catalog == nil {
		return // nothing here sends requests
	}
	if _, known := j.res.Catalog.Provider(d.Rules[0]); known {
		return
	}
	var ids []string
	for _, p := range j.res.Catalog.Providers() {
		ids = append(ids, p.ID)
	}
	j.r.Report(at, nil, "no catalog has a provider %s; known are %s", d.Rules[0], strings.Join(ids, ", "))
}

func (j judge) ignore(d *directives.Directive, at word) {
	if len(d.Rules) == 0 {
		j.r.Report(at, nil, "//retryvet:ignore names no rule, so it silences nothing; write //retryvet:ignore rule reason")
		return
	}
	var idle []string
	for _, name := range d.Rules {
		i := slices.IndexFunc(j.rules, func(a *analysis.Analyzer) bool { return a.Name == name })
		switch {
		case name == "directive":
			j.r.Report(at, nil, "findings of directive cannot be ignored by a directive; correct the comment that it is about")
			return
		case i < 0:
			j.r.Report(at, nil, "there is no rule %s to ignore; known are %s", name, j.names())
			return
		case !j.r.Off(name) && !j.r.Outcome(j.rules[i]).Used(d):
			idle = append(idle, name)
		}
	}
	switch {
	case d.Reason == "":
		j.r.Report(at, nil, "a directive without a reason silences nothing; say after the rule why the finding may stay")
	case len(idle) > 0:
		j.r.Report(at, nil, "%s has nothing to report here; remove it from the directive", strings.Join(idle, " and "))
	}
}

func (j judge) names() string {
	var names []string
	for _, a := range j.rules {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

// A word is a part of a comment.
type word struct{ pos, end token.Pos }

func (w word) Pos() token.Pos { return w.pos }
func (w word) End() token.Pos { return w.end }
