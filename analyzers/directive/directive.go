package directive

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog/spelling"
)

//go:embed doc.go
var doc string

// New returns the rule for directives about other rules (see analyzers.Suite).
func New(engine *analysis.Analyzer, rules ...*analysis.Analyzer) *analysis.Analyzer {
	a := report.Rule("directive", doc, engine, func(r *report.Reporter, res *site.Result) {
		j := judge{r, res, rules}
		for _, d := range r.Directives() {
			if d.Form != directives.Nolint {
				j.directive(d)
			}
		}
		j.settings()
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
		j.r.Report(report.Finding{At: at}, "with a space in front this is a comment like any other; write //retryvet: without it")
	case "provider":
		j.provider(d, at)
	case "ignore":
		j.ignore(d, at)
	default:
		j.r.Report(report.Finding{At: at}, "there is no directive //retryvet:%s; %s", d.Verb, spelling.Hint(d.Verb, "ignore", "provider"))
	}
}

func (j judge) provider(d *directives.Directive, at word) {
	if len(d.Rules) != 1 || d.Reason != "" {
		j.r.Report(report.Finding{At: at}, "//retryvet:provider wants the name of one provider, and nothing else")
		return
	}
	if j.res.Catalog == nil {
		return // the engine failed, which is reported
	}
	id := d.Rules[0]
	if _, known := j.res.Catalog.Provider(id); !known {
		j.r.Report(report.Finding{At: at}, "no catalog has a provider %s; %s", id, spelling.Hint(id, j.res.Catalog.IDs()...))
		return
	}
	if slices.ContainsFunc(j.res.Untied, func(u *api.Untied) bool { return u.Comment == d.Comment }) {
		j.r.Report(report.Finding{At: at}, "ties nothing to %s: no struct here has a field like those of its codes (%s); put it above one that has", id, j.fields(id))
	}
}

// fields are the places of a provider's codes, as json tags with their kinds.
func (j judge) fields(id string) string {
	p, _ := j.res.Catalog.Provider(id)
	var list []string
	for s := range p.AllShapes() {
		if text := s.CodePath + " " + s.Kind; s.Scheme != "" && !slices.Contains(list, text) && len(list) < 3 {
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return "code"
	}
	return strings.Join(list, ", ")
}

// OfSettings is how findings begin that are about settings. Every package may have one that imports what they name.
const OfSettings = "settings without effect: "

// settings judges what settings name and tie nothing of. Those that are about one import are one finding.
func (j judge) settings() {
	const most = 190 // characters
	at := map[ast.Node][]string{}
	var order []ast.Node
	for _, u := range j.res.Untied {
		if u.Comment != nil {
			continue
		}
		if at[u.Node] == nil {
			order = append(order, u.Node)
		}
		why := u.Missing
		if why == "" {
			why = "no field there is like those of " + u.Provider + "'s codes: " + j.fields(u.Provider)
		}
		at[u.Node] = append(at[u.Node], fmt.Sprintf("%s %s (%s%s)", u.Setting, u.Name, why, u.Meant))
	}
	for _, n := range order {
		text := OfSettings + at[n][0]
		for i, more := range at[n][1:] {
			if len(text)+len(more) > most {
				text += fmt.Sprintf(", and %d more", len(at[n])-1-i)
				break
			}
			text += ", " + more
		}
		j.r.Report(report.Finding{At: n}, "%s", text)
	}
}

func (j judge) ignore(d *directives.Directive, at word) {
	if len(d.Rules) == 0 {
		j.r.Report(report.Finding{At: at}, "//retryvet:ignore names no rule, so it silences nothing; write //retryvet:ignore rule reason")
		return
	}
	var idle []string
	for _, name := range d.Rules {
		i := slices.IndexFunc(j.rules, func(a *analysis.Analyzer) bool { return a.Name == name })
		switch {
		case name == "directive":
			j.r.Report(report.Finding{At: at}, "findings of directive cannot be ignored by a directive; correct the comment that it is about")
			return
		case i < 0:
			j.r.Report(report.Finding{At: at}, "there is no rule %s to ignore; %s", name, spelling.Hint(name, j.names()...))
			return
		case !j.r.Off(name) && !j.r.Outcome(j.rules[i]).Used(d):
			idle = append(idle, name)
		}
	}
	switch {
	case d.Reason == "":
		j.r.Report(report.Finding{At: at}, "a directive without a reason silences nothing; say after the rule why the finding may stay")
	case len(idle) > 0:
		j.idle(d, at, idle)
	}
}

// idle reports the rules of a directive that found nothing where it stands, and where else they did.
func (j judge) idle(d *directives.Directive, at word, rules []string) {
	var elsewhere, places []string
	for _, name := range rules {
		i := slices.IndexFunc(j.rules, func(a *analysis.Analyzer) bool { return a.Name == name })
		if pos := j.r.Missed(j.rules[i], d); pos.IsValid() {
			place := j.r.Place(at, word{pos, pos})
			elsewhere, places = append(elsewhere, name+" does in "+place), append(places, place)
		}
	}
	verb, does := "has", "does"
	if len(rules) > 1 {
		verb, does = "have", "do"
	}
	if len(places) == len(rules) && len(slices.Compact(places)) == 1 { // all in one place
		elsewhere = []string{does + " in " + places[0]}
	}
	what := strings.Join(rules, " and ") + " " + verb + " nothing to report here"
	if len(elsewhere) == 0 {
		j.r.Report(report.Finding{At: at}, "%s; remove it from the directive", what)
		return
	}
	j.r.Report(report.Finding{At: at}, "%s, but %s; move the directive there, or remove it", what, strings.Join(elsewhere, ", "))
}

func (j judge) names() (names []string) {
	for _, a := range j.rules {
		names = append(names, a.Name)
	}
	return names
}

// A word is a part of a comment.
type word struct{ pos, end token.Pos }

func (w word) Pos() token.Pos { return w.pos }
func (w word) End() token.Pos { return w.end }
