package nestedretry

import (
	_ "embed"

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
		f := report.Finding{At: at, Cycle: c, Why: inner.Held}
		place := r.PlaceOf(at, inner.Node, "place-inner", "these are the inner retries")
		where := r.Say("inner", "inner at %s", place)
		if inner.Name != "" {
			where = r.Say("inner-library", "%s, %s, retries by itself", inner.Name, place)
		}
		switch {
		case inner.Outer > 0 && inner.Attempts > 0:
			r.Report(f, "product", "up to %d x %d = %d requests: retries inside retries (%s); retry in one of the two only", inner.Outer, inner.Attempts, inner.Outer*inner.Attempts, where)
		case inner.Attempts > 0:
			r.Report(f, "inner-number", "retries inside retries: each of these attempts is up to %d requests (%s); retry in one of the two only", inner.Attempts, where)
		case inner.Outer > 0:
			r.Report(f, "outer-number", "retries inside retries: each of these %d attempts is several requests (%s); retry in one of the two only", inner.Outer, where)
		default:
			r.Report(f, "multiply", "retries inside retries: their attempts multiply (%s); retry in one of the two only", where)
		}
	}
}
