package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// tellsRounds says what a step of a retry looks at that can end the rounds. A context that is made anew in each round from one that never
// ends is over with that round, or in good time if the waits grow. So is a timer that is.
func (x *History) tellsRounds(r *Retry, s *Step) looks {
	l := s.Looks
	if s.Kind == StepDone {
		l |= LooksContext
	}
	if l&looksClock != 0 && (x.postpones(s) || x.clockOfRound(r, s)) {
		l &^= looksClock
	}
	if l&LooksContext != 0 && r.Path.Wait != WaitGrowing && x.eachAnew(r, s.asked) {
		l &^= LooksContext
	}
	if slices.ContainsFunc(s.timers, func(v *types.Var) bool {
		return v.IsField() || !x.inRound(r, v.Pos())
	}) {
		l |= looksClock
	}
	return l
}

// onceOnly reports whether there is a second attempt and no third one: all ways were seen, and each comes by a flag that the first of them
// sets.
func (x *History) onceOnly(rs []Retry) bool {
	if len(rs) == 0 || x.partial(rs) {
		return false
	}
	return !slices.ContainsFunc(rs, func(r Retry) bool {
		return r.tries > 1 || !slices.ContainsFunc(x.tests(&r, Passed(r.Now, r.Since)), x.readsFlag)
	})
}

// readsFlag reports whether a step is a condition that reads a flag of the program's own, and nothing that hides anything.
func (x *History) readsFlag(s *Step) bool {
	e, ok := s.Node.(ast.Expr)
	if !ok || s.Kind != StepTest || s.Looks&^looksOutcome != 0 {
		return false
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		v, ok := x.objectOfNode(n).(*types.Var)
		found = found || ok && gotypes.IsBool(v.Type())
		return !found
	})
	return found
}

// objectOfNode is the variable or field that a node names, if it is an expression that does.
func (x *History) objectOfNode(n ast.Node) types.Object {
	switch n := n.(type) {
	case *ast.Ident:
		return x.objectOf(n)
	case *ast.SelectorExpr:
		return x.objectOf(n)
	}
	return nil
}

// eachAnew reports whether contexts are all made in each round of a retry anew, from what never ends.
func (x *History) eachAnew(r *Retry, contexts []*sym.Value) bool {
	return len(contexts) > 0 && !slices.ContainsFunc(contexts, func(ctx *sym.Value) bool { return x.outlastsRound(r, ctx) })
}

// outlastsRound reports whether a context may end another round than that which it was made in.
func (x *History) outlastsRound(r *Retry, ctx *sym.Value) bool {
	for ctx.Op == sym.OpCall && len(ctx.Args) > 0 && (ctx.DerivesContext() || ctx.Name == "context.WithValue") {
		if ctx.Name != "context.WithValue" {
			call, ok := ctx.Node.(*ast.CallExpr)
			if !ok || !x.LimitsContext(call) || !x.inRound(r, call.Pos()) {
				return true
			}
		}
		ctx = ctx.Args[0]
	}
	return x.EndsRounds(ctx)
}

// inRound reports whether what stands at a place is done in each round of a retry: it is in what goes round, or in one of the functions by
// which that comes to the attempt.
func (x *History) inRound(r *Retry, at token.Pos) bool {
	if gotypes.Within(at, r.round) {
		return true
	}
	calls := r.attemptPath.From(r.ViaPath).Calls()
	if len(calls) == 0 {
		return false
	}
	fn := x.functionAt(at)
	return fn != nil && slices.ContainsFunc(append(calls[1:], r.Attempt.Pos()), func(called token.Pos) bool { return at < called && gotypes.Within(called, fn) })
}

// functionAt is the function, declared or literal, around a place.
func (x *History) functionAt(at token.Pos) ast.Node {
	cur, ok := x.Insp.Root().FindByPos(at, at)
	for ; ok && cur.Node() != nil; cur = cur.Parent() {
		switch fn := cur.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return fn
		}
	}
	return nil
}

// Detached reports whether the attempt of a retry is given contexts that are cut off from what they were made from: somebody means it to be
// made whatever becomes of that.
func (r *Retry) Detached() bool {
	return slices.ContainsFunc(r.given, func(ctx *sym.Value) bool {
		for ctx.Op == sym.OpCall && len(ctx.Args) > 0 && (ctx.DerivesContext() || ctx.Name == "context.WithValue") {
			if ctx.Name == "context.WithoutCancel" {
				return true
			}
			ctx = ctx.Args[0]
		}
		return false
	})
}
