package ignoresctx

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
	return report.Rule("ignoresctx", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, c := range res.Cycles {
		for _, w := range c.Waits {
			if w.Break {
				r.Report(w.Node, nil, "break leaves the select, not the retries: the loop goes on after the context has ended; return its error or name the loop")
				continue
			}
			r.Report(w.Node, nil, "the wait between two attempts (sent at %s) does not end with %s; wait in a select with %s.Done()", r.Place(w.Node, c.Attempt), w.Context, w.Context)
		}
	}
}
