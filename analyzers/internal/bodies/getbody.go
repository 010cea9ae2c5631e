package bodies

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// handsOutSame reports whether an expression is the GetBody of a request, or what that returns, and a function has set it to one which hands out
// a reader that was there before: when it is asked for again, that has been read.
func (x *Package) handsOutSame(fn ast.Node, e ast.Expr) bool {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		e = call.Fun
	}
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "GetBody" || !gotypes.IsRequest(x.Info.TypeOf(sel.X)) {
		return false
	}
	req := x.Denoted(sel.X)
	set, same := false, true
	ast.Inspect(fn, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, l := range a.Lhs {
			to, ok := ast.Unparen(l).(*ast.SelectorExpr)
			if !ok || to.Sel.Name != "GetBody" || x.Denoted(to.X) != req {
				continue
			}
			set = true
			same = same && len(a.Lhs) == len(a.Rhs) && x.returnsKept(a.Rhs[i])
		}
		return true
	})
	return req != nil && set && same
}

// returnsKept reports whether a function literal does nothing but return a reader that was made outside of it, behind a Close that does nothing
// or as it is.
func (x *Package) returnsKept(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.FuncLit)
	if !ok || len(lit.Body.List) != 1 {
		return false
	}
	ret, ok := lit.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 2 {
		return false
	}
	of := ast.Unparen(ret.Results[0])
	if call, ok := of.(*ast.CallExpr); ok {
		fn := x.CalledFunc(call)
		if fn == nil || fn.FullName() != "io.NopCloser" {
			return false
		}
		of = ast.Unparen(call.Args[0])
	}
	v, ok := x.Denoted(of).(*types.Var)
	return ok && gotypes.IsReader(v.Type()) && !gotypes.Within(v.Pos(), lit)
}
