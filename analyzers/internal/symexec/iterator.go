package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An iteration is a range over a function that the engine follows: the function's code goes round, and each of its calls of
// yield is the body of the range once more.
type iteration struct {
	loop  *ast.RangeStmt
	fr    *paths.Frame // of the range
	entry int          // attempts made since are the body's
	depth int          // of the states' suspended calls, at the range
	brk   *paths.Target
	exits []*paths.State
}

// iterator is the value's function, where its body is in the package; nil if it is not.
func (x *Exec) iterator(over *sym.Value) ast.Node {
	switch over.Op {
	case sym.OpClosure:
		return over.Node
	case sym.OpFunc:
		if fn, ok := over.Obj.(*types.Func); ok && x.Decls[fn.Origin()] != nil {
			return x.Decls[fn.Origin()]
		}
	}
	return nil
}

// rangeFunc goes through a range over functions, one for each state. It returns false if one of them is not known.
func (x *Exec) rangeFunc(fr *paths.Frame, s *ast.RangeStmt, tgt *paths.Target, entry int, states []*paths.State, overs []*sym.Value) ([]*paths.State, bool) {
	for _, over := range overs {
		if x.iterator(over) == nil {
			return nil, false
		}
	}
	call := x.iteratorCall(s)
	var out []*paths.State
	for len(states) > 0 { // those with the same function go through it together
		over := overs[0]
		var same, rest []*paths.State
		var others []*sym.Value
		for i, st := range states {
			if overs[i] == over {
				same = append(same, st)
			} else {
				rest, others = append(rest, st), append(others, overs[i])
			}
		}
		states, overs = rest, others
		it := &iteration{loop: s, fr: fr, entry: entry, depth: same[0].Suspended(), brk: tgt}
		yield := x.In.Make(sym.Value{Op: sym.OpYield, Node: s, Name: string(fr.Path), N: fr.Id})
		if x.iterations == nil {
			x.iterations = map[*sym.Value]*iteration{}
		}
		outer := x.iterations[yield]
		x.iterations[yield] = it
		done, ok := x.Invoke(fr, call, same, over, []*sym.Value{yield})
		x.iterations[yield] = outer
		if !ok {
			return nil, false
		}
		out = append(append(out, done...), it.exits...)
	}
	return out, true
}

// iteratorCall stands for the call of a range's function, which is not in the program's text.
func (x *Program) iteratorCall(s *ast.RangeStmt) *ast.CallExpr {
	if x.iteratorCalls == nil {
		x.iteratorCalls = map[*ast.RangeStmt]*ast.CallExpr{}
	}
	call, ok := x.iteratorCalls[s]
	if !ok {
		call = &ast.CallExpr{Fun: s.X, Lparen: s.X.End(), Rparen: s.X.End()}
		x.iteratorCalls[s] = call
	}
	return call
}

// yield runs the body of a range for the elements that its function hands on, and returns the states in which it is to go
// on.
func (x *Exec) yield(it *iteration, fr *paths.Frame, call *ast.CallExpr, states []*paths.State, args [][]*sym.Value) []*paths.State {
	s := it.loop
	for i, st := range states {
		for n, e := range []ast.Expr{s.Key, s.Value} {
			if e != nil && n < len(args[i]) {
				x.store(it.fr, st, e, args[i][n])
			}
		}
		st.Suspend()
	}
	x.noteYield(s, fr, call)
	paths.MarkVia(states, it.fr, s, it.entry)
	before := it.fr.Left()
	after := x.stmt(it.fr, s.Body, nil, x.enter(it.fr, s.Body, states))
	after = x.Merge(append(after, it.brk.TakeContinues()...))
	for st := range it.fr.Left() { // out of the range, by whatever statement; what the function does when yield is false is left out
		if !before[st] {
			st.Unwind(fr, it.fr, it.depth)
		}
	}
	it.exits = append(it.exits, it.brk.TakeBreaks()...)
	for _, st := range after {
		st.Resume()
		st.SetResult(call, x.In.Bool(true))
	}
	return after
}

// noteYield keeps the loop in the ranging function that goes round from one call of yield to the next.
func (x *Exec) noteYield(s *ast.RangeStmt, fr *paths.Frame, call *ast.CallExpr) {
	var around ast.Node
	ast.Inspect(gotypes.Body(fr.Fn), func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if gotypes.Within(call.Pos(), n) {
				around = n
			}
		case *ast.FuncLit:
			return gotypes.Within(call.Pos(), n)
		}
		return true
	})
	if x.iteratorLoops == nil {
		x.iteratorLoops = map[*ast.RangeStmt]ast.Node{}
	}
	if old, ok := x.iteratorLoops[s]; ok && old != around {
		around = nil
	}
	x.iteratorLoops[s] = around
}

// AsksYield reports whether a condition is what yield answers: it ends a range that the body has left already.
func (x *Exec) AsksYield(fr *paths.Frame, t, f []*paths.State, e ast.Expr) bool {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		e = u.X
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(x.iterations) == 0 {
		return false
	}
	for _, st := range append(slices.Clip(t), f...) {
		return x.Eval(fr, st, call.Fun).Op == sym.OpYield
	}
	return false
}

// GoesRound is the loop that decides how often a cycle goes round: its own, or that of the function it ranges over. It
// may be nil.
func (x *Program) GoesRound(via ast.Node) ast.Node {
	s, ok := via.(*ast.RangeStmt)
	if !ok {
		return via
	}
	if _, isFunc := x.Info.TypeOf(s.X).Underlying().(*types.Signature); !isFunc {
		return via
	}
	return x.iteratorLoops[s]
}
