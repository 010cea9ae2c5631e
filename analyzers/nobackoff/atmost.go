package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// atMost is the highest number that an expression can be, as its package keeps it small: a constant, the smaller of it and a constant, a variable
// or a hidden field that is given nothing else, or is cut to one where it is larger. How deep it looks is limited.
func (x *finder) atMost(e ast.Expr, depth int) (int64, bool) {
	if e == nil || depth == 0 {
		return 0, false
	}
	if n, ok := gotypes.IntConstant(x.Info, e); ok {
		return n, true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		n, constant := gotypes.IntConstant(x.Info, e.Y)
		most, ok := x.atMost(e.X, depth-1)
		if !constant || !ok || e.Op != token.ADD && e.Op != token.SUB {
			return 0, false
		}
		if e.Op == token.SUB {
			n = -n
		}
		return most + n, true
	case *ast.CallExpr:
		return x.atMostOfCall(e, depth)
	case *ast.Ident, *ast.SelectorExpr:
		if v, ok := x.Object(e).(*types.Var); ok && v.Pkg() == x.Pkg {
			return x.atMostOf(v, depth)
		}
	}
	return 0, false
}

// atMostOfCall is the highest number that a conversion or the builtin min makes.
func (x *finder) atMostOfCall(call *ast.CallExpr, depth int) (int64, bool) {
	if x.Info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		return x.atMost(call.Args[0], depth-1)
	}
	if gotypes.CalledBuiltin(x.Info, call) != "min" {
		return 0, false
	}
	least, found := int64(0), false
	for _, a := range call.Args {
		if n, ok := x.atMost(a, depth-1); ok && (!found || n < least) {
			least, found = n, true
		}
	}
	return least, found
}

// atMostOf is the highest number that a variable or a field that no other package can name ever holds.
func (x *finder) atMostOf(v *types.Var, depth int) (int64, bool) {
	if n, ok := x.keptBelow(v); ok {
		return n, true
	}
	if v.Exported() || x.changedInPlace(v) || !v.IsField() && x.isGiven(v) {
		return 0, false
	}
	from := x.Definitions(v)
	most := int64(0)
	for _, e := range from {
		n, ok := x.atMost(e, depth-1)
		if !ok {
			return 0, false
		}
		most = max(most, n)
	}
	return most, len(from) > 0
}

// keptBelow is the constant that a variable or a field is set to where it is larger, or of which all that is larger is refused; the highest one.
func (x *finder) keptBelow(v *types.Var) (int64, bool) {
	most, found := int64(0), false
	for _, c := range x.Occurrences(v) {
		up := c.Parent()
		if sel, ok := up.Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c, up = up, up.Parent()
		}
		b, ok := up.Node().(*ast.BinaryExpr)
		if !ok {
			continue
		}
		limit := b.Y
		switch {
		case b.X == c.Node() && (b.Op == token.GTR || b.Op == token.GEQ):
		case b.Y == c.Node() && (b.Op == token.LSS || b.Op == token.LEQ):
			limit = b.X
		default:
			continue
		}
		n, constant := gotypes.IntConstant(x.Info, limit)
		branch := branchOf(up)
		if !constant || branch == nil {
			continue
		}
		to, ok := x.setIn(branch, v)
		if !ok {
			continue
		}
		most, found = max(most, n, to), true
	}
	return most, found
}

// branchOf is the branch of the statement around a condition that is gone into as soon as a comparison in it holds; nil if there is none.
func branchOf(c inspector.Cursor) *ast.BlockStmt {
	holds := true
	for {
		switch up := c.Parent().Node().(type) {
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			holds = !holds
		case *ast.BinaryExpr:
			if up.Op != token.LOR && up.Op != token.LAND || (up.Op == token.LOR) != holds {
				return nil
			}
		case *ast.IfStmt:
			if up.Cond != c.Node() {
				return nil
			}
			if holds {
				return up.Body
			}
			other, _ := up.Else.(*ast.BlockStmt)
			return other
		default:
			return nil
		}
		c = c.Parent()
	}
}

// setIn is the constant that a block sets a variable or a field to, and does nothing else to it, or 0 if the block ends the function with an
// error.
func (x *finder) setIn(b *ast.BlockStmt, v *types.Var) (to int64, ok bool) {
	for _, s := range b.List {
		switch s := s.(type) {
		case *ast.AssignStmt:
			i := slices.IndexFunc(s.Lhs, func(l ast.Expr) bool { return x.Object(l) == v })
			if i < 0 {
				continue
			}
			if s.Tok != token.ASSIGN || len(s.Lhs) != len(s.Rhs) {
				return 0, false
			}
			to, ok = gotypes.IntConstant(x.Info, s.Rhs[i])
			if !ok {
				return 0, false
			}
		case *ast.ReturnStmt:
			return to, ok || slices.ContainsFunc(s.Results, func(e ast.Expr) bool {
				return gotypes.IsError(x.Info.TypeOf(e)) && !x.Info.Types[e].IsNil()
			})
		}
	}
	return to, ok
}

// changedInPlace reports whether a variable or a field is changed by what it was before: counted, added to, or by its address.
func (x *finder) changedInPlace(v *types.Var) bool {
	return slices.ContainsFunc(x.Occurrences(v), func(c inspector.Cursor) bool {
		if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c = c.Parent()
		}
		switch p := c.Parent().Node().(type) {
		case *ast.IncDecStmt:
			return true
		case *ast.UnaryExpr:
			return p.Op == token.AND
		case *ast.AssignStmt:
			return p.Tok != token.ASSIGN && p.Tok != token.DEFINE && slices.ContainsFunc(p.Lhs, func(l ast.Expr) bool { return l == c.Node() })
		}
		return false
	})
}

// isGiven reports whether a variable is a parameter of a function that others may call, so that what the package calls it with says little.
func (x *finder) isGiven(v *types.Var) bool {
	return slices.ContainsFunc(x.Occurrences(v), func(c inspector.Cursor) bool {
		_, ok := c.Parent().Node().(*ast.Field)
		if !ok {
			return false
		}
		d, declared := gotypes.EnclosingFunc(c).(*ast.FuncDecl)
		return !declared || d.Name.IsExported() || len(x.callersOfDecl(d)) == 0
	})
}

// callersOfDecl are the calls of a declared function in the package, but for those in its tests.
func (x *finder) callersOfDecl(d *ast.FuncDecl) []inspector.Cursor {
	fn, ok := x.Info.Defs[d.Name].(*types.Func)
	if !ok {
		return nil
	}
	return x.callers(fn)
}
