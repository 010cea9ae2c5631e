package effects

import (
	"go/ast"
	"go/constant"
	"go/types"

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
// beginning of a list, that it sets itself, or that is counted on for all who ask.
func (x *Functions) takesTurns(d *ast.FuncDecl) bool {
	if d.Type.Results == nil {
		return false
	}
	t := &turning{x, map[*types.Var]bool{}, map[*types.Var]bool{}}
	ast.Inspect(d.Body, t.sets)
	ast.Inspect(d.Body, t.keeps)
	takes := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		if e, ok := n.(*ast.IndexExpr); ok {
			takes = takes || t.takes(e)
		}
		return !takes
	})
	return takes
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

// takes reports whether an expression is an element that is another one each time. A number out of a list is a delay, or the like.
func (t *turning) takes(e *ast.IndexExpr) bool {
	list := t.Info.TypeOf(e.X)
	if list == nil {
		return false
	}
	switch list.Underlying().(type) {
	case *types.Slice, *types.Array:
	default:
		return false
	}
	if b, ok := t.Info.TypeOf(e).Underlying().(*types.Basic); ok && b.Info()&types.IsNumeric != 0 {
		return false
	}
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
			found = found || ok && (t.moved[v.Origin()] && isNumber(v.Type()) || t.drawn[v])
		case *ast.CallExpr:
			fn, ok := typeutil.Callee(t.Info, n).(*types.Func)
			found = found || ok && functions.OfAtomic(t.FullName(fn)) && functions.Advances(t.FullName(fn))
		}
		return !found
	})
	return found
}

// isNumber reports whether a type is one of whole numbers, as indexes are.
func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && !gotypes.IsDuration(t)
}
