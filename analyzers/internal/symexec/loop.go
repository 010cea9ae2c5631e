package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func (x *Exec) forStmt(fr *paths.Frame, s *ast.ForStmt, label types.Object, states []*paths.State) []*paths.State {
	if s.Init != nil {
		states = x.stmt(fr, s.Init, nil, states)
	}
	tgt := fr.Enter(label, true, x.Seq)
	defer fr.Exit()
	entry, returned := x.Seq, len(fr.Rets())
	head := gotypes.LoopHeadOf(s)
	decided := head.Cond != nil
	clocked := false // it goes round until a time has come
	forgotten := false
	var exits []*paths.State
	for i := 0; len(states) > 0; i++ {
		if head.Cond != nil {
			goes, leaves := x.cond(fr, head.Cond, states)
			if !head.Goes {
				goes, leaves = leaves, goes
			}
			decided = decided && (len(goes) == 0 || len(leaves) == 0)
			if i == 0 && len(leaves) > 0 && x.Eval(fr, leaves[0], head.Cond).Deps&sym.DepTime != 0 {
				clocked = true
			}
			states = goes
			exits = append(exits, leaves...)
		}
		if len(states) == 0 || x.Steps > x.Limit {
			break
		}
		if i == 0 {
			x.countRounds(fr, s, states)
		}
		if i == x.Limits.Tries-1 {
			x.roundOfLimit(fr, s, head, tgt, states, entry)
			states = append(states, x.lastRound(fr, s, states, entry)...)
		}
		if i >= x.roundsFor(states, entry, decided) {
			if head.Cond != nil {
				exits = append(exits, x.forget(fr, s, states)...)
				break
			}
			if forgotten || x.Seq > entry {
				break
			}
			// for { ...; if left == 0 { break } }: it ends some time, with whatever it counts
			states, forgotten = x.forget(fr, s, states), true
		}
		states = x.block(fr, head.Body, x.enter(fr, s.Body, states))
		states = x.Merge(append(states, tgt.TakeContinues()...))
		if s.Post != nil {
			states = x.stmt(fr, s.Post, nil, states)
		}
		paths.MarkVia(states, fr, s, entry)
		states = x.Merge(states)
	}
	if clocked && x.Seq == entry {
		for _, st := range exits {
			x.AddWait(st, nil, domain.WaitUnknown)
		}
	}
	exits = append(exits, tgt.TakeBreaks()...)
	x.Observers.LoopLeft(s, entry, exits, fr.Rets()[returned:])
	return x.leave(fr, x.Merge(exits), s)
}

// lastRound are the paths that are in the last round of a loop, where it counts to a known limit that is further away than
// the rounds which are gone through: the rounds left out are like those before.
func (x *Exec) lastRound(fr *paths.Frame, loop *ast.ForStmt, states []*paths.State, entry int) []*paths.State {
	c, ok := gotypes.CountingOf(loop)
	if x.Rounds[loop] <= x.Limits.Tries || !ok || !c.Only {
		return nil
	}
	out := paths.Leap(states, entry, x.Limits.Tries-1)
	for _, st := range out {
		x.store(fr, st, c.Counter, x.In.Int(c.Last(x.Eval(fr, st, c.Limit).Int)))
	}
	return out
}

// roundOfLimit goes through the round in which a loop has counted to what its body asks for, where that is known and further away than the
// rounds which are gone through. It is by itself, as all that it can do is to leave the loop.
func (x *Exec) roundOfLimit(fr *paths.Frame, loop *ast.ForStmt, head gotypes.LoopHead, tgt *paths.Target, states []*paths.State, entry int) {
	if _, ok := gotypes.CountingOf(loop); ok {
		return // its head limits it
	}
	leapt := paths.Leap(states, entry, x.Limits.Tries-1)
	if len(leapt) == 0 {
		return
	}
	var last []*paths.State
	for _, c := range x.Crossings(loop) {
		counter := fr.Cell(c.Counter)
		for _, st := range leapt {
			now, limit := x.Load(st, counter, c.Counter.Type()), x.Eval(fr, st, c.Limit)
			if now.Op == sym.OpInt && limit.Op == sym.OpInt && c.Ahead(now.Int, c.Head(limit.Int)) {
				st = st.Fork()
				st.Set(counter, x.In.Int(c.Head(limit.Int)))
				last = append(last, st)
			}
		}
	}
	if last = x.Merge(last); len(last) > 0 {
		x.block(fr, head.Body, x.enter(fr, loop.Body, last))
		tgt.TakeContinues()
	}
}

// countElements notes how many rounds a range over a number or a known list makes.
func (x *Exec) countElements(s *ast.RangeStmt, same *sym.Value) {
	if same == nil {
		x.noteCount(s, -1)
		return
	}
	n := -1
	if elems, ok := same.Elements(); ok {
		n = len(elems)
	} else if same.Op == sym.OpInt {
		n = int(same.Int)
	}
	x.noteCount(s, n)
}

