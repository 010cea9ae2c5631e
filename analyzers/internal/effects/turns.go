package effects

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A turning is a function that may hand out one of many things after the other.
type turning struct {
	*Functions
	moved map[*types.Var]bool // fields and variables of the package that it sets
	drawn map[*types.Var]bool // variables of its own that are made of those
}

// takesTurns reports whether a function moves on through a list of things and returns something: it takes an element by a number, or from the
// beginning of a list, that it sets itself, or that is counted on for all who ask. taken are the elements of lists that are taken in it.
func (x *Functions) takesTurns(d *ast.FuncDecl, taken []*ast.IndexExpr) bool {
	if d.Type.Results == nil || len(taken) == 0 {
		return false
	}
	t := &turning{x, map[*types.Var]bool{}, map[*types.Var]bool{}}
	ast.Inspect(d.Body, t.sets)
	ast.Inspect(d.Body, t.keeps)
	return slices.ContainsFunc(taken, t.takes)
}

// isThing reports whether an expression is an element of a list. A number out of one is a delay, or the like.
func (v *visitor) isThing(e *ast.IndexExpr) bool {
	list := v.Info.TypeOf(e.X)
	if list == nil {
		return false
	}
	switch list.Underlying().(type) {
	case *types.Slice, *types.Array:
	default:
		return false
	}
	b, ok := v.Info.TypeOf(e).Underlying().(*types.Basic)
	return !ok || b.Info()&types.IsNumeric == 0
}

// sets notes what outlives the function and is set in it.
func (t *turning) sets(n ast.Node) bool {
	note := func(e ast.Expr) {
		if v, ok := t.Denoted(e).(*types.Var); ok && (v.IsField() || v.Parent() == t.Pkg.Scope()) {
			t.moved[v.Origin()] = true
		}
	}
	switch n := n.(type) {
	case *ast.IncDecStmt:
		note(n.X)
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			note(l)
		}
	}
	return true
}

// keeps notes the variables that have what was set, or counted on, before or after.
func (t *turning) keeps(n ast.Node) bool {
	if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
		for i, l := range a.Lhs {
			if v := t.Variable(l); v != nil && !v.IsField() && t.moves(a.Rhs[i]) {
				t.drawn[v] = true
			}
		}
	}
	return true
}

// takes reports whether an element of a list is another one each time.
func (t *turning) takes(e *ast.IndexExpr) bool {
	if c := t.Info.Types[e.Index].Value; c != nil && c.Kind() == constant.Int { // the first of those that are left
		v, ok := t.Denoted(e.X).(*types.Var)
		return ok && t.moved[v.Origin()]
	}
	return t.moves(e.Index)
}

// moves reports whether an expression is made of what the function has set, or counts on.
func (t *turning) moves(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectorExpr, *ast.Ident:
			v, ok := t.Denoted(n.(ast.Expr)).(*types.Var)
			found = found || ok && (t.moved[v.Origin()] && gotypes.IsInteger(v.Type()) && !gotypes.IsDuration(v.Type()) || t.drawn[v])
		case *ast.CallExpr:
			fn, ok := typeutil.Callee(t.Info, n).(*types.Func)
			found = found || ok && functions.OfAtomic(t.FullName(fn)) && functions.Advances(t.FullName(fn))
		}
		return !found
	})
	return found
}
