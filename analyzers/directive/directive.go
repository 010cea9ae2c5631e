package directive

import (
	_ "embed"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
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
		j.r.Report(report.Finding{At: at}, "space", "with a space in front this is a comment like any other; write //retryvet: without it")
	case "provider":
		j.provider(d, at)
	case "ignore":
		j.ignore(d, at)
	default:
		j.r.Report(report.Finding{At: at}, "verb", "there is no directive //retryvet:%s; %s", d.Verb, j.r.Hint(d.Verb, "ignore", "provider"))
	}
}

func (j judge) provider(d *directives.Directive, at word) {
	if len(d.Rules) != 1 || d.Reason != "" {
		j.r.Report(report.Finding{At: at}, "provider-form", "//retryvet:provider wants the name of one provider, and nothing else")
		return
	}
	if j.res.Catalog == nil {
		return // the engine failed, which is reported
	}
	id := d.Rules[0]
	if _, known := j.res.Catalog.Provider(id); !known {
		j.r.Report(report.Finding{At: at}, "provider", "no catalog has a provider %s; %s", id, j.r.Hint(id, j.res.Catalog.IDs()...))
		return
	}
	if slices.ContainsFunc(j.res.Untied, func(u *api.Untied) bool { return u.Comment == d.Comment }) {
		j.r.Report(report.Finding{At: at}, "ties-nothing", "ties nothing to %s: no struct here has a field like those of its codes (%s); put it above one that has", id, j.fields(id))
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

// OfSettings is the key of findings that are about settings. Every package may have one that imports what they name.
const OfSettings = "settings"

// settings judges what settings name and tie nothing of. Those that are about one import are one finding.
func (j judge) settings() {
	const most = 165 // characters
	at := map[ast.Node][]string{}
	var order []ast.Node
	for _, u := range j.res.Untied {
		if u.Comment != nil {
			continue
		}
		if at[u.Node] == nil {
			order = append(order, u.Node)
		}
		why := j.missing(u)
		if len(u.Near) > 0 {
			why = j.r.Say("meant", "%s; did you mean %s?", why, j.r.Or(u.Near))
		}
		at[u.Node] = append(at[u.Node], j.r.Say("setting", "%s %s (%s)", u.Setting, u.Name, why))
	}
	for _, n := range order {
		text := at[n][0]
		for i, more := range at[n][1:] {
			if len(text)+len(more) > most {
				text = j.r.Say("more", "%s, and %d more", text, len(at[n])-1-i)
				break
			}
			text += ", " + more
		}
		j.r.Report(report.Finding{At: n}, OfSettings, "settings without effect: %s", text)
	}
}

// missing says why a setting has no effect.
func (j judge) missing(u *api.Untied) string {
	switch u.Missing {
	case api.NoType:
		return j.r.Say("no-type", "no such type")
	case api.NoFunc:
		return j.r.Say("no-func", "no such function")
	case api.NoMethod:
		return j.r.Say("no-method", "no such method")
	}
	return j.r.Say("no-field", "no field there is like those of %s's codes: %s", u.Provider, j.fields(u.Provider))
}

func (j judge) ignore(d *directives.Directive, at word) {
	if len(d.Rules) == 0 {
		j.r.Report(report.Finding{At: at}, "no-rule", "//retryvet:ignore names no rule, so it silences nothing; write //retryvet:ignore rule reason")
		return
	}
	var idle []string
	for _, name := range d.Rules {
		i := slices.IndexFunc(j.rules, func(a *analysis.Analyzer) bool { return a.Name == name })
		switch {
		case name == "directive":
			j.r.Report(report.Finding{At: at}, "itself", "findings of directive cannot be ignored by a directive; correct the comment that it is about")
			return
		case i < 0:
			j.r.Report(report.Finding{At: at}, "rule", "there is no rule %s to ignore; %s", name, j.r.Hint(name, j.names()...))
			return
		case !j.r.Off(name, at) && !j.r.Outcome(j.rules[i]).Used(d):
			idle = append(idle, name)
		}
	}
	switch {
	case d.Reason == "":
		j.r.Report(report.Finding{At: at}, "no-reason", "a directive without a reason silences nothing; say after the rule why the finding may stay")
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
			elsewhere, places = append(elsewhere, j.r.Say("does-in", "%s does in %s", name, place)), append(places, place)
		}
	}
	what, there := j.r.Say("nothing", "%s has nothing to report here", rules[0]), j.r.Say("there", "does in %s", strings.Join(places[:min(1, len(places))], ""))
	if len(rules) > 1 {
		what = j.r.Say("nothing-of", "%s have nothing to report here", j.r.And(rules))
		there = j.r.Say("there-all", "do in %s", strings.Join(places[:min(1, len(places))], ""))
	}
	if len(places) == len(rules) && len(slices.Compact(places)) == 1 { // all in one place
		elsewhere = []string{there}
	}
	if len(elsewhere) == 0 {
		j.r.Report(report.Finding{At: at}, "idle", "%s; remove it from the directive", what)
		return
	}
	j.r.Report(report.Finding{At: at}, "elsewhere", "%s, but %s; move the directive there, or remove it", what, strings.Join(elsewhere, ", "))
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
