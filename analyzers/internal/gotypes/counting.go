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

// A Counting is how a loop counts: by one, up or down, from From as long as the counter is on this side of Limit.
type Counting struct {
	Counter     *ast.Ident
	From, Limit ast.Expr // From is nil where the counter is set elsewhere; Limit where it is only compared in some other way
	Down        bool
	Reaches     bool // Limit is itself counted: i <= n
	Only        bool // nothing else is in the condition
}

// CountingOf reads how a loop counts, where its condition compares what its post statement steps.
func CountingOf(loop *ast.ForStmt) (Counting, bool) {
	post, ok := loop.Post.(*ast.IncDecStmt)
	if !ok {
		return Counting{}, false
	}
	counter, ok := ast.Unparen(post.X).(*ast.Ident)
	if !ok || loop.Cond == nil {
		return Counting{}, false
	}
	c := Counting{Counter: counter, Down: post.Tok == token.DEC}
	if init, ok := loop.Init.(*ast.AssignStmt); ok && len(init.Lhs) == 1 && len(init.Rhs) == 1 && isNamed(init.Lhs[0], counter.Name) {
		c.From = init.Rhs[0]
	}
	for _, part := range Parts(loop.Cond, token.LAND) {
		if c.limitedBy(part) {
			c.Only = part == ast.Unparen(loop.Cond)
			return c, true
		}
	}
	compared := false
	ast.Inspect(loop.Cond, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok {
			compared = compared || isNamed(b.X, counter.Name) || isNamed(b.Y, counter.Name)
		}
		return !compared
	})
	return c, compared
}

// limitedBy takes a limit from a comparison of the counter, in whichever order it is written.
func (c *Counting) limitedBy(e ast.Expr) bool {
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return false
	}
	op, limit := b.Op, b.Y
	if !isNamed(b.X, c.Counter.Name) {
		mirrored := map[token.Token]token.Token{token.GTR: token.LSS, token.GEQ: token.LEQ, token.LSS: token.GTR, token.LEQ: token.GEQ, token.NEQ: token.NEQ}
		if op, ok = mirrored[op]; !ok || !isNamed(b.Y, c.Counter.Name) {
			return false
		}
		limit = b.X
	}
	switch op {
	case token.LSS, token.LEQ:
		ok = !c.Down
	case token.GTR, token.GEQ:
		ok = c.Down
	case token.NEQ:
	default:
		ok = false
	}
	if ok {
		c.Limit, c.Reaches = limit, op == token.LEQ || op == token.GEQ
	}
	return ok
}

// Rounds is how many rounds the loop makes at most, from one number to another.
func (c Counting) Rounds(from, limit int64) int64 {
	n := limit - from
	if c.Down {
		n = -n
	}
	if c.Reaches {
		n++
	}
	return max(n, 0)
}

// Last is the counter in the last round, if nothing else ends the loop.
func (c Counting) Last(limit int64) int64 {
	switch {
	case c.Reaches:
		return limit
	case c.Down:
		return limit + 1
	}
	return limit - 1
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == name
}

// Parts are the parts of a condition that an operator, && or ||, joins.
func Parts(e ast.Expr, op token.Token) []ast.Expr {
	e = ast.Unparen(e)
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == op {
		return append(Parts(b.X, op), Parts(b.Y, op)...)
	}
	return []ast.Expr{e}
}
