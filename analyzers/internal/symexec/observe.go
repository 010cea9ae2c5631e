package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An Observer is told what happens on the paths of a root, in the order in which it happens. It changes nothing that decides
// which paths there are: what it wants to keep of a path it keeps as a mark, on an attempt or on the path, or in a ghost field
// of the store. Those who watch for some of this embed [Nop].
type Observer interface {
	// Fresh: v was made just now, so that nobody can have done anything to it.
	Fresh(st *State, v *sym.Value)
	// Bound: a variable of type t was given a value.
	Bound(st *State, k sym.Key, t types.Type)
	// Escapes: v can be reached by others from now on: it was stored, sent or handed to a goroutine.
	Escapes(st *State, v *sym.Value)
	// Named: v becomes the field called name of a value of type owner, by an assignment or in a literal at at.
	Named(st *State, at ast.Node, owner types.Type, name string, v *sym.Value)
	// Stored: v is put into a field of an object.
	Stored(st *State, object *sym.Value, field string, v *sym.Value)
	// NilTest: a field is supposed to be nil, or not to be.
	NilTest(st *State, field *sym.Value, isNil bool)
	// NoAnswer: an attempt is supposed to have returned nothing but an error. It is not yet in the state.
	NoAnswer(o *Outcome)
	// Calls: a call that is not followed is about to be made.
	Calls(st *State, call *ast.CallExpr, c Callee, args []*sym.Value)
	// Made: a call of which only the signature and the name are known was made, and is no attempt.
	Made(fr *Frame, st *State, call *ast.CallExpr, c Callee, args []*sym.Value)
	// Attempted: a request is about to be sent. Its outcome is not yet in the state.
	Attempted(r Request, o *Outcome)
	// Again: an attempt is about to be made again with the same inputs. before is its outcome until now.
	Again(fr *Frame, st *State, call *ast.CallExpr, before *Outcome)
	// Renewed: an attempt is about to be made again with nothing but other credentials.
	Renewed(fr *Frame, st *State, call *ast.CallExpr, before *Outcome)
	// Deferred: a defer is passed.
	Deferred(fr *Frame, st *State, d *ast.DeferStmt)
	// Returns: a function is about to return vals.
	Returns(fr *Frame, st *State, s *ast.ReturnStmt, vals []*sym.Value)
	// Returned: a function has returned, and its variables are still known.
	Returned(st *State, fr *Frame)
	// Decided: a condition whose value is v was decided; the paths go on where it is true and where it is false.
	Decided(fr *Frame, cond ast.Expr, v *sym.Value, yes, no []*State)
	// Selected: a select goes on with a clause.
	Selected(fr *Frame, s *ast.SelectStmt, c *ast.CommClause, states []*State)
	// Waits: at at, a call or a channel, the path waits for a time that nothing cuts short; amount is nil if it is not known.
	Waits(fr *Frame, st *State, at ast.Node, amount *sym.Value)
	// LoopLeft: these are the ways out of a loop; what was attempted after entry was so in it.
	LoopLeft(loop ast.Node, entry int, states []*State, rets []Ret)
	// Library: the callback of a retry library is about to be gone through.
	Library(st *State, l Repetition)
	// Joined: from is about to become one with into, to which it is the same in all but the codes and what marks join.
	Joined(into, from *State)
}

// A Request is an attempt that is about to be made.
type Request struct {
	Fr    *Frame
	St    *State
	Call  *ast.CallExpr
	C     Callee
	Proto domain.Proto
	Args  []*sym.Value
	Prev  *Outcome // of the same call, if it was made before
	Same  bool     // prev sent the same, credentials aside
}

// A Repetition is a call of a retry library that calls a function again.
type Repetition struct {
	Invocation
	Call     *ast.CallExpr
	Schedule library.Schedule // what its options and defaults come to
	Polls    bool             // the function is called again until something has come to pass, and not only when it failed
}

// A Mark is what an observer keeps of an attempt or of a path. It is immutable.
type Mark interface {
	// Same reports whether two paths that differ in this mark and another one, or in that there is none (nil), may become one.
	Same(Mark) bool
}

// marks are what the observers of a run keep, each at its own place; nil is what none of them has begun with.
type marks []Mark

func (m marks) At(place int) Mark {
	if place >= len(m) {
		return nil
	}
	return m[place]
}

// With is a copy of the marks with one put in place.
func (m marks) With(place int, v Mark) marks {
	out := make(marks, max(len(m), place+1))
	copy(out, m)
	out[place] = v
	return out
}

func (m marks) same(n marks) bool {
	for i := range max(len(m), len(n)) {
		a, b := m.At(i), n.At(i)
		switch {
		case a == nil && b == nil:
		case a == nil && !b.Same(nil), a != nil && !a.Same(b):
			return false
		}
	}
	return true
}

// observers are those of a run.
type observers []Observer

func (all observers) Fresh(st *State, v *sym.Value) {
	for _, o := range all {
		o.Fresh(st, v)
	}
}

