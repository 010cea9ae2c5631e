package site

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An observer is told what happens on the paths of a root, in the order in which it happens. It changes nothing that decides
// which paths there are: what it wants to keep of a path it keeps as a mark, on an attempt or on the path, or in a ghost field
// of the store. Those who watch for some of this embed silent.
type observer interface {
	// Fresh: v was made just now, so that nobody can have done anything to it.
	Fresh(st *state, v *sym.Value)
	// Bound: a variable of type t was given a value.
	Bound(st *state, k sym.Key, t types.Type)
	// Escapes: v can be reached by others from now on: it was stored, sent or handed to a goroutine.
	Escapes(st *state, v *sym.Value)
	// Named: v becomes the field called name of a value of type owner, by an assignment or in a literal at at.
	Named(st *state, at ast.Node, owner types.Type, name string, v *sym.Value)
	// Stored: v is put into a field of an object.
	Stored(st *state, object *sym.Value, field string, v *sym.Value)
	// NilTest: a field is supposed to be nil, or not to be.
	NilTest(st *state, field *sym.Value, isNil bool)
	// NoAnswer: an attempt is supposed to have returned nothing but an error. It is not yet in the state.
	NoAnswer(o *outcome)
	// Calls: a call that is not followed is about to be made.
	Calls(st *state, call *ast.CallExpr, c callee, args []*sym.Value)
	// Made: a call of which only the signature and the name are known was made, and is no attempt.
	Made(fr *frame, st *state, call *ast.CallExpr, c callee, args []*sym.Value)
	// Attempted: a request is about to be sent. Its outcome is not yet in the state.
	Attempted(r request, o *outcome)
	// Again: an attempt is about to be made again with the same inputs. before is its outcome until now.
	Again(fr *frame, st *state, call *ast.CallExpr, before *outcome)
	// Renewed: an attempt is about to be made again with nothing but other credentials.
	Renewed(fr *frame, st *state, call *ast.CallExpr, before *outcome)
	// Deferred: a defer is passed.
	Deferred(fr *frame, st *state, d *ast.DeferStmt)
	// Returns: a function is about to return vals.
	Returns(fr *frame, st *state, s *ast.ReturnStmt, vals []*sym.Value)
	// Returned: a function has returned, and its variables are still known.
	Returned(st *state, fr *frame)
	// Decided: a condition whose value is v was decided; the paths go on where it is true and where it is false.
	Decided(fr *frame, cond ast.Expr, v *sym.Value, yes, no []*state)
	// Selected: a select goes on with a clause.
	Selected(fr *frame, s *ast.SelectStmt, c *ast.CommClause, states []*state)
	// Waits: at at, a call or a channel, the path waits for a time that nothing cuts short; amount is nil if it is not known.
	Waits(fr *frame, st *state, at ast.Node, amount *sym.Value)
	// LoopLeft: these are the ways out of a loop; what was attempted after entry was so in it.
	LoopLeft(loop ast.Node, entry int, states []*state, rets []ret)
	// Library: the callback of a retry library is about to be gone through.
	Library(st *state, l repetition)
	// Joined: from is about to become one with into, to which it is the same in all but the codes and what marks join.
	Joined(into, from *state)
}

// A request is an attempt that is about to be made.
type request struct {
	fr    *frame
	st    *state
	call  *ast.CallExpr
	c     callee
	proto domain.Proto
	args  []*sym.Value
	prev  *outcome // of the same call, if it was made before
	same  bool     // prev sent the same, credentials aside
}

// A repetition is a call of a retry library that calls a function again.
type repetition struct {
	invocation
	call     *ast.CallExpr
	schedule library.Schedule // what its options and defaults come to
	polls    bool             // the function is called again until something has come to pass, and not only when it failed
}

// A mark is what an observer keeps of an attempt or of a path. It is immutable.
type mark interface {
	// Same reports whether two paths that differ in this mark and another one, or in that there is none (nil), may become one.
	Same(mark) bool
}

// marks are what the observers of a run keep, each at its own place; nil is what none of them has begun with.
type marks []mark

func (m marks) at(place int) mark {
	if place >= len(m) {
		return nil
	}
	return m[place]
}

// with is a copy of the marks with one put in place.
func (m marks) with(place int, v mark) marks {
	out := make(marks, max(len(m), place+1))
	copy(out, m)
	out[place] = v
	return out
}

func (m marks) same(n marks) bool {
	for i := range max(len(m), len(n)) {
		a, b := m.at(i), n.at(i)
		switch {
		case a == nil && b == nil:
		case a == nil && !b.Same(nil), a != nil && !a.Same(b):
			return false
		}
	}
	return true
}

// observers are those of a run.
type observers []observer

func (all observers) Fresh(st *state, v *sym.Value) {
	for _, o := range all {
		o.Fresh(st, v)
	}
}

