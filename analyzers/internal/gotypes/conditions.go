package gotypes

import (
	"go/ast"
	"go/token"
	"iter"
)

// A Claim is that an expression is true, or that it is not. No claim is about a negation, nor about what is joined by one of && and ||: it is
// about the parts.
type Claim struct {
	Of    ast.Expr
	Truth bool
}

// Consequences are what holds for certain where a condition is true, or where it is not, however it is written.
func Consequences(cond ast.Expr, truth bool) []Claim { return claims(cond, truth, token.LAND) }

// Alternatives are of what at least one holds where a condition is true, or where it is not: each of them makes it so by itself.
func Alternatives(cond ast.Expr, truth bool) []Claim { return claims(cond, truth, token.LOR) }

// Asked is what a condition asks, without negations around it.
func Asked(cond ast.Expr) ast.Expr {
	cond = ast.Unparen(cond)
	for {
		not, ok := cond.(*ast.UnaryExpr)
		if !ok || not.Op != token.NOT {
			return cond
		}
		cond = ast.Unparen(not.X)
	}
}

// claims takes a condition apart where an operator joins its parts, or the other one does in a negation.
func claims(cond ast.Expr, truth bool, op token.Token) []Claim {
	cond = ast.Unparen(cond)
	switch e := cond.(type) {
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return claims(e.X, !truth, op)
		}
	case *ast.BinaryExpr:
		if (e.Op == token.LAND || e.Op == token.LOR) && (e.Op == op) == truth {
			return append(claims(e.X, truth, op), claims(e.Y, truth, op)...)
		}
	}
	return []Claim{{cond, truth}}
}

// Comparison is what a claim says by comparing: !(a < b) is a >= b. ok is false if it compares nothing.
func (c Claim) Comparison() (x ast.Expr, op token.Token, y ast.Expr, ok bool) {
	b, ok := c.Of.(*ast.BinaryExpr)
	if !ok {
		return nil, 0, nil, false
	}
	op = b.Op
	var opposite token.Token
	switch op {
	case token.EQL:
		opposite = token.NEQ
	case token.NEQ:
		opposite = token.EQL
	case token.LSS:
		opposite = token.GEQ
	case token.GEQ:
		opposite = token.LSS
	case token.GTR:
		opposite = token.LEQ
	case token.LEQ:
		opposite = token.GTR
	default:
		return nil, 0, nil, false
	}
	if !c.Truth {
		op = opposite
	}
	return b.X, op, b.Y, true
}

// Mirrored is the same with its operands in the other order: a < b is b > a.
func (c Claim) Mirrored() (x ast.Expr, op token.Token, y ast.Expr, ok bool) {
	y, op, x, ok = c.Comparison()
	switch op {
	case token.LSS:
		op = token.GTR
	case token.GTR:
		op = token.LSS
	case token.LEQ:
		op = token.GEQ
	case token.GEQ:
		op = token.LEQ
	}
	return x, op, y, ok
}

// Branches are those of an if statement, with what its condition is in them.
func Branches(i *ast.IfStmt) iter.Seq2[ast.Stmt, bool] {
	return func(yield func(ast.Stmt, bool) bool) {
		if yield(i.Body, true) && i.Else != nil {
			yield(i.Else, false)
		}
	}
}

// Single is the only statement of a branch; nil if it has others.
func Single(branch ast.Stmt) ast.Stmt {
	if b, ok := branch.(*ast.BlockStmt); ok && len(b.List) == 1 {
		return b.List[0]
	}
	return nil
}

// Leaves reports whether what follows a statement in its list is not reached by it.
func Leaves(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	case *ast.BlockStmt:
		return len(s.List) > 0 && Leaves(s.List[len(s.List)-1])
	case *ast.IfStmt:
		return s.Else != nil && Leaves(s.Body) && Leaves(s.Else)
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	}
	return false
}

// Order is which of two values is not the greater one, by what a claim says; ok is false if it says nothing of that.
func (c Claim) Order() (less, more ast.Expr, ok bool) {
	x, op, y, _ := c.Comparison()
	switch {
	case !IsOrder(op):
		return nil, nil, false
	case op == token.GTR || op == token.GEQ:
		return y, x, true
	}
	return x, y, true
}

// IsOrder reports whether an operator asks which of two values is the greater one.
func IsOrder(op token.Token) bool {
	return op == token.LSS || op == token.LEQ || op == token.GTR || op == token.GEQ
}
