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
			r.Report(f, "request-here", "the body of %s was read by the first attempt (sent at %s), so this one sends none; rebuild the request or reset its Body", name(s, r.Say("the-request", "the request")), r.Place(s.Node, s.Attempt))
			continue
		case s.Via == nil && s.Kind == bodies.SameReader:
			r.Report(f, "reader-here", "%s was read by the first attempt (sent at %s), so this one sends none of it; make a new reader or rewind it", name(s, r.Say("the-body", "the body")), r.Place(s.Node, s.Attempt))
			continue
		}
		switch s.Kind {
		case bodies.SameRequest, bodies.SameReader:
			f.Fixes, f.Unsafe = whole(r, s, res.Resends)
		case bodies.Unclosed:
			f.Fixes, f.Unsafe = closed(r, s)
		}
		switch s.Kind {
		case bodies.SameRequest:
			r.Report(f, "request", "the body of %s was read by the first attempt, so every retry (%s) sends none; make a new Body each time", name(s, r.Say("the-request", "the request")), again(r, s))
		case bodies.SameReader:
			r.Report(f, "reader", "%s was read by the first attempt, so every retry (%s) sends none of it; make a new reader or rewind it each time", name(s, r.Say("the-body", "the body")), again(r, s))
		case bodies.NextPart:
			r.Report(f, "part", "after a failed attempt (sent at %s) this reads on, so the part that was not sent is lost; resend the same part, or seek back to it", r.Place(s.Node, s.Attempt))
		case bodies.Unclosed:
			r.Report(f, "unclosed", "the response is not closed before the next attempt (%s), which leaks its connection; drain and close it first", again(r, s))
		case bodies.LateClose:
			r.Report(f, "deferred", "defer closes the response (sent at %s) when the function returns, not before the next attempt; close it %s", r.Place(s.Node, s.Attempt), before(r, s.Via))
		case bodies.HandedClosed:
			r.Report(f, "handed-closed", "the last response (sent at %s) is returned closed, so its body cannot be read; leave the last one open, or return an error", r.Place(s.Node, s.Attempt))
		case bodies.LeftOpen:
			r.Report(f, "left-open", "the response of the first attempt (sent at %s) is not closed on this return, which leaks its connection; close it before the wait", r.Place(s.Node, s.Attempt))
		}
	}
}

// again is where an attempt is made again from.
func again(r *report.Reporter, s *bodies.Resend) string {
	return r.PlaceOf(s.Node, s.Via, "place-again", "the retry starts here")
}

// before is where to close the response of an attempt that is made again by way of via.
func before(r *report.Reporter, via ast.Node) string {
	if _, ok := via.(*ast.LabeledStmt); ok {
		return r.Say("before-goto", "before the goto")
	}
	return r.Say("in-loop", "in the loop")
}

func name(s *bodies.Resend, otherwise string) string {
	if s.Name == "" {
		return otherwise
	}
	return s.Name
}
