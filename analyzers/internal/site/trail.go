package site

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A step is what a path passed that can end a retrying: a condition, a select, a wait. The steps of a path form a list
// from the newest to the oldest; the lists of two paths share what the paths have in common. Only the steps since the
// first attempt are kept.
type step struct {
	node    ast.Node
	kind    stepKind
	looks   looks
	truth   bool   // of a condition
	read    uint64 // a hash of all that the condition read, from which the rounds of the outcomes are left out
	wait    *wait
	dropped bool // it decides on nothing but the answer of a function, which is dropped
	before  *step
	other   *step // of a stepJoin: the trail of the path that was joined
	n       int   // the number of steps up to here
}

type stepKind uint8

const (
	stepTest   stepKind = iota // a condition
	stepSelect                 // a select that goes on although a context or another signal could have ended it
	stepDone                   // the clause of a select that is taken when a context has ended
	stepWait                   // a wait that nothing can end
	stepJoin                   // two paths became one
)

// looks says what a condition looks at.
type looks uint8

const (
	looksOutcome looks = 1 << iota // what an attempt returned
	looksClock                     // the time
	looksContext                   // a context
	looksSignal                    // something that others set: a flag named so, a channel
	looksUnknown                   // what the engine cannot see into: a call, an element, chance
)

// A wait is a step that sleeps.
type wait struct {
	frame  *frame
	amount *value   // nil if unknown
	ctx    []scoped // the contexts in scope, innermost first
}

func (st *state) pass(s step) {
	if len(st.outs) == 0 {
		return
	}
	s.before = st.trail
	s.n = st.trail.len() + 1
	st.trail = &s
}

func (s *step) len() int {
	if s == nil {
		return 0
	}
	return s.n
}

// joinTrail keeps the trail of the path that has passed less when two paths become one: whatever ends the other does
// not end this one.
func (t *state) joinTrail(s *state) {
	if s.trail == t.trail {
		return
	}
	own, other := t.trail, s.trail
	if s.sinceAttempt() < t.sinceAttempt() {
		own, other = other, own
		for i, o := range s.outs {
			if c := *t.outs[i]; c.trail != o.trail || c.trailB != o.trailB {
				c.trail, c.trailB = o.trail, o.trailB
				t.outs[i] = &c
			}
		}
	}
	t.trail = &step{kind: stepJoin, before: own, other: other, n: own.len()}
}

// sinceAttempt is how much a path has passed since its newest attempt.
func (s *state) sinceAttempt() int {
	if o, _ := s.newest(); o != nil {
		return s.trail.len() - o.trail.len()
	}
	return 0
}

// passed are the steps of a path after `since`, newest first.
func passed(now, since *step) []*step {
	var out []*step
	for s := now; s != nil && s != since; s = s.before {
		if s.kind != stepJoin {
			out = append(out, s)
		}
	}
	return out
}

// joined are the steps since a place of the paths that were joined with a path, which are not its own.
func joined(now, since *step) []*step {
	var out []*step
	for s := now; s != nil && s != since; s = s.before {
		if s.kind != stepJoin {
			continue
		}
		own := map[*step]bool{}
		for b := s.before; b != nil && b != since; b = b.before {
			own[b] = true
		}
		for o := s.other; o != nil && o != since && !own[o]; o = o.before {
			out = append(out, o)
		}
	}
	return out
}

// noteTest puts a condition and what it read on the trails of the paths on which it is true and false.
func (x *exec) noteTest(fr *frame, e ast.Expr, v *value, t, f []*state) {
	if x.reads != nil {
		return
	}
	if all := append(slices.Clip(t), f...); !slices.ContainsFunc(all, func(s *state) bool { return len(s.outs) > 0 }) {
		return
	}
	if x.asksYield(fr, t, f, e) {
		return
	}
	dropped := x.answerDropped(fr)
	for i, states := range [][]*state{t, f} {
		for _, st := range states {
			if len(st.outs) > 0 {
				s := step{node: e, kind: stepTest, truth: i == 0, dropped: dropped}
				s.read, s.looks = x.readBy(fr, st, e, v)
				st.pass(s)
			}
		}
	}
}

// answerDropped reports whether a frame is that of a function which answers yes or no to nobody: its call is a statement.
func (x *exec) answerDropped(fr *frame) bool {
	if x.outline { // nothing that it bounds is judged
		return false
	}
	for ; fr.call != nil; fr = fr.caller {
		sig := x.SignatureOf(fr.fn)
		if sig == nil || sig.Results().Len() != 1 || !gotypes.IsBool(sig.Results().At(0).Type()) {
			continue
		}
		if x.IsStatement(fr.call) {
			return true
		}
	}
	return false
}

// readBy hashes what a condition reads on a path, and says what it looks at. A condition that folds to a constant says
// nothing of the counter in it any more: so the variables count, too, that it or the numbers and flags in it are made of.
func (x *exec) readBy(fr *frame, st *state, e ast.Expr, v *value) (uint64, looks) {
	h, l := x.hash(v), x.looksOf(v)
	for _, r := range x.VariablesOf(fr.fn, e) {
		w := x.eval(fr, st, r)
		switch w.op {
		case opRef:
			if c, ok := st.env.get(w.cell); ok {
				h = h*31 + x.hash(c)
			}
		case opClosure:
			if lit, ok := w.node.(*ast.FuncLit); ok && w.fr != nil {
				for _, obj := range x.FreeVariables(lit) {
					h = h*31 + x.hash(x.load(st, x.cell(w.fr, obj), obj.Type()))
				}
			}
		}
		h = h*31 + x.hash(w)
		if w.deps&(depTime|depElem|depRand) != 0 {
			l |= x.looksOf(w)
		}
	}
	return h, l
}

