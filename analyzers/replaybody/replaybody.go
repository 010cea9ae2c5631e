package replaybody

import (
	"go/ast"

	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/bodies"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("replaybody", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, s := range res.Resends {
		f := report.Finding{At: s.Node, Why: s.Why}
		switch {
		case s.Via == nil && s.Kind == bodies.SameRequest:
			r.Report(f, "the body of %s was read by the first attempt (sent at %s), so this one sends none; build the request again or set its Body again", name(s, "the request"), r.Place(s.Node, s.Attempt))
			continue
		case s.Via == nil && s.Kind == bodies.SameReader:
			r.Report(f, "%s was read by the first attempt (sent at %s), so this one sends nothing of it; make a new reader or rewind it", name(s, "the body"), r.Place(s.Node, s.Attempt))
			continue
		}
		switch s.Kind {
		case bodies.SameRequest:
			r.Report(f, "the body of %s was read by the first attempt, so every retry (%s) sends none; build the request for each attempt or set its Body again", name(s, "the request"), r.PlaceOf(s.Node, s.Via, "this goes round"))
		case bodies.SameReader:
			r.Report(f, "%s was read by the first attempt, so every retry (%s) sends nothing of it; make a new reader for each attempt or rewind it", name(s, "the body"), r.PlaceOf(s.Node, s.Via, "this goes round"))
		case bodies.NextPart:
			r.Report(f, "when an attempt failed (sent at %s), this reads on, and the part that was not sent is lost; read the part once and send it until it arrives, or seek back to it", r.Place(s.Node, s.Attempt))
		case bodies.Unclosed:
			r.Report(f, "the response of an attempt that is made again (%s) is not closed before the next one, which leaks its connection; drain and close it before the retry", r.PlaceOf(s.Node, s.Via, "this goes round"))
		case bodies.LateClose:
			r.Report(f, "defer closes the response (sent at %s) when the function returns, not before the next attempt; close it %s", r.Place(s.Node, s.Attempt), before(s.Via))
		case bodies.LeftOpen:
			r.Report(f, "returns between two attempts without closing the response of the first (sent at %s), which leaks its connection; close it before the wait", r.Place(s.Node, s.Attempt))
		}
	}
}

// before is where to close the response of an attempt that is made again by way of via.
func before(via ast.Node) string {
	if _, ok := via.(*ast.LabeledStmt); ok {
		return "before the goto"
	}
	return "in the loop"
}

func name(s *bodies.Resend, otherwise string) string {
	if s.Name == "" {
		return otherwise
	}
	return s.Name
}
