package nestedretry

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("nestedretry", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, c := range res.Cycles {
		if c.Inner == nil {
			r.Silent(report.Finding{At: c.Node, Cycle: c}, reasons.NothingNested, "")
			continue
		}
		at, _ := c.Place(c.Head())
		inner := c.Inner
		where := "inner at " + r.PlaceOf(at, inner.Node, "these are the inner retries")
		if inner.Name != "" {
			where = fmt.Sprintf("%s, %s, tries again by itself", inner.Name, r.PlaceOf(at, inner.Node, "these are the inner retries"))
		}
		const remedy = "leave the retrying to one of the two"
		switch {
		case inner.Outer > 0 && inner.Attempts > 0:
			r.Report(report.Finding{At: at, Cycle: c}, "up to %d x %d = %d requests: retries inside retries (%s); %s", inner.Outer, inner.Attempts, inner.Outer*inner.Attempts, where, remedy)
		case inner.Attempts > 0:
			r.Report(report.Finding{At: at, Cycle: c}, "retries inside retries: each of these attempts is up to %d requests (%s); %s", inner.Attempts, where, remedy)
		case inner.Outer > 0:
			r.Report(report.Finding{At: at, Cycle: c}, "retries inside retries: each of these %d attempts is several requests (%s); %s", inner.Outer, where, remedy)
		default:
			r.Report(report.Finding{At: at, Cycle: c}, "retries inside retries, so that their attempts multiply (%s); %s", where, remedy)
		}
	}
}
