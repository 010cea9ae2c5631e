package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A keeping asks whether a package keeps a count small.
type keeping struct {
	*finder
	count *types.Var
	seen  map[*types.Var]bool // it, and what is given it or chosen by it
	chose map[*types.Var]bool // what is chosen by it
}

// kept reports whether a field that counts is kept small: it is compared with something that decides on more than a delay somewhere, chooses
// from a list, or is asked for by a function that says yes or no.
func (x *finder) kept(v *types.Var) bool {
	k := &keeping{x, v, map[*types.Var]bool{}, map[*types.Var]bool{}}
	return k.small(v, 3)
}

// small reports whether what a variable is asked for somewhere may keep the count small. How deep it looks is limited.
func (k *keeping) small(v *types.Var, depth int) bool {
	if k.seen[v] {
		return false
	}
	k.seen[v] = true
	return slices.ContainsFunc(k.Occurrences(v), func(c inspector.Cursor) bool { return k.keptAt(c, v, depth) })
}

func (k *keeping) keptAt(c inspector.Cursor, v *types.Var, depth int) bool {
	node, up := c.Node(), c.Parent()
	if e, ok := up.Parent().Node().(ast.Expr); ok && k.counter(e) != nil { // its method, or a function that is given its address
		return k.keptAt(up.Parent(), v, depth)
	}
	switch p := up.Node().(type) {
	case *ast.SelectorExpr:
		return p.Sel == node && k.keptAt(up, v, depth)
	case *ast.ParenExpr, *ast.StarExpr:
		return k.keptAt(up, v, depth)
	case *ast.BinaryExpr:
		switch p.Op {
		case token.ADD, token.SUB:
			return k.keptAt(up, v, depth)
		case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
			return k.limits(p, node, v) && !k.chooses(up, v, depth)
		}
	case *ast.SwitchStmt:
		return p.Tag == node && !k.choosesAt(up, v, depth)
	case *ast.IndexExpr:
		if p.X == node {
			return k.keptAt(up, v, depth)
		}
		return p.Index == node && k.counter(p) == nil && !k.comparedBeside(c, v)
	case *ast.AssignStmt:
		return k.keptByAssigning(p, node, v, depth)
	case *ast.CallExpr:
		if k.Info.Types[p.Fun].IsType() {
			return k.keptAt(up, v, depth)
		}
		return k.keptByCalling(p, node, v, depth)
	}
	return false
}

// limits reports whether a comparison may be with a limit: not of a count with 0 or 1, by which it asks whether there was one at all, nor with the same of
// another thing, which puts them in order.
func (k *keeping) limits(b *ast.BinaryExpr, node ast.Node, v *types.Var) bool {
	other := b.X
	if other == node {
		other = b.Y
	}
	n, constant := gotypes.IntConstant(k.Info, other)
	return (!constant || n > 1 || k.chose[v]) && (!v.IsField() || k.Object(other) != v)
}

// comparedBeside reports whether the function around a place compares a variable with something, so that what happens at that place does
// not say how large it becomes.
func (k *keeping) comparedBeside(c inspector.Cursor, v *types.Var) bool {
	fn := gotypes.EnclosingFunc(c)
	return fn != nil && slices.ContainsFunc(k.Occurrences(v), func(o inspector.Cursor) bool {
		if sel, ok := o.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == o.Node() {
			o = o.Parent()
		}
		b, ok := o.Parent().Node().(*ast.BinaryExpr)
		return ok && gotypes.IsOrder(b.Op) && gotypes.EnclosingFunc(o) == fn
	})
}

// keptByAssigning reports whether an assignment keeps the count small, or a variable that it is set to again, or the one that is given the count.
func (k *keeping) keptByAssigning(a *ast.AssignStmt, node ast.Node, of *types.Var, depth int) bool {
	if len(a.Lhs) != len(a.Rhs) {
		return false
	}
	for i, l := range a.Lhs {
		if l == node {
			return k.bounds(a.Rhs[i]) && k.putBack(of)
		}
		if v, ok := k.Object(l).(*types.Var); ok && a.Rhs[i] == node && !v.IsField() && depth > 0 {
			return k.small(v, depth-1)
		}
	}
	return false
}

// keptByCalling reports whether a function that is given the count says yes or no, or keeps it small itself. What says yes or no to a delay
// that was chosen by it tells whether somebody has waited.
func (k *keeping) keptByCalling(call *ast.CallExpr, node ast.Node, v *types.Var, depth int) bool {
	fn, ok := typeutil.Callee(k.Info, call).(*types.Func)
	if !ok {
		return false
	}
	for r := range fn.Signature().Results().Variables() {
		if gotypes.IsBool(r.Type()) && gotypes.IsCount(v.Type()) {
			return true
		}
	}
	for i, a := range call.Args {
		if params := fn.Origin().Signature().Params(); a == node && fn.Pkg() == k.Pkg && i < params.Len() && depth > 0 {
			return k.small(params.At(i), depth-1)
		}
	}
	return false
}

// bounds reports whether an expression is of what is small however large its operands are.
func (x *finder) bounds(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			found = found || n.Op == token.REM || n.Op == token.AND || n.Op == token.SHR || n.Op == token.QUO
		case *ast.CallExpr:
			id, ok := ast.Unparen(n.Fun).(*ast.Ident)
			found = found || ok && id.Name == "min"
		}
		return !found
	})
	return found
}
