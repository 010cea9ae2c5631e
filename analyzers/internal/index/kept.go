package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Kept is the expression whose value a variable of the package, or a field that nobody outside of it sets, has whenever it is read; nil if it
// is given another one, or something is done to what it holds. Values may be handed on, and asked for by those methods that reads says of
// that they change nothing. Tests may set it as they like.
func (x *Package) Kept(v *types.Var, reads func(*types.Func) bool) ast.Expr {
	v = v.Origin()
	set, known := x.kept[v]
	if !known {
		set = x.lookForKept(v, reads)
		x.kept[v] = set
	}
	return set
}

func (x *Package) lookForKept(v *types.Var, reads func(*types.Func) bool) ast.Expr {
	if v.Pkg() != x.Pkg || v.IsField() && v.Exported() || !v.IsField() && x.Inits[v] == nil {
		return nil
	}
	k := keeping{Package: x, v: v, reads: reads, set: x.Inits[v]}
	x.inspectMentions(v, k.visit)
	if k.changed {
		return nil
	}
	return k.set
}

// A keeping looks for what is done with a variable.
type keeping struct {
	*Package
	v       *types.Var
	reads   func(*types.Func) bool
	above   []ast.Node
	set     ast.Expr
	changed bool
}

func (k *keeping) visit(n ast.Node) bool {
	if n == nil {
		k.above = k.above[:len(k.above)-1]
		return true
	}
	switch n := n.(type) {
	case *ast.Ident:
		if gotypes.Origin(k.Info.Uses[n]) == types.Object(k.v) {
			k.used(n)
		}
	case *ast.CompositeLit:
		for f, e := range k.Unkeyed(n) {
			if f.Origin() == k.v {
				k.put(e)
			}
		}
	}
	k.above = append(k.above, n)
	return true
}

// put notes that the variable is given a value.
func (k *keeping) put(e ast.Expr) {
	k.changed = k.changed || k.set != nil
	k.set = e
}

// used looks at what is around a use of the variable: of a field, at what is around the selection.
func (k *keeping) used(id *ast.Ident) {
	at := len(k.above) - 1
	var e ast.Expr = id
	for ; at >= 0; at-- {
		if paren, ok := k.above[at].(*ast.ParenExpr); ok {
			e = paren
		} else if sel, ok := k.above[at].(*ast.SelectorExpr); ok && sel.Sel == e {
			e = sel
		} else {
			break
		}
	}
	if at < 0 {
		k.changed = true
		return
	}
	copied := isCopied(k.v.Type())
	switch n := k.above[at].(type) {
	case *ast.KeyValueExpr:
		if n.Key == e && k.v.IsField() {
			k.put(n.Value)
		} else {
			k.changed = k.changed || !copied
		}
	case *ast.AssignStmt:
		k.assigned(n, e, copied)
	case *ast.CallExpr:
		k.changed = k.changed || n.Fun == e || k.takesOut(n)
	case *ast.IndexExpr:
		k.changed = k.changed || n.X != e || at == 0 || k.setsElement(k.above[at-1], n)
	case *ast.SelectorExpr: // a method, or a field, of what it holds
		fn, _ := k.Info.Uses[n.Sel].(*types.Func)
		k.changed = k.changed || fn == nil || !k.reads(fn)
	case *ast.RangeStmt:
		k.changed = k.changed || n.X != e
	case *ast.BinaryExpr:
	case *ast.ReturnStmt, *ast.ValueSpec:
		k.changed = k.changed || !copied
	default:
		k.changed = true
	}
}

// takesOut reports whether a call takes something out of a map or a list.
func (k *keeping) takesOut(call *ast.CallExpr) bool {
	return slices.Contains([]string{"delete", "clear", "copy"}, gotypes.CalledBuiltin(k.Info, call))
}

// setsElement reports whether a node sets an element, or may hand out where it is.
func (k *keeping) setsElement(n ast.Node, of *ast.IndexExpr) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return slices.ContainsFunc(n.Lhs, func(l ast.Expr) bool { return ast.Unparen(l) == of })
	case *ast.UnaryExpr:
		return n.Op == token.AND
	case *ast.IncDecStmt, *ast.ParenExpr, *ast.SelectorExpr, *ast.IndexExpr, *ast.SliceExpr:
		return true
	}
	return false
}

// isCopied reports whether who is handed a value of a type has one of his own. (Of a list he has the same elements; nobody sets them.)
func isCopied(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Struct, *types.Array, *types.Basic, *types.Signature:
		return true
	}
	return false
}

// assigned looks at an assignment that the variable stands in.
func (k *keeping) assigned(n *ast.AssignStmt, e ast.Expr, copied bool) {
	for i, l := range n.Lhs {
		if ast.Unparen(l) == ast.Unparen(e) {
			if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
				k.changed = true
				return
			}
			k.put(n.Rhs[i])
			return
		}
	}
	k.changed = k.changed || !copied
}
