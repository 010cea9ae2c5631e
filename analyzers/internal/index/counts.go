package index

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// CountOf is how many rounds a loop makes at most, where its head counts between constants; 0 if not.
func (x *Package) CountOf(n ast.Node) int {
	f, ok := n.(*ast.ForStmt)
	if !ok {
		return 0
	}
	c, ok := gotypes.CountingOf(f)
	if !ok || c.From == nil || c.Limit == nil {
		return 0
	}
	from, ok1 := gotypes.IntConstant(x.Info, c.From)
	to, ok2 := gotypes.IntConstant(x.Info, c.Limit)
	if !ok1 || !ok2 {
		return 0
	}
	return int(c.Rounds(from, to))
}

// LeavesByCount reports whether the body of a loop leaves it when a counter of its own, which each round steps, has come to a limit; and
// if both are constant, how often attempt is come to until then, or 0. That each round comes by that condition is not looked at. The
// loop is in fn; where that is nil only the first answer is asked for.
func (x *Package) LeavesByCount(loop *ast.ForStmt, attempt, fn ast.Node) (times int, ok bool) {
	steps := map[*types.Var]token.Pos{}
	note := func(s ast.Stmt, at token.Pos) {
		if inc, is := s.(*ast.IncDecStmt); is && inc.Tok == token.INC {
			if v, _ := x.FuncRef(inc.X).(*types.Var); v != nil && !v.IsField() {
				steps[v] = at
			}
		}
	}
	note(loop.Post, loop.Body.End())
	for _, s := range loop.Body.List {
		note(s, s.Pos())
		if cond, ok := s.(*ast.IfStmt); ok && cond.Init != nil {
			note(cond.Init, cond.Init.Pos())
		}
	}
	if len(steps) == 0 {
		return 0, false
	}
	var visit func(n ast.Node, inner bool)
	visit = func(n ast.Node, inner bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				if m != n && !inner {
					visit(m, true)
					return false
				}
			case *ast.IfStmt:
				if !leaves(m.Body, inner) {
					return true
				}
				for _, part := range anyOf(m.Cond) {
					v, limit, met := x.comesTo(part, steps)
					if !met {
						continue
					}
					ok = true
					from, known := x.startsWith(fn, v)
					if !known || limit == nil {
						continue
					}
					most, constant := gotypes.IntConstant(x.Info, limit.e)
					if !constant {
						continue
					}
					rounds := most - from - limit.ahead + 1
					if steps[v] < m.Cond.Pos() {
						rounds--
					}
					if attempt != nil && m.End() <= attempt.Pos() {
						rounds--
					}
					if rounds > 0 && (times == 0 || int(rounds) < times) {
						times = int(rounds)
					}
				}
			}
			return true
		})
	}
	visit(loop.Body, false)
	return times, ok
}

// leaves reports whether a block ends by leaving the loop that it is in, or, where that is not known, the function.
func leaves(b *ast.BlockStmt, inner bool) bool {
	if len(b.List) == 0 {
		return false
	}
	switch s := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.BREAK && s.Label == nil && !inner
	}
	return false
}

// anyOf are the parts of a condition of which one is enough.
func anyOf(e ast.Expr) []ast.Expr {
	e = ast.Unparen(e)
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.LOR {
		return append(anyOf(b.X), anyOf(b.Y)...)
	}
	return []ast.Expr{e}
}

// A limit is what a counter is compared with, and how far ahead of it the comparison is: 1 for `n+1 == most` and for `n > most`, -1.
type limit struct {
	e     ast.Expr
	ahead int64
}

// comesTo reports whether a comparison becomes true when a counter, one of steps, has come to a limit.
func (x *Package) comesTo(e ast.Expr, steps map[*types.Var]token.Pos) (*types.Var, *limit, bool) {
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return nil, nil, false
	}
	op, left, right := b.Op, b.X, b.Y
	switch op {
	case token.LSS:
		op, left, right = token.GTR, right, left
	case token.LEQ:
		op, left, right = token.GEQ, right, left
	case token.EQL:
		if v, _ := x.FuncRef(right).(*types.Var); v != nil && steps[v] != 0 {
			left, right = right, left
		}
	}
	if op != token.GTR && op != token.GEQ && op != token.EQL {
		return nil, nil, false
	}
	l := &limit{e: right}
	if op == token.GTR {
		l.ahead = -1
	}
	if sum, ok := ast.Unparen(left).(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		n, constant := gotypes.IntConstant(x.Info, sum.Y)
		if !constant {
			return nil, nil, false
		}
		left, l.ahead = sum.X, l.ahead+n
	}
	v, _ := x.FuncRef(left).(*types.Var)
	if v == nil || steps[v] == 0 {
		return nil, nil, false
	}
	return v, l, true
}

// startsWith is the constant that a counter of a function has first, if nothing else but its steps changes it.
func (x *Package) startsWith(fn ast.Node, v *types.Var) (int64, bool) {
	if fn == nil {
		return 0, false
	}
	set := x.Assignments(fn)[v]
	if len(set) == 1 {
		return gotypes.IntConstant(x.Info, set[0])
	}
	return 0, len(set) == 0 && gotypes.Within(v.Pos(), gotypes.Body(fn)) && !x.IsParam(fn, v)
}