// countRounds notes how many rounds a loop makes that counts up to a limit which is known where it begins.
func (x *Exec) countRounds(fr *paths.Frame, loop *ast.ForStmt, states []*paths.State) {
	c, ok := gotypes.CountingOf(loop)
	if !ok || !c.Only {
		return
	}
	for _, st := range states {
		n := -1
		if from, to := x.Eval(fr, st, c.Counter), x.Eval(fr, st, c.Limit); from.Op == sym.OpInt && to.Op == sym.OpInt {
			n = int(c.Rounds(from.Int, to.Int))
		}
		x.noteCount(loop, n)
	}
}

func (x *Exec) roundsFor(states []*paths.State, entry int, decided bool) int {
	for _, st := range states {
		for _, o := range st.Outs {
			if o.Seq > entry {
				return x.Limits.Rounds
			}
		}
	}
	if decided && len(states) == 1 {
		return x.Limits.Known
	}
	return x.Limits.Idle
}

// forget replaces what a loop assigns by unknowns: the engine stops counting its rounds here. What failed in the rounds left out is like
// what failed before.
func (x *Exec) forget(fr *paths.Frame, loop ast.Node, states []*paths.State) []*paths.State {
	var assigned []types.Object
	note := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if obj := x.Info.ObjectOf(id); obj != nil && !gotypes.IsError(obj.Type()) && !slices.Contains(assigned, obj) {
				assigned = append(assigned, obj)
			}
		}
	}
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				note(l)
			}
		case *ast.IncDecStmt:
			note(n.X)
		}
		return true
	})
	for _, obj := range assigned {
		v := x.In.Fresh(obj.Type(), 0)
		for _, st := range states {
			if k := fr.Cell(obj); st.Env.At(k) != nil {
				st.Set(k, x.In.Make(sym.Value{Op: sym.OpSym, N: v.N, Typ: obj.Type(), Deps: st.Env.At(k).Deps}))
			}
		}
	}
	return states
}

func (x *Exec) rangeStmt(fr *paths.Frame, s *ast.RangeStmt, label types.Object, states []*paths.State) []*paths.State {
	states = x.prepare(fr, s.X, states)
	if len(states) == 0 {
		return nil
	}
	tgt := fr.Enter(label, true, x.Seq)
	defer fr.Exit()
	entry, returned := x.Seq, len(fr.Rets())
	var exits []*paths.State
	var some []*paths.State
	var overs []*sym.Value // what each of them ranges over
	for _, st := range states {
		if over := x.Eval(fr, st, s.X); over.Op == sym.OpNil { // there is nothing
			exits = append(exits, st)
		} else {
			some, overs = append(some, st), append(overs, over)
		}
	}
	states = some
	if _, isFunc := x.Info.TypeOf(s.X).Underlying().(*types.Signature); isFunc && len(states) > 0 {
		if done, ok := x.rangeFunc(fr, s, tgt, entry, states, overs); ok {
			exits = append(exits, done...)
			x.Observers.LoopLeft(s, entry, exits, fr.Rets()[returned:])
			return x.leave(fr, x.Merge(exits), s)
		}
	}
	var same *sym.Value
	if len(overs) > 0 && !slices.ContainsFunc(overs, func(v *sym.Value) bool { return v != overs[0] }) {
		same = overs[0]
	}
	for i := 0; len(states) > 0 && x.Steps <= x.Limit; i++ {
		var t []*paths.State
		known, final := true, i >= x.roundsFor(states, entry, false)
		for _, st := range states {
			over := same
			if over == nil {
				over = x.In.Make(sym.Value{Op: sym.OpSym, Obj: nil, Node: s, Typ: x.Info.TypeOf(s.X)})
			}
			more := x.rangeStep(fr, s, over, i, st)
			left := st // after the last round
			if more == domain.Unknown {
				known = false
				left = st.Fork()
				switch {
				case final && over.Deps&sym.DepOutcome != 0: // it stands for those that go on as well: the rounds left out are like those before
				case over.Deps&sym.DepOutcome != 0: // how often it goes round says something of the answer
					longer := x.In.Make(sym.Value{Op: sym.OpBinary, Name: ">", Args: []*sym.Value{x.In.Make(sym.Value{Op: sym.OpLen, Args: []*sym.Value{over}}), x.In.Int(int64(i))}})
					st.Suppose(longer, true)
					left.Suppose(longer, false)
				default:
					more = x.countTo(s, over, i, st, left)
				}
			}
			if more != domain.No {
				t = append(t, st)
			}
			if more != domain.Yes {
				exits = append(exits, left)
			}
		}
		if states = t; len(states) == 0 {
			break
		}
		if i == 0 {
			x.countElements(s, same)
		}
		counted := known && x.lastKnown(s, same)
		if i == x.Limits.Tries && known && !counted { // the rounds left out are like those before
			exits = append(exits, paths.TriedOften(states, entry, x.Limits.Tries)...)
		}
		if i == x.Limits.Tries-1 && counted {
			exits = append(exits, x.lastElement(fr, s, tgt, same, states, entry)...)
		}
		if i >= x.roundsFor(states, entry, known) {
			if known {
				exits = append(exits, x.forget(fr, s, states)...)
			}
			break
		}
		states = x.stmt(fr, s.Body, nil, x.enter(fr, s.Body, states))
		states = x.Merge(append(states, tgt.TakeContinues()...))
		paths.MarkVia(states, fr, s, entry)
	}
	exits = append(exits, tgt.TakeBreaks()...)
	x.Observers.LoopLeft(s, entry, exits, fr.Rets()[returned:])
	return x.leave(fr, x.Merge(exits), s)
}

