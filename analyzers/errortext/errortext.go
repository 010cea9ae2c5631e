package errortext

import (
	_ "embed"
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/texttest"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("errortext", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, t := range site.Shared(res, texttest.Find) {
		if t.Body && !t.Status() {
			continue // a code of the body: see unknowncode
		}
		if t.Sentinel != "" {
			r.Report(report.Finding{At: t.Node, Site: decided(res, t.Node), Why: t.Why}, "sentinel", "decides by the text of %s, which another error may have, and this one with more around it; use errors.Is", t.Sentinel)
			continue
		}
		instead, carries := t.Instead, r.Say("status", "status")
		if t.Code {
			carries = r.Say("code", "code")
		}
		field, typ, known := t.Carrier()
		switch {
		case known:
			instead = r.Say("use-field", "errors.As and %s of %s", field, typ)
		case instead != "":
		case t.Body:
			instead = r.Say("use-response", "the response's StatusCode")
		default:
			instead = r.Say("use-error", "an error that carries its %s, and errors.As", carries)
		}
		of := r.Say("of-error", "an error")
		if t.Body {
			of = r.Say("of-body", "a body")
		}
		f := report.Finding{At: t.Node, Site: decided(res, t.Node), Why: t.Why}
		if t.Digits {
			r.Report(f, "digits", "decides by the text %s of %s, which any message with these digits matches; use %s", list(r, t.Texts), of, instead)
			continue
		}
		r.Report(f, "text", "decides by the text %s of %s whose %s is at hand; wording changes, so use %s", list(r, t.Texts), of, carries, instead)
	}
}

// decided is the retry that a test decides; nil if it decides none, or several. What a retry is held back for says nothing against what
// is found of the text, so that such a one does not count.
func decided(res *site.Result, test ast.Node) (found *retry.Site) {
	for _, s := range res.Sites {
		if s.Held.Reason != reasons.None || !slices.ContainsFunc(s.Paths, func(p retry.Path) bool { return p.Test == test }) {
			continue
		}
		if found != nil {
			return nil
		}
		found = s
	}
	return found
}

// list names the first texts.
func list(r *report.Reporter, texts []string) string {
	texts = slices.Compact(slices.Clone(texts))
	var quoted []string
	for i, t := range texts {
		if i == 3 && len(texts) > 4 {
			return r.Say("others", "%s and others", strings.Join(quoted, ", "))
		}
		if len(t) > 40 {
			t = t[:40] + "..."
		}
		quoted = append(quoted, strconv.Quote(t))
	}
	return r.Or(quoted)
}
