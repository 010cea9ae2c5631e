package notimeout

import (
	_ "embed"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("notimeout", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, u := range site.Find(res, find) {
		sent, cycle := u.Sent[0], (*retry.Cycle)(nil)
		for _, s := range u.Sent { // of all that a client sends, what is retried is worst
			if c := retryOf(res, s); c != nil {
				sent, cycle = s, c
				break
			}
		}
		f := report.Finding{At: sent, Cycle: cycle, Why: u.Why}
		if u.Made != nil {
			f.At = u.Made
		}
		harm := r.Say("blocks", "a server that hangs blocks it for ever")
		if cycle != nil {
			harm = r.Say("never-retried", "an attempt that hangs never fails and is never retried (%s)", r.PlaceOf(f.At, cycle.At(), "place-again", "the request is sent again here"))
		}
		if u.Made != nil {
			r.Report(f, "client", "the client has no Timeout, nor its request a deadline (sent at %s): %s; set one of them", r.Place(f.At, sent), harm)
		} else {
			r.Report(f, "request", "%s has no time limit: %s; use a client with a Timeout or a context's deadline", u.Name, harm)
		}
	}
}

// retryOf is a retry that makes a request again because there was no answer, as there is none where it hangs; or nil.
func retryOf(res *site.Result, sent *ast.CallExpr) *retry.Cycle {
	for _, c := range res.Cycles {
		if c.Attempt == sent && !c.Polls && slices.ContainsFunc(c.Rounds, func(r retry.Retry) bool { return !r.Path.Codes.Intersect(domain.NonStatus).Empty() }) {
			return c
		}
	}
	return nil
}
