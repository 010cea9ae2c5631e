package summarize

import (
	"go/ast"
	"go/token"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// countdown is the parameter from which a loop counts down to nothing, and how many rounds it makes more than that: for n > 0 { n--; ... }.
func (t *trial) countdown(fr *paths.Frame, st *paths.State, loop *ast.ForStmt) (*summary.Part, int64) {
	if c, ok := gotypes.CountingOf(loop); ok && c.From != nil {
		return nil, 0 // what it begins with is written beside it
	}
	claims := gotypes.LoopHeadOf(loop).Claims()
	if len(claims) != 1 {
		return nil, 0
	}
	counter, op, limit, ok := claims[0].Comparison()
	n, constant := gotypes.IntConstant(t.Info, limit)
	if !ok || !constant || !t.stepsDown(fr.Fn, loop, counter) {
		return nil, 0
	}
	more := int64(0)
	switch {
	case op == token.GTR && n == 0, op == token.NEQ && n == 0, op == token.GEQ && n == 1:
	case op == token.GEQ && n == 0:
		more = 1
	default:
		return nil, 0
	}
	v := t.Eval(fr, st, counter)
	for v.Op == sym.OpBinary && (v.Name == "-" || v.Name == "+") && v.Args[1].Op == sym.OpInt { // what is left of it
		v = v.Args[0]
	}
	if p, ok := t.part(v); ok && p.Field == "" && p.Param >= 0 {
		return &p, more
	}
	return nil, 0
}

// stepsDown reports whether each round of a loop takes one off a variable, and nothing else in the loop sets it.
func (t *trial) stepsDown(fn ast.Node, loop *ast.ForStmt, counter ast.Expr) bool {
	id, ok := ast.Unparen(counter).(*ast.Ident)
	if !ok {
		return false
	}
	down := 0
	for _, s := range append([]ast.Stmt{loop.Post}, loop.Body.List...) {
		for _, step := range gotypes.Steps(s) {
			if of, ok := ast.Unparen(step.Of).(*ast.Ident); ok && step.Down && of.Name == id.Name {
				down++
			}
		}
	}
	set := 0
	for _, w := range t.PlacesIn(gotypes.Body(fn)).Writes[t.Info.ObjectOf(id)] {
		if gotypes.Within(w.At.Pos(), loop) {
			set++
		}
	}
	return down == 1 && set == 1
}
