package statusfirst

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("statusfirst", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, u := range site.Find(res, find) {
		if u.Returned != nil {
			r.Report(report.Finding{At: u.Node, Why: u.Why}, "nothing looks at the status of this answer, so a refusal counts as a success (returned at %s); check its StatusCode and return an error", r.Place(u.Node, u.Returned))
			continue
		}
		what, check := "returned", "the response's StatusCode"
		if u.Stored {
			what = "kept"
		}
		if u.Response != "" {
			check = u.Response + ".StatusCode"
		}
		r.Report(report.Finding{At: u.Node, Why: u.Why}, "the answer is decoded and %s without a look at its status (sent at %s): an error page is taken for a result; check %s first", what, r.Place(u.Node, u.Sent), check)
	}
}
