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
	left  ast.Stmt // the branch of it that leaves
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
		if loop.Cond != nil { // if not, it is one of the endings
			by = append(by, loop.Cond)
		}
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
	if e.at.Cond.End() <= at && !gotypes.Within(at, e.left) {
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
			within := slices.ContainsFunc(inner, func(b ast.Node) bool { return gotypes.Within(n.Pos(), b) })
			for branch, truth := range gotypes.Branches(n) {
				if !leaves(branch, within) {
					continue
				}
				for _, part := range gotypes.Alternatives(n.Cond, truth) {
					if e, ok := x.comesTo(part, steps); ok {
						e.at, e.left, e.part = n, branch, part.Of
						out = append(out, e)
					}
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
	note := func(v *types.Var, s step) { steps[v] = s }
	x.stepped(loop.Post, loop.Body.End(), note)
	eachRound(loop.Body.List, func(s ast.Stmt) { x.stepped(s, s.Pos(), note) })
	return steps
}

// stepped notes the variables that a statement, which a round comes to at a place, adds one to, or takes one from.
func (x *Package) stepped(s ast.Stmt, at token.Pos, note func(*types.Var, step)) {
	for _, one := range gotypes.Steps(s) {
		if v, _ := x.Denoted(one.Of).(*types.Var); v != nil && !v.IsField() {
			note(v, step{at, one.Down})
		}
	}
}

// eachRound visits the statements of a loop's body that each round comes by, if it does not leave the loop before: those of a branch as well
// whose other branch leaves.
func eachRound(list []ast.Stmt, visit func(ast.Stmt)) {
	for _, s := range list {
		visit(s)
		i, ok := s.(*ast.IfStmt)
		if !ok {
			continue
		}
		if i.Init != nil {
			visit(i.Init)
		}
		switch {
		case i.Else == nil:
		case leaves(i.Body, false):
			eachRound([]ast.Stmt{i.Else}, visit)
		case leaves(i.Else, false):
			eachRound(i.Body.List, visit)
		}
	}
}

// leaves reports whether a statement ends by leaving the loop that it is in, or, where that is not known, the function.
func leaves(s ast.Stmt, inner bool) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.BREAK && s.Label == nil && !inner
	case *ast.BlockStmt:
		return len(s.List) > 0 && leaves(s.List[len(s.List)-1], inner)
	case *ast.IfStmt:
		return s.Else != nil && leaves(s.Body, inner) && leaves(s.Else, inner)
	}
	return false
}

// comesTo is the ending of which a comparison is the condition: it comes to hold when a counter, one of steps, has come to a limit.
func (x *Package) comesTo(c gotypes.Claim, steps map[*types.Var]step) (ending, bool) {
	more, op, less, ok := c.Comparison()
	if op == token.LSS || op == token.LEQ {
		more, op, less, ok = c.Mirrored()
	}
	if !ok || op != token.GTR && op != token.GEQ && op != token.EQL {
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
