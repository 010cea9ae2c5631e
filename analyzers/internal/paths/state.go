package paths

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A State is one path: what variables are on it, what it has decided, and what is known of its attempts. It is changed in place, so that
// who goes on in two ways forks it.
type State struct {
	Env     sym.Store       // what its cells hold
	results results         // of the calls in the statement being executed
	stack   *suspended      // those of the statements that wait for a call to return
	Facts   sym.Assumptions // the conditions that the path has decided
	Outs    []*Outcome      // the newest of each attempt, in the order in which they were first made
	Assume  sym.Assumptions // what it supposes of conditions that cannot be read
	Marks   Marks           // what observers keep of the path
	Cut     bool            // there were too many paths, so that others are missing
}

// Fork copies a state: neither sees what becomes of the other.
func (s *State) Fork() *State {
	c := *s
	c.Outs = slices.Clone(s.Outs)
	return &c
}

// Set has a cell hold a value.
func (s *State) Set(k sym.Key, v *sym.Value) { s.Env.Set(k, v) }

// Drop forgets what a cell holds.
func (s *State) Drop(k sym.Key) { s.Env.Drop(k) }

// Learn remembers the truth of a condition.
func (s *State) Learn(cond *sym.Value, truth bool) {
	s.Facts = s.Facts.With(cond, truth)
}

// Suppose adds an assumption about a condition that cannot be read.
func (s *State) Suppose(cond *sym.Value, truth bool) { s.Assume = s.Assume.With(cond, truth) }

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

// KeepsOutcome reports whether a field of an object was set to what an attempt returned.
func (s *State) KeepsOutcome(object *sym.Value) bool {
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

// Begin is the outcome of an attempt that is about to be made on the path, and sends inputs, before anything else is known of it. prev
// is that of the execution before; nil if there is none. It is not yet in the state.
func (s *State) Begin(id sym.AttemptID, inputs Identity, prev *Outcome) Outcome {
	o := Outcome{Id: id, Tries: 1, inputs: inputs}
	if prev == nil {
		o.Id.Round = 1
		for _, a := range s.Assume {
			if _, ok := a.Cond.Attempt(); ok {
				o.before = append(o.before, a)
			}
		}
		return o
	}
	p := *prev
	p.prev = nil
	o.Id.Round, o.prev, o.before, o.Capped = prev.Id.Round+1, &p, prev.before, prev.Capped
	return o
}

// Repeats notes that an attempt is made again: what was supposed of how it fared until now led here, and says nothing of how it
// fares from now on. Paths that have come here under different suppositions go on as one.
func (s *State) Repeats(o *Outcome) {
	s.Assume = s.Assume.Without(func(cond *sym.Value) bool {
		id, ok := cond.Attempt()
		return ok && id.Node == o.Id.Node && id.Path == o.Id.Path
	})
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

// Advance notes that the path goes on to something else: what was sent before is not sent again, or only with other
// credentials.
func (s *State) Advance(credentials bool) {
	for i, o := range s.Outs {
		c := *o
		c.inputs = o.inputs.advanced(credentials)
		s.Outs[i] = &c
	}
}

// Renews notes a renewal of credentials on every outcome of the path.
func (s *State) Renews(r domain.Renewal) {
	if r != domain.NotRenewed {
		s.RenewsEach(nil, func(*Outcome) domain.Renewal { return r })
	}
}

// Presents notes on each outcome of the path that a credential was put into a request after it, or may have been.
func (s *State) Presents() {
	for i, o := range s.Outs {
		if !o.Anew {
			c := *o
			c.Anew = true
			s.Outs[i] = &c
		}
	}
}

// RenewsEach notes on each outcome of the path what a renewal, by a call or not, is to it.
func (s *State) RenewsEach(by *ast.CallExpr, to func(*Outcome) domain.Renewal) {
	for i, o := range s.Outs {
		if r := to(o); o.Renewed < r || r == domain.Renewed && by != nil && o.By == nil {
			c := *o
			c.renewed(by, r)
			s.Outs[i] = &c
		}
	}
}

// renewed notes a renewal, by a call or not.
func (o *Outcome) renewed(by *ast.CallExpr, r domain.Renewal) {
	if o.Renewed = max(o.Renewed, r); r == domain.Renewed && by != nil {
		o.By = by
	}
}

// Between notes on each outcome but those of a call itself that the call was made after it, what it may have waited and what it may be to
// credentials.
func (s *State) Between(call *ast.CallExpr, waits domain.WaitBits, r domain.Renewal) {
	for i, o := range s.Outs {
		if o.Id.Node != ast.Node(call) {
			c := *o
			c.Waits |= waits
			c.renewed(call, r)
			s.Outs[i] = &c
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
