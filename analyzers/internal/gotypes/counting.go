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

// A LoopHead is what a loop asks where a round begins.
type LoopHead struct {
	Cond ast.Expr // nil if it asks nothing
	Goes bool     // what Cond is if the round is made
	Body []ast.Stmt
}

// LoopHeadOf takes the head of a loop from its condition, or from what its body begins with if it has none: if i == limit { break }.
func LoopHeadOf(loop *ast.ForStmt) LoopHead {
	body := loop.Body.List
	if loop.Cond != nil || len(body) == 0 {
		return LoopHead{loop.Cond, true, body}
	}
	first, ok := body[0].(*ast.IfStmt)
	switch {
	case !ok || first.Init != nil:
	case first.Else == nil && leavesLoop(first.Body):
		return LoopHead{first.Cond, false, body[1:]}
	case len(body) == 1 && leavesLoop(first.Else): // for { if i != limit { ... } else { break } }
		return LoopHead{first.Cond, true, first.Body.List}
	}
	return LoopHead{Body: body}
}

// leavesLoop reports whether a branch does nothing but leave the loop around it.
func leavesLoop(branch ast.Stmt) bool {
	leave, ok := Single(branch).(*ast.BranchStmt)
	return ok && leave.Tok == token.BREAK && leave.Label == nil
}

// Claims are what holds where a round is made.
func (h LoopHead) Claims() []Claim {
	if h.Cond == nil {
		return nil
	}
	return Consequences(h.Cond, h.Goes)
}

// CountingOf reads how a loop counts, where its head compares what its post statement steps.
func CountingOf(loop *ast.ForStmt) (Counting, bool) {
	head := LoopHeadOf(loop).Claims()
	if len(head) == 0 {
		return Counting{}, false
	}
	var found Counting
	compared := false
	for _, s := range Steps(loop.Post) {
		counter, ok := ast.Unparen(s.Of).(*ast.Ident)
		if !ok {
			continue
		}
		c := Counting{Counter: counter, Down: s.Down, From: setFirst(loop.Init, counter.Name)}
		for _, part := range head {
			if c.limitedBy(part) {
				c.Only = len(head) == 1
				return c, true
			}
			if !compared && comparedIn(part.Of, counter.Name) {
				found, compared = c, true
			}
		}
	}
	return found, compared
}

// setFirst is what the init statement of a loop sets a variable to; nil if it does not.
func setFirst(init ast.Stmt, name string) ast.Expr {
	a, ok := init.(*ast.AssignStmt)
	if !ok || len(a.Lhs) != len(a.Rhs) {
		return nil
	}
	for i, l := range a.Lhs {
		if isNamed(l, name) {
			return a.Rhs[i]
		}
	}
	return nil
}

// comparedIn reports whether a condition compares a variable with something.
func comparedIn(cond ast.Expr, name string) (compared bool) {
	ast.Inspect(cond, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok {
			compared = compared || isNamed(b.X, name) || isNamed(b.Y, name)
		}
		return !compared
	})
	return compared
}

// A Step is one that a statement counts up, or down, by one.
type Step struct {
	Of   ast.Expr
	Down bool
}

// Steps are those of a statement, however it is written: i++, i += 1, i = i + 1, i, delay = i+1, 2*delay.
func Steps(s ast.Stmt) []Step {
	switch s := s.(type) {
	case *ast.IncDecStmt:
		return []Step{{s.X, s.Tok == token.DEC}}
	case *ast.AssignStmt:
		switch {
		case (s.Tok == token.ADD_ASSIGN || s.Tok == token.SUB_ASSIGN) && isOne(s.Rhs[0]):
			return []Step{{s.Lhs[0], s.Tok == token.SUB_ASSIGN}}
		case s.Tok == token.ASSIGN && len(s.Lhs) == len(s.Rhs):
			var steps []Step
			for i, l := range s.Lhs {
				if down, ok := Stepped(types.ExprString(ast.Unparen(l)), s.Rhs[i]); ok {
					steps = append(steps, Step{l, down})
				}
			}
			return steps
		}
	}
	return nil
}

// Stepped reports whether an expression is what is written as of, and one more or less.
func Stepped(of string, e ast.Expr) (down, ok bool) {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok {
		return false, false
	}
	is := func(e ast.Expr) bool { return types.ExprString(ast.Unparen(e)) == of }
	switch b.Op {
	case token.ADD:
		return false, is(b.X) && isOne(b.Y) || isOne(b.X) && is(b.Y)
	case token.SUB:
		return true, is(b.X) && isOne(b.Y)
	}
	return false, false
}

func isOne(e ast.Expr) bool {
	l, ok := ast.Unparen(e).(*ast.BasicLit)
	return ok && l.Value == "1"
}

// limitedBy takes a limit from a comparison of the counter, in whichever order it is written.
func (c *Counting) limitedBy(part Claim) bool {
	counter, op, limit, ok := part.Comparison()
	if ok && !isNamed(counter, c.Counter.Name) {
		counter, op, limit, ok = part.Mirrored()
	}
	if !ok || !isNamed(counter, c.Counter.Name) {
		return false
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
