package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An iteration is a range over a function that the engine follows: the function's code goes round, and each of its calls of
// yield is the body of the range once more.
type iteration struct {
	loop  *ast.RangeStmt
	fr    *Frame // of the range
	entry int    // attempts made since are the body's
	depth int    // of the states' suspended calls, at the range
	brk   *target
	exits []*State
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
func (x *Exec) rangeFunc(fr *Frame, s *ast.RangeStmt, tgt *target, entry int, states []*State, overs []*sym.Value) ([]*State, bool) {
	for _, over := range overs {
		if x.iterator(over) == nil {
			return nil, false
		}
	}
	call := x.iteratorCall(s)
	var out []*State
	for len(states) > 0 { // those with the same function go through it together
		over := overs[0]
		var same, rest []*State
		var others []*sym.Value
		for i, st := range states {
			if overs[i] == over {
				same = append(same, st)
			} else {
				rest, others = append(rest, st), append(others, overs[i])
			}
		}
		states, overs = rest, others
		it := &iteration{loop: s, fr: fr, entry: entry, depth: same[0].stack.len(), brk: tgt}
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
func (x *Exec) yield(it *iteration, fr *Frame, call *ast.CallExpr, states []*State, args [][]*sym.Value) []*State {
	s := it.loop
	for i, st := range states {
		for n, e := range []ast.Expr{s.Key, s.Value} {
			if e != nil && n < len(args[i]) {
				x.store(it.fr, st, e, args[i][n])
			}
		}
		st.stack, st.Tmp = &suspended{st.Tmp, st.stack}, nil
	}
	x.noteYield(s, fr, call)
	x.MarkVia(states, it.fr, s, it.entry)
	before := it.fr.left()
	after := x.stmt(it.fr, s.Body, nil, x.Merge(states))
	after = x.Merge(append(after, it.brk.cont...))
	it.brk.cont = nil
	for st := range it.fr.left() { // out of the range, by whatever statement
		if !before[st] {
			x.unwind(st, fr, it)
		}
	}
	it.exits, it.brk.brk = append(it.exits, it.brk.brk...), nil
	for _, st := range after {
		st.Tmp = st.stack.tmp
		st.stack = st.stack.next
		st.SetTmp(call, x.In.Bool(true))
	}
	return after
}

// left are the states that returns, jumps and labels have taken away from where a function is executed.
func (fr *Frame) left() map[*State]bool {
	out := map[*State]bool{}
	for _, r := range fr.rets {
		out[r.St] = true
	}
	for _, t := range fr.targets {
		for _, st := range append(slices.Clip(t.brk), t.cont...) {
			out[st] = true
		}
	}
	for _, states := range fr.gotos {
		for _, st := range states {
			out[st] = true
		}
	}
	return out
}

// unwind takes a path out of the function that ranges, up to the range itself. What the function does when yield is false
// is left out.
func (x *Exec) unwind(st *State, from *Frame, it *iteration) {
	for st.stack.len() > it.depth {
		st.Tmp = st.stack.tmp
		st.stack = st.stack.next
	}
	for f := from; f != nil && f != it.fr; f = f.Caller {
		st.Env.DropFunc(func(k sym.Key) bool { return k.Obj != nil && k.Frame == f.Id })
	}
}

// noteYield keeps the loop in the ranging function that goes round from one call of yield to the next.
func (x *Exec) noteYield(s *ast.RangeStmt, fr *Frame, call *ast.CallExpr) {
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
func (x *Exec) AsksYield(fr *Frame, t, f []*State, e ast.Expr) bool {
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

func (s *suspended) len() int {
	n := 0
	for ; s != nil; s = s.next {
		n++
	}
	return n
}
