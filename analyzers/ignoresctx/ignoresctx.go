package ignoresctx

import (
	_ "embed"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
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
	for _, f := range site.FindAnywhere(res, func(p *site.Package) []fault { return find(p, slices.Concat(res.Cycles, res.Awaiting)) }) {
		c := f.Cycle
		if len(f.Waits) == 0 {
			r.Report(report.Finding{At: c.Node, Cycle: c, Why: f.Why}, "wait", "")
			continue
		}
		if f.Blind != nil {
			r.Report(report.Finding{At: f.BlindAt, Cycle: c}, "predicate", "%s is true for context.Canceled (asked at %s), so retries go on after the context has ended; return false for it", f.Blind.Name.Name, r.PlaceOf(f.BlindAt, c.Node, "place-asked", "it is asked here"))
		}
		for _, w := range f.Waits {
			if w.Break {
				r.Note(w.Node, c.Node, "place-retries", "these are the retries")
				if w.Context != "" {
					r.Report(report.Finding{At: w.Node, Cycle: c}, "break-label", "break %s does not leave the retries: the loop goes on after the context has ended; return its error or leave the loop", w.Context)
					continue
				}
				r.Report(report.Finding{At: w.Node, Cycle: c}, "break", "break leaves the select, not the retries: the loop goes on after the context has ended; return its error or label the loop")
				continue
			}
			if w.Library {
				call := callOf(w.Node)
				at := gotypes.Calling(call)
				r.Report(report.Finding{At: at, Cycle: c}, "library", "%s does not stop when %s ends: each attempt (sent at %s) fails at once, and it waits for the next; pass it the context", types.ExprString(call.Fun), w.Context, r.Place(at, c.Attempt))
				continue
			}
			if w.Given != nil {
				r.Report(report.Finding{At: w.Node, Cycle: c}, "given", "the wait between two attempts (sent at %s) does not end with %s, the context of its caller (%s); pass it to %s",
					r.Place(w.Node, c.Attempt), w.Context, r.PlaceOf(w.Node, w.Given, "place-caller", "this is the caller"), types.ExprString(w.Given.Fun))
				continue
			}
			if w.GoesOn {
				r.Note(w.Node, c.Node, "place-retries", "these are the retries")
				r.Report(report.Finding{At: w.Node, Cycle: c}, "goes-on", "the retries go on after this clause although the context has ended; return its error")
				continue
			}
			if w.Hiding != nil {
				r.Report(report.Finding{At: w.Node, Cycle: c}, "hidden", "the wait between two attempts (sent at %s) does not end with the %s of %s, shadowed by that of %s; rename one and select on %s.Done()",
					r.Place(w.Node, c.Attempt), w.Context, r.Place(w.Node, w.Root), r.Place(w.Node, w.Hiding), w.Context)
				continue
			}
			r.Report(report.Finding{At: w.Node, Cycle: c, Fixes: fix(r, w)}, "wait", "the wait between two attempts (sent at %s) does not end with %s; wait in a select with %s.Done()", r.Place(w.Node, c.Attempt), w.Context, w.Context)
		}
	}
}

// fix waits in a select for the context, too.
func fix(r *report.Reporter, w wait) []analysis.SuggestedFix {
	f := w.Replace
	if f == nil || r.Judged(f.Stmt) { // what was found there, and silenced, may be found no more, or elsewhere
		return nil
	}
	in, ok := r.NewLine(f.Stmt)
	value, leaves := r.Leave(w.Func, f.Stmt.Pos(), w.Context+".Err()")
	if !ok || !leaves {
		return nil
	}
	leave := strings.TrimSuffix("return "+value, " ")
	head := "select {" + in + "case <-" + w.Context + ".Done():" + in + "\t" + leave + in + "case <-"
	edits := []analysis.TextEdit{{Pos: f.Stmt.Pos(), End: f.Call.Pos(), NewText: []byte(head)}}
	if f.Sleep {
		edits[0].End = f.Call.Lparen
		edits[0].NewText = append(edits[0].NewText, f.Time+".After"...)
	}
	edits = append(edits, analysis.TextEdit{Pos: f.Stmt.End(), End: f.Stmt.End(), NewText: []byte(":" + in + "}")})
	return []analysis.SuggestedFix{{Message: r.Say("fix", "Wait in a select with %s.Done()", w.Context), TextEdits: edits}}
}