func (all observers) Bound(st *State, k sym.Key, t types.Type) {
	for _, o := range all {
		o.Bound(st, k, t)
	}
}

func (all observers) Escapes(st *State, v *sym.Value) {
	for _, o := range all {
		o.Escapes(st, v)
	}
}

func (all observers) Named(st *State, at ast.Node, owner types.Type, name string, v *sym.Value) {
	for _, o := range all {
		o.Named(st, at, owner, name, v)
	}
}

func (all observers) Stored(st *State, object *sym.Value, field string, v *sym.Value) {
	for _, o := range all {
		o.Stored(st, object, field, v)
	}
}

func (all observers) NilTest(st *State, field *sym.Value, isNil bool) {
	for _, o := range all {
		o.NilTest(st, field, isNil)
	}
}

func (all observers) NoAnswer(out *Outcome) {
	for _, o := range all {
		o.NoAnswer(out)
	}
}

func (all observers) Calls(st *State, call *ast.CallExpr, c Callee, args []*sym.Value) {
	for _, o := range all {
		o.Calls(st, call, c, args)
	}
}

func (all observers) Made(fr *Frame, st *State, call *ast.CallExpr, c Callee, args []*sym.Value) {
	for _, o := range all {
		o.Made(fr, st, call, c, args)
	}
}

func (all observers) Attempted(r Request, out *Outcome) {
	for _, o := range all {
		o.Attempted(r, out)
	}
}

func (all observers) Again(fr *Frame, st *State, call *ast.CallExpr, before *Outcome) {
	for _, o := range all {
		o.Again(fr, st, call, before)
	}
}

func (all observers) Renewed(fr *Frame, st *State, call *ast.CallExpr, before *Outcome) {
	for _, o := range all {
		o.Renewed(fr, st, call, before)
	}
}

func (all observers) Deferred(fr *Frame, st *State, d *ast.DeferStmt) {
	for _, o := range all {
		o.Deferred(fr, st, d)
	}
}

func (all observers) Returns(fr *Frame, st *State, s *ast.ReturnStmt, vals []*sym.Value) {
	for _, o := range all {
		o.Returns(fr, st, s, vals)
	}
}

func (all observers) Returned(st *State, fr *Frame) {
	for _, o := range all {
		o.Returned(st, fr)
	}
}

func (all observers) Decided(fr *Frame, cond ast.Expr, v *sym.Value, yes, no []*State) {
	for _, o := range all {
		o.Decided(fr, cond, v, yes, no)
	}
}

func (all observers) Selected(fr *Frame, s *ast.SelectStmt, c *ast.CommClause, states []*State) {
	for _, o := range all {
		o.Selected(fr, s, c, states)
	}
}

func (all observers) Waits(fr *Frame, st *State, at ast.Node, amount *sym.Value) {
	for _, o := range all {
		o.Waits(fr, st, at, amount)
	}
}

func (all observers) LoopLeft(loop ast.Node, entry int, states []*State, rets []Ret) {
	for _, o := range all {
		o.LoopLeft(loop, entry, states, rets)
	}
}

func (all observers) Library(st *State, l Repetition) {
	for _, o := range all {
		o.Library(st, l)
	}
}

func (all observers) Joined(into, from *State) {
	for _, o := range all {
		o.Joined(into, from)
	}
}

// Nop is an observer that keeps nothing.
type Nop struct{}

func (Nop) Fresh(*State, *sym.Value) {}

func (Nop) Bound(*State, sym.Key, types.Type) {}

func (Nop) Escapes(*State, *sym.Value) {}

func (Nop) Named(*State, ast.Node, types.Type, string, *sym.Value) {}

func (Nop) Stored(*State, *sym.Value, string, *sym.Value) {}

func (Nop) NilTest(*State, *sym.Value, bool) {}

func (Nop) NoAnswer(*Outcome) {}

func (Nop) Calls(*State, *ast.CallExpr, Callee, []*sym.Value) {}

func (Nop) Made(*Frame, *State, *ast.CallExpr, Callee, []*sym.Value) {}

func (Nop) Attempted(Request, *Outcome) {}

func (Nop) Again(*Frame, *State, *ast.CallExpr, *Outcome) {}

func (Nop) Renewed(*Frame, *State, *ast.CallExpr, *Outcome) {}

func (Nop) Deferred(*Frame, *State, *ast.DeferStmt) {}

func (Nop) Returns(*Frame, *State, *ast.ReturnStmt, []*sym.Value) {}

func (Nop) Returned(*State, *Frame) {}

func (Nop) Decided(*Frame, ast.Expr, *sym.Value, []*State, []*State) {}

func (Nop) Selected(*Frame, *ast.SelectStmt, *ast.CommClause, []*State) {}

func (Nop) Waits(*Frame, *State, ast.Node, *sym.Value) {}

func (Nop) LoopLeft(ast.Node, int, []*State, []Ret) {}

func (Nop) Library(*State, Repetition) {}

func (Nop) Joined(*State, *State) {}
