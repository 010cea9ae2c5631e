package nonretryable

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// transaction reports statements that are tried again in the transaction that their failure has ended.
func (j judge) transaction(r *report.Reporter, res *site.Result, s *retry.Site) {
	if s.Attempt == nil {
		return // no candidate
	}
	for _, p := range s.Paths {
		for _, set := range p.Provider {
			if !set.Named() || p.Test == nil {
				continue
			}
			for _, e := range set.Entries(j.catalog) {
				if e.Unit != "transaction" || !site.FindAnywhere(res, func(pkg *site.Package) bool { return sameTransaction(pkg, s) }) {
					continue
				}
				at, shared := s.Place(p.Test)
				r.Report(report.Finding{At: at, Site: s, Provider: set.Provider}, "statement", "retries the statement after %s code %s (%s), %s, in the transaction that it has ended; begin the transaction again", set.Provider, e.Code, r.Meaning(e), r.Sent(at, s.Attempt, shared))
				return
			}
		}
	}
}

// sameTransaction reports whether the attempt of a site is a statement of a transaction that was begun before, and nothing else is
// done with the transaction on the way: no savepoint that it could go back to.
func sameTransaction(pkg *site.Package, s *retry.Site) bool {
	sel, ok := ast.Unparen(s.Attempt.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, _ := typeutil.Callee(pkg.Info, s.Attempt).(*types.Func)
	tx := pkg.Variable(sel.X)
	if fn == nil || tx == nil || tx.IsField() || !ends(pkg.Info.TypeOf(sel.X)) || gotypes.Within(tx.Pos(), s.Node) {
		return false
	}
	uses := 0
	ast.Inspect(s.Node, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Commit" || sel.Sel.Name == "Rollback") {
			return false // its end
		}
		if id, ok := n.(*ast.Ident); ok && (pkg.Info.Uses[id] == tx || pkg.Info.Defs[id] == tx) {
			uses++
		}
		return true
	})
	return uses == 1
}

// ends reports whether values of a type are transactions: they are committed or rolled back.
func ends(t types.Type) bool {
	for _, name := range [...]string{"Commit", "Rollback"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj == nil {
			return false
		}
	}
	return true
}
