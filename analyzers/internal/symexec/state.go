package symexec

import (
	"go/ast"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Allows reports whether a condition can be true, or false, beside what the path has decided about the same numbers: in the
// last round of for n := 0; n < max; n++, in which n < max-1 was false, the loop ends.
func (st *State) Allows(cond *sym.Value, truth bool) bool {
	o, ok := sym.OrderOf(cond, truth)
	if !ok {
		return true
	}
	lo, hi := o.Lo, o.Hi
	holes := map[int64]bool{}
	if o.Except {
		holes[o.Not] = true
	}
	if o.From == nil && o.To.Op == sym.OpLen {
		lo = max(lo, 0)
	}
	for _, f := range st.Facts {
		g, ok := sym.OrderOf(f.Cond, f.Truth)
		if !ok || g.From != o.From || g.To != o.To {
			continue
		}
		lo, hi = max(lo, g.Lo), min(hi, g.Hi)
		if g.Except {
			holes[g.Not] = true
		}
	}
	for lo <= hi && holes[lo] {
		lo++
	}
	return lo <= hi
}

// Caps reports whether a path has compared something unknown with a delay: then that is where the delay stops to grow.
func (st *State) Caps(d time.Duration) bool {
	for _, f := range st.Facts {
		cond := f.Cond
		if cond.Op == sym.OpBinary && (cond.Name == "<" || cond.Name == "<=" || cond.Name == ">" || cond.Name == ">=") &&
			slices.ContainsFunc(cond.Args, func(v *sym.Value) bool { return v.Op == sym.OpInt && v.Int == int64(d) }) {
			return true
		}
	}
	return false
}

// Spoils reports whether a path knows of an error that was made from what an attempt returned.
func (st *State) Spoils(o *Outcome) bool {
	return st.KnowsError(func(v *sym.Value) bool {
		id, ok := v.Attempt()
		return ok && id == o.Id && v.Op != sym.OpResult
	})
}

// A WayBack is what leads back to an attempt: a loop, label or call, and the calls that lead to it from the root.
type WayBack struct {
	Node ast.Node
	Path sym.CallString
}

type State struct {
	Env    sym.Store
	Tmp    results         // of the calls in the statement being executed
	stack  *suspended      // those of the statements that wait for a call to return
	Facts  sym.Assumptions // the conditions that the path has decided
	Outs   []*Outcome
	Assume sym.Assumptions
	Marks  marks // what observers keep of the path
	Cut    bool  // there were too many paths, so that others are missing
}

// Suppose adds an assumption.
func (s *State) Suppose(cond *sym.Value, truth bool) { s.Assume = s.Assume.With(cond, truth) }

// advance notes that the path goes on to something else: what was sent before is not sent again, or only with other
// credentials.
func (s *State) advance(credentials bool) {
	for i, o := range s.Outs {
		c := *o
		c.inputs = o.inputs.advanced(credentials)
		s.Outs[i] = &c
	}
}

// DepsOf is where a value comes from, what it points to included.
func (s *State) DepsOf(v *sym.Value) sym.Deps {
	d := v.Deps
	if v.Op == sym.OpRef {
		if c, ok := s.Env.Get(v.Cell); ok {
			d |= c.Deps
		}
	}
	return d
}

// keepsOutcome reports whether a field of an object was set to what an attempt returned.
func (s *State) keepsOutcome(object *sym.Value) bool {
	if len(s.Outs) == 0 || object.Op != sym.OpSym && object.Op != sym.OpField {
		return false
	}
	for k := range s.Env.From(sym.DepOutcome) {
		if k.Base == object {
			return true
		}
	}
	return false
}

type suspended struct {
	tmp  results
	next *suspended
}

// results are what calls returned, in the order in which they were made. They are not changed in place.
type results []result

type result struct {
	call  ast.Expr
	value *sym.Value
}

// Of is what a call returned, or nil.
func (r results) Of(e ast.Expr) *sym.Value {
	for i := range r {
		if r[i].call == e {
			return r[i].value
		}
	}
	return nil
}

// with is r with one more result, or another one of the same call.
func (r results) with(e ast.Expr, v *sym.Value) results {
	out := make(results, len(r), len(r)+1)
	copy(out, r)
	for i := range out {
		if out[i].call == e {
			out[i].value = v
			return out
		}
	}
	return append(out, result{e, v})
}

// equal reports whether the same calls returned the same.
func (r results) equal(t results) bool {
	if len(r) != len(t) {
		return false
	}
	for _, a := range r {
		if t.Of(a.call) != a.value {
			return false
		}
	}
	return true
}

func (s *suspended) equal(t *suspended) bool {
	for ; s != t; s, t = s.next, t.next {
		if s == nil || t == nil || !s.tmp.equal(t.tmp) {
			return false
		}
	}
	return true
}

// Fork copies a state.
func (s *State) Fork() *State {
	c := *s
	c.Outs = slices.Clone(s.Outs)
	return &c
}

func (s *State) Set(k sym.Key, v *sym.Value) { s.Env.Set(k, v) }

func (s *State) Drop(k sym.Key) { s.Env.Drop(k) }

func (s *State) SetTmp(e ast.Expr, v *sym.Value) { s.Tmp = s.Tmp.with(e, v) }

// Learn remembers the truth of a condition.
func (s *State) Learn(cond *sym.Value, truth bool) {
	s.Facts = s.Facts.With(cond, truth)
}

// Outcome finds an execution of an attempt: the newest, or the one before it.
func (s *State) Outcome(id sym.AttemptID) *Outcome {
	for _, o := range s.Outs {
		if o.Id == id {
			return o
		}
		if o.prev != nil && o.prev.Id == id {
			return o.prev
		}
	}
	return nil
}

// Newest is the outcome that was made last, and its place; nil if no attempt was made.
func (s *State) Newest() (last *Outcome, at int) {
	for i, o := range s.Outs {
		if last == nil || o.Seq > last.Seq {
			last, at = o, i
		}
	}
	return last, at
}

// Update replaces an outcome, of the newest round or of the one before it.
func (s *State) Update(o Outcome) {
	for i, old := range s.Outs {
		if old.Id == o.Id {
			s.Outs[i] = &o
			return
		}
		if old.prev != nil && old.prev.Id == o.Id {
			c := *old
			c.prev = &o
			s.Outs[i] = &c
			return
		}
	}
}

func (s *State) hash() uint64 {
	h := s.Env.Sum
	for _, o := range s.Outs {
		h = h*31 + uint64(o.Id.Round) + uint64(o.Seq)<<4 + uint64(o.Failed) + uint64(o.Tries)<<8 + uint64(o.Waits)<<16
	}
	return h
}