func (all observers) Bound(st *state, k sym.Key, t types.Type) {
	for _, o := range all {
		o.Bound(st, k, t)
	}
}

func (all observers) Escapes(st *state, v *sym.Value) {
	for _, o := range all {
		o.Escapes(st, v)
	}
}

func (all observers) Named(st *state, at ast.Node, owner types.Type, name string, v *sym.Value) {
	for _, o := range all {
		o.Named(st, at, owner, name, v)
	}
}

func (all observers) Stored(st *state, object *sym.Value, field string, v *sym.Value) {
	for _, o := range all {
		o.Stored(st, object, field, v)
	}
}

func (all observers) NilTest(st *state, field *sym.Value, isNil bool) {
	for _, o := range all {
		o.NilTest(st, field, isNil)
	}
}

func (all observers) NoAnswer(out *outcome) {
	for _, o := range all {
		o.NoAnswer(out)
	}
}

func (all observers) Calls(st *state, call *ast.CallExpr, c callee, args []*sym.Value) {
	for _, o := range all {
		o.Calls(st, call, c, args)
	}
}

func (all observers) Made(fr *frame, st *state, call *ast.CallExpr, c callee, args []*sym.Value) {
	for _, o := range all {
		o.Made(fr, st, call, c, args)
	}
}

func (all observers) Attempted(r request, out *outcome) {
	for _, o := range all {
		o.Attempted(r, out)
	}
}

func (all observers) Again(fr *frame, st *state, call *ast.CallExpr, before *outcome) {
	for _, o := range all {
		o.Again(fr, st, call, before)
	}
}

func (all observers) Renewed(fr *frame, st *state, call *ast.CallExpr, before *outcome) {
	for _, o := range all {
		o.Renewed(fr, st, call, before)
	}
}

func (all observers) Deferred(fr *frame, st *state, d *ast.DeferStmt) {
	for _, o := range all {
		o.Deferred(fr, st, d)
	}
}

func (all observers) Returns(fr *frame, st *state, s *ast.ReturnStmt, vals []*sym.Value) {
	for _, o := range all {
		o.Returns(fr, st, s, vals)
	}
}

func (all observers) Returned(st *state, fr *frame) {
	for _, o := range all {
		o.Returned(st, fr)
	}
}

func (all observers) Decided(fr *frame, cond ast.Expr, v *sym.Value, yes, no []*state) {
	for _, o := range all {
		o.Decided(fr, cond, v, yes, no)
	}
}

func (all observers) Selected(fr *frame, s *ast.SelectStmt, c *ast.CommClause, states []*state) {
	for _, o := range all {
		o.Selected(fr, s, c, states)
	}
}

func (all observers) Waits(fr *frame, st *state, at ast.Node, amount *sym.Value) {
	for _, o := range all {
		o.Waits(fr, st, at, amount)
	}
}

func (all observers) LoopLeft(loop ast.Node, entry int, states []*state, rets []ret) {
	for _, o := range all {
		o.LoopLeft(loop, entry, states, rets)
	}
}

func (all observers) Library(st *state, l repetition) {
	for _, o := range all {
		o.Library(st, l)
	}
}

func (all observers) Joined(into, from *state) {
	for _, o := range all {
		o.Joined(into, from)
	}
}

// silent is an observer that keeps nothing.
type silent struct{}

func (silent) Fresh(*state, *sym.Value)                                    {}
func (silent) Bound(*state, sym.Key, types.Type)                           {}
func (silent) Escapes(*state, *sym.Value)                                  {}
func (silent) Named(*state, ast.Node, types.Type, string, *sym.Value)      {}
func (silent) Stored(*state, *sym.Value, string, *sym.Value)               {}
func (silent) NilTest(*state, *sym.Value, bool)                            {}
func (silent) NoAnswer(*outcome)                                           {}
func (silent) Calls(*state, *ast.CallExpr, callee, []*sym.Value)           {}
func (silent) Made(*frame, *state, *ast.CallExpr, callee, []*sym.Value)    {}
func (silent) Attempted(request, *outcome)                                 {}
func (silent) Again(*frame, *state, *ast.CallExpr, *outcome)               {}
func (silent) Renewed(*frame, *state, *ast.CallExpr, *outcome)             {}
func (silent) Deferred(*frame, *state, *ast.DeferStmt)                     {}
func (silent) Returns(*frame, *state, *ast.ReturnStmt, []*sym.Value)       {}
func (silent) Returned(*state, *frame)                                     {}
func (silent) Decided(*frame, ast.Expr, *sym.Value, []*state, []*state)    {}
func (silent) Selected(*frame, *ast.SelectStmt, *ast.CommClause, []*state) {}
func (silent) Waits(*frame, *state, ast.Node, *sym.Value)                  {}
func (silent) LoopLeft(ast.Node, int, []*state, []ret)                     {}
func (silent) Library(*state, repetition)                                  {}
func (silent) Joined(*state, *state)                                       {}
