package symexec

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// floored is the variable that a statement keeps from being negative: if d < 0 { d = 0 }, or { return 0 } from a function that says how long to
// wait. That says what must not be, as max(d, 0) does, and not that there is a way with no wait in it.
func (x *Exec) floored(s *ast.IfStmt) ast.Expr {
	at := x.belowZero(s.Cond)
	if at == nil || s.Else != nil || len(s.Body.List) != 1 || x.Denoted(at) == nil {
		return nil
	}
	if b, ok := x.Info.TypeOf(at).Underlying().(*types.Basic); !ok || b.Info()&types.IsNumeric == 0 {
		return nil
	}
	switch body := s.Body.List[0].(type) {
	case *ast.AssignStmt:
		if body.Tok == token.ASSIGN && len(body.Lhs) == 1 && len(body.Rhs) == 1 && x.isZero(body.Rhs[0]) && x.Denoted(body.Lhs[0]) == x.Denoted(at) {
			return at
		}
	case *ast.ReturnStmt:
		if len(body.Results) == 1 && x.isZero(body.Results[0]) && gotypes.IsDuration(x.Info.TypeOf(body.Results[0])) {
			return at
		}
	}
	return nil
}

// belowZero is what a condition asks for being less than zero.
func (x *Exec) belowZero(cond ast.Expr) ast.Expr {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	switch {
	case ok && (b.Op == token.LSS || b.Op == token.LEQ) && x.isZero(b.Y):
		return b.X
	case ok && (b.Op == token.GTR || b.Op == token.GEQ) && x.isZero(b.X):
		return b.Y
	}
	return nil
}

func (x *Exec) isZero(e ast.Expr) bool {
	c := x.Info.Types[e].Value
	if c == nil {
		return false
	}
	n, ok := x.In.ConstantOf(c).Number()
	return ok && n == 0
}

// raise sets a variable to what is at least zero on those paths that compute it, and returns the others. What is left of a time that the clock or a
// server tells may well be over.
func (x *Exec) raise(fr *paths.Frame, e ast.Expr, states []*paths.State) (raised, others []*paths.State) {
	for _, st := range states {
		if v := x.Eval(fr, st, e); v.IsConst() || v.Deps&^sym.DepRand != 0 {
			others = append(others, st)
		} else {
			x.store(fr, st, e, x.In.MinMax("max", []*sym.Value{v, x.In.Int(0)}))
			raised = append(raised, st)
		}
	}
	return raised, others
}