// lastKnown reports whether a range over a number or a list makes more rounds than are gone through, in the last of which it is known what it
// counts to.
func (x *Exec) lastKnown(s *ast.RangeStmt, same *sym.Value) bool {
	key, ok := s.Key.(*ast.Ident)
	return ok && key.Name != "_" && same != nil && x.Rounds[s] > x.Limits.Tries
}

// lastElement are the paths behind the last round of such a range: the rounds left out are like those before, but for what asks which it is.
func (x *Exec) lastElement(fr *paths.Frame, s *ast.RangeStmt, tgt *paths.Target, same *sym.Value, states []*paths.State, entry int) []*paths.State {
	last := paths.Leap(states, entry, x.Limits.Tries-1)
	for _, st := range last {
		x.rangeStep(fr, s, same, x.Rounds[s]-1, st)
	}
	if len(last) == 0 {
		return nil
	}
	last = x.stmt(fr, s.Body, nil, x.enter(fr, s.Body, last))
	last = x.Merge(append(last, tgt.TakeContinues()...))
	paths.MarkVia(last, fr, s, entry)
	return last
}

// countTo decides whether there is a round i of a range over a number, or a list, of which nothing is known but what the path has
// compared with it; each of the two states learns what it means to be there.
func (x *Exec) countTo(s *ast.RangeStmt, over *sym.Value, i int, more, done *paths.State) domain.Tri {
	switch t := x.Info.TypeOf(s.X).Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsInteger == 0 {
			return domain.Unknown
		}
	case *types.Slice:
		over = x.In.Make(sym.Value{Op: sym.OpLen, Args: []*sym.Value{over}})
	default:
		return domain.Unknown
	}
	round := x.In.Binary("<", x.In.Int(int64(i)), over, types.Typ[types.Bool])
	switch {
	case !more.Allows(round, true):
		return domain.No
	case !done.Allows(round, false):
		return domain.Yes
	}
	more.Learn(round, true)
	done.Learn(round, false)
	return domain.Unknown
}

// rangeStep sets the iteration variables for round i and says whether there is such a round.
func (x *Exec) rangeStep(fr *paths.Frame, s *ast.RangeStmt, over *sym.Value, i int, st *paths.State) domain.Tri {
	var k, v *sym.Value
	more := domain.Unknown
	switch t := x.Info.TypeOf(s.X).Underlying().(type) {
	case *types.Basic:
		k = x.In.Int(int64(i))
		if t.Info()&types.IsInteger == 0 {
			v = x.In.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Deps: sym.DepElem})
			break
		}
		if over.Op == sym.OpInt {
			more = domain.No
			if int64(i) < over.Int {
				more = domain.Yes
			}
		}
	case *types.Signature:
		k = x.In.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "key"})
		v = x.In.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "value"})
		if i > 0 {
			x.AddWait(st, nil, domain.WaitUnknown)
		}
	default:
		if l, ok := t.(*types.Slice); ok && gotypes.IsHook(l.Elem()) {
			x.AddWait(st, nil, domain.WaitUnknown) // there may be one, and it may keep to a limit
		}
		of := []*sym.Value{over} // those of another list are others
		k = x.In.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "key", Args: of, Deps: sym.DepElem})
		v = x.In.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "value", Args: of, Deps: sym.DepElem})
		if elems, ok := over.Elements(); ok {
			more = domain.No
			if i < len(elems) {
				more, v = domain.Yes, elems[i]
				if over.Name == "map" {
					v = x.In.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Deps: sym.DepElem})
				}
			}
		}
		switch t.(type) {
		case *types.Slice, *types.Array, *types.Pointer:
			k = x.In.Int(int64(i))
		case *types.Chan:
			k, v = v, nil
			x.receive(fr, st, s.X)
		}
	}
	if more == domain.No {
		return domain.No
	}
	if s.Key != nil {
		x.store(fr, st, s.Key, k)
	}
	if s.Value != nil && v != nil {
		x.store(fr, st, s.Value, v)
	}
	return more
}

// noteCount keeps how many rounds a loop makes; of two calls of its function that differ nothing is known.
func (x *Exec) noteCount(loop ast.Node, n int) {
	if old, ok := x.Rounds[loop]; ok && old != n {
		n = -1
	}
	x.Rounds[loop] = n
}
