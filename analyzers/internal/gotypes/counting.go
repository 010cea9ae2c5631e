package gotypes

import (
	"go/ast"
	"go/token"
	"go/types"
)

// IsCount reports whether t can count attempts: an unnamed number.
func IsCount(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Info()&(types.IsInteger|types.IsFloat) != 0
}

// CounterOf are the variable that a loop counts up by one, and its limit.
func CounterOf(loop *ast.ForStmt) (counter *ast.Ident, limit ast.Expr, ok bool) {
	post, ok := loop.Post.(*ast.IncDecStmt)
	if !ok || post.Tok != token.INC {
		return nil, nil, false
	}
	cond, ok := loop.Cond.(*ast.BinaryExpr)
	if !ok || cond.Op != token.LSS && cond.Op != token.LEQ && cond.Op != token.NEQ {
		return nil, nil, false
	}
	left, ok := cond.X.(*ast.Ident)
	if !ok {
		return nil, nil, false
	}
	counter, ok = post.X.(*ast.Ident)
	return counter, cond.Y, ok && counter.Name == left.Name
}

// IsCounting reports whether a loop steps a number and compares it.
func IsCounting(f *ast.ForStmt) bool {
	post, ok := f.Post.(*ast.IncDecStmt)
	if !ok {
		return false
	}
	counter, ok := post.X.(*ast.Ident)
	if !ok {
		return false
	}
	found := false
	if f.Cond != nil {
		ast.Inspect(f.Cond, func(n ast.Node) bool {
			b, ok := n.(*ast.BinaryExpr)
			if !ok {
				return true
			}
			for _, side := range []ast.Expr{b.X, b.Y} {
				id, ok := side.(*ast.Ident)
				found = found || ok && id.Name == counter.Name
			}
			return !found
		})
	}
	return found
}