// hash is the same for two values that differ in the round of an outcome alone.
func (x *exec) hash(v *value) uint64 {
	if h, ok := x.hashes[v]; ok {
		return h
	}
	const k1, k2 = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9
	h := uint64(v.op)*k1 + uint64(v.i)*k2 + uint64(v.f)
	for _, b := range []byte(v.name) {
		h = h*31 + uint64(b)
	}
	if v.obj != nil {
		h = h*31 + uint64(x.in.ptr(v.obj))
	}
	if v.node != nil {
		h = h*31 + uint64(x.in.ptr(v.node))
	}
	switch {
	case v.op == opResult || v.op == opStatus || v.op == opGRPCCode || v.op == opErrNew:
		h *= k2
	case v.op == opSym && v.obj != nil: // n is the frame
		h *= k1
	case v.op == opRef:
		if v.cell.obj != nil {
			h = h*31 + uint64(x.in.ptr(v.cell.obj))
		}
		if v.cell.node != nil {
			h = h*31 + uint64(x.in.ptr(v.cell.node))
		}
		h += uint64(len(v.cell.field))
	default:
		h = h*31 + uint64(v.n)
	}
	if v.op != opHavoc || v.deps&depOutcome == 0 { // what was read from an answer stands for that answer
		for _, a := range v.args {
			h = h*k1 + x.hash(a)
		}
	}
	h ^= h >> 29
	x.hashes[v] = h
	return h
}

// looksOf says what a value tells of.
func (x *exec) looksOf(v *value) looks {
	if l, ok := x.looked[v]; ok {
		return l
	}
	l := x.looksInto(v)
	x.looked[v] = l
	return l
}

func (x *exec) looksInto(v *value) looks {
	var l looks
	if v.typ != nil && gotypes.IsContext(v.typ) {
		return looksContext
	}
	switch v.op {
	case opResult, opStatus, opGRPCCode:
		return looksOutcome
	case opHavoc:
		if v.deps&depOutcome != 0 {
			return looksOutcome
		}
		return looksUnknown
	case opElem:
		return looksUnknown
	case opGlobal:
		if x.Says(lexicon.Signals, v.obj.Name()) {
			return looksSignal
		}
	case opField:
		if l = x.looksOf(v.args[0]); l&looksOutcome == 0 && x.Says(lexicon.Signals, v.name) {
			l |= looksSignal
		}
		return l
	case opCall:
		return x.looksOfCall(v)
	}
	for _, a := range v.args {
		l |= x.looksOf(a)
	}
	if v.deps&depTime != 0 {
		l |= looksClock
	}
	if v.deps&(depElem|depRand|depPolicy) != 0 && v.op == opSym {
		l |= looksUnknown
	}
	return l
}

// looksOfCall says what the result of a call that was not followed tells of. One that is about an outcome alone says
// the same for the same outcome; what any other call counts or asks for is not known.
func (x *exec) looksOfCall(v *value) looks {
	var l looks
	for _, a := range v.args {
		l |= x.looksOf(a)
	}
	switch {
	case v.deps&depTime != 0:
		return l | looksClock
	case functions.AboutContext(v.name):
		return l | looksContext
	case functions.MakesRequest(v.name): // that a request could be made says nothing of its context
		return l &^ (looksContext | looksSignal)
	case functions.Pure(v.name):
		return l
	case len(v.args) > 0 && v.args[0].deps&depOutcome != 0: // a method of the outcome, or a function about it
		return l
	case strings.HasPrefix(v.name, "("), len(v.args) == 0, v.args[0].typ == nil && v.deps&depOutcome == 0:
		return l | looksUnknown
	case !strings.Contains(v.name, "."): // a function in a variable or field
		return l | looksUnknown
	case v.deps&depOutcome == 0:
		return l | looksUnknown
	}
	return l
}

// noteSelect puts on the trail of the paths that leave a select by clause c what else could have ended it.
func (x *exec) noteSelect(fr *frame, s *ast.SelectStmt, c *ast.CommClause, states []*state) {
	var l looks
	for _, other := range s.Body.List {
		other := other.(*ast.CommClause)
		ch := gotypes.Received(other)
		if ch == nil {
			continue
		}
		switch {
		case x.isDone(fr, ch):
			if other == c {
				for _, st := range states {
					st.pass(step{node: c, kind: stepDone})
				}
				return
			}
			l |= looksContext
		case other != c && !x.IsTimer(ch):
			l |= looksSignal
		}
	}
	for _, st := range states {
		if l != 0 {
			st.pass(step{node: s, kind: stepSelect, looks: l})
		}
	}
}

// isDone reports whether a channel is that of a context: ctx.Done(), or a variable that holds it.
func (x *unit) isDone(fr *frame, ch ast.Expr) bool {
	switch ch := ast.Unparen(ch).(type) {
	case *ast.CallExpr:
		sel, ok := ast.Unparen(ch.Fun).(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Done" && gotypes.IsContext(x.Info.TypeOf(sel.X))
	case *ast.Ident:
		for _, rhs := range x.Assignments(fr.fn)[x.Info.Uses[ch]] {
			if _, isCall := ast.Unparen(rhs).(*ast.CallExpr); isCall && x.isDone(fr, rhs) {
				return true
			}
		}
	}
	return false
}
