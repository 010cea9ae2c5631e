package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

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

// An ending is where the body of a loop leaves it once a counter, which each round steps, has come to a limit.
type ending struct {
	counter *types.Var
	step
	limit ast.Expr
	ahead int64 // by how much the comparison is ahead of the counter: 1 of n+1 == limit, -1 of n > limit
	at    *ast.IfStmt
	part  ast.Expr // of its condition
}

// A step is what a round does to a counter.
type step struct {
	stepped token.Pos // in a round
	down    bool
}

// LeavesByCount reports whether the body of a loop leaves it when a counter of its own has come to a limit. That each round comes by that
// condition is not looked at.
func (x *Package) LeavesByCount(loop *ast.ForStmt) bool { return len(x.endings(loop)) > 0 }

// CountTo is how often a loop of a function comes to a place in it at most, by its head or by what leaves its body, where counter and limit are
// known; 0 if neither says. by are the conditions that say so, and no others.
func (x *Package) CountTo(loop *ast.ForStmt, at token.Pos, fn ast.Node) (times int, by []ast.Expr) {
	times, by = x.countByEndings(x.endings(loop), at, fn)
	if head := x.CountOf(loop); head > 0 {
		by = append(by, loop.Cond)
		if times == 0 || head < times {
			times = head
		}
	}
	return times, by
}

// CountInBody is how often a loop of a function comes to a place in it until its body leaves it by count, where counter and limit are known; 0
// if not. ok is what LeavesByCount says.
func (x *Package) CountInBody(loop *ast.ForStmt, at token.Pos, fn ast.Node) (times int, ok bool) {
	all := x.endings(loop)
	times, _ = x.countByEndings(all, at, fn)
	return times, len(all) > 0
}

// countByEndings is how often a loop comes to a place until it leaves its body by the first of some endings, and the conditions of those of
// which it is known; 0 if it is of none.
func (x *Package) countByEndings(all []ending, at token.Pos, fn ast.Node) (times int, by []ast.Expr) {
	for _, e := range all {
		if n := x.comesBefore(e, at, fn); n > 0 {
			by = append(by, e.part)
			if times == 0 || n < times {
				times = n
			}
		}
	}
	return times, by
}

// comesBefore is how often a loop of a function comes to a place in it until it leaves its body by an ending; 0 if that is not known.
func (x *Package) comesBefore(e ending, at token.Pos, fn ast.Node) int {
	from, known := x.startsWith(fn, e.counter)
	most, constant := gotypes.IntConstant(x.Info, e.limit)
	if !known || !constant {
		return 0
	}
	if e.down {
		from, most = -from, -most
	}
	rounds := most - from - e.ahead + 1
	if e.stepped < e.at.Cond.Pos() {
		rounds--
	}
	if e.at.End() <= at {
		rounds--
	}
	return max(0, int(rounds))
}

// endings are where a loop's body leaves it by count.
func (x *Package) endings(loop *ast.ForStmt) []ending {
	steps := x.steps(loop)
	if len(steps) == 0 {
		return nil
	}
	var out []ending
	var inner []ast.Node // what a break leaves
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			inner = append(inner, n)
		case *ast.IfStmt:
			if !leaves(n.Body, slices.ContainsFunc(inner, func(b ast.Node) bool { return gotypes.Within(n.Pos(), b) })) {
				break
			}
			for _, part := range gotypes.Parts(n.Cond, token.LOR) {
				if e, ok := x.comesTo(part, steps); ok {
					e.at, e.part = n, part
					out = append(out, e)
				}
			}
		}
		return true
	})
	return out
}

// steps are the variables that each round of a loop adds one to, or takes one from, and where it does.
func (x *Package) steps(loop *ast.ForStmt) map[*types.Var]step {
	steps := map[*types.Var]step{}
	note := func(s ast.Stmt, at token.Pos) {
		for _, one := range gotypes.Steps(s) {
			if v, _ := x.Denoted(one.Of).(*types.Var); v != nil && !v.IsField() {
				steps[v] = step{at, one.Down}
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
	return steps
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

// comesTo is the ending of which a comparison is the condition: it becomes true when a counter, one of steps, has come to a limit.
func (x *Package) comesTo(e ast.Expr, steps map[*types.Var]step) (ending, bool) {
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return ending{}, false
	}
	op, more, less := b.Op, b.X, b.Y
	switch op {
	case token.LSS:
		op, more, less = token.GTR, less, more
	case token.LEQ:
		op, more, less = token.GEQ, less, more
	}
	if op != token.GTR && op != token.GEQ && op != token.EQL {
		return ending{}, false
	}
	out, ok := x.counterAgainst(more, less, steps)
	if !ok || op != token.EQL && out.down {
		out, ok = x.counterAgainst(less, more, steps)
		ok = ok && (op == token.EQL || out.down)
	}
	if op == token.GTR {
		out.ahead--
	}
	return out, ok
}

// counterAgainst is the ending in which a counter, with a number added in the direction that it goes, is compared with a limit.
func (x *Package) counterAgainst(counter, limit ast.Expr, steps map[*types.Var]step) (ending, bool) {
	out := ending{limit: limit}
	sum, moved := ast.Unparen(counter).(*ast.BinaryExpr)
	if moved {
		n, constant := gotypes.IntConstant(x.Info, sum.Y)
		if !constant || sum.Op != token.ADD && sum.Op != token.SUB {
			return ending{}, false
		}
		counter, out.ahead = sum.X, n
	}
	v, _ := x.Denoted(counter).(*types.Var)
	if v == nil || steps[v].stepped == 0 || moved && steps[v].down != (sum.Op == token.SUB) {
		return ending{}, false
	}
	out.counter, out.step = v, steps[v]
	return out, true
}

// startsWith is the constant that a counter of a function has first, if nothing else but its steps changes it.
func (x *Package) startsWith(fn ast.Node, v *types.Var) (int64, bool) {
	set := slices.DeleteFunc(slices.Clone(x.Assignments(fn)[v]), func(e ast.Expr) bool {
		_, ok := gotypes.Stepped(v.Name(), e)
		return ok
	})
	if len(set) == 1 {
		return gotypes.IntConstant(x.Info, set[0])
	}
	return 0, len(set) == 0 && gotypes.Within(v.Pos(), gotypes.Body(fn)) && !x.IsParam(fn, v)
}
