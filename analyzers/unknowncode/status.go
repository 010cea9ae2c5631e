package unknowncode

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// maxHeld are the variables through which a status is followed back to where it is read.
const maxHeld = 4

// isStatus reports whether an expression is certainly the status of an answer: a field that holds it, or a variable that holds nothing
// else.
func (x *finder) isStatus(e ast.Expr) bool { return x.readsStatus(e, 0) }

func (x *finder) readsStatus(e ast.Expr, depth int) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		sel := x.Info.Selections[e]
		return sel != nil && sel.Kind() == types.FieldVal && x.ClearStatus(gotypes.FieldOwner(sel), sel.Obj().(*types.Var))
	case *ast.Ident:
		v, ok := x.Info.Uses[e].(*types.Var)
		return ok && !v.IsField() && depth < maxHeld && x.holdsStatus(v, depth+1)
	}
	return false
}

// holdsStatus reports whether a variable is set to a status once, or is a parameter that all callers give one.
func (x *finder) holdsStatus(v *types.Var, depth int) bool {
	d := x.Declaring(v)
	if d == nil || d.Body == nil {
		return false
	}
	p := x.PlacesIn(d.Body)
	if w, ok := p.Only(v); ok {
		return w.Value != nil && w.Index < 0 && !w.Item && x.readsStatus(w.Value, depth)
	}
	fn, i := x.Parameter(d, v)
	if i < 0 || len(p.Writes[v]) > 0 {
		return false
	}
	calls, all := x.CallersOf(fn.Origin())
	return all && len(calls) > 0 && !slices.ContainsFunc(calls, func(c index.Caller) bool {
		return i >= len(c.Call.Args) || !x.readsStatus(c.Call.Args[i], depth)
	})
}
