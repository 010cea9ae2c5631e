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
			r.Report(report.Finding{At: u.Node, Why: u.Why}, "unread", "nothing checks the status of this answer, so a refusal counts as a success (returned at %s); check its StatusCode first", r.Place(u.Node, u.Returned))
			continue
		}
		what, check := r.Say("returned", "returned"), r.Say("status", "the response's StatusCode")
		if u.Stored {
			what = r.Say("kept", "kept")
		}
		if u.Response != "" {
			check = u.Response + ".StatusCode"
		}
		if u.To != nowhere {
			to := r.Say("file", "a file")
			if u.To == toClient {
				to = r.Say("client", "a client")
			}
			r.Report(report.Finding{At: u.Node, Why: u.Why}, "copied", "the answer is copied to %s whatever its status (sent at %s): an error page passes for what was asked for; check %s first", to, r.Place(u.Node, u.Sent), check)
			continue
		}
		r.Report(report.Finding{At: u.Node, Why: u.Why}, "decoded", "the answer is decoded and %s whatever its status (sent at %s): an error page passes for a result; check %s first", what, r.Place(u.Node, u.Sent), check)
	}
}
