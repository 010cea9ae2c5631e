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
	// fresh: v was made just now, so that nobody can have done anything to it.
	fresh(st *state, v *sym.Value)
	// bound: a variable of type t was given a value.
	bound(st *state, k sym.Key, t types.Type)
	// escapes: v can be reached by others from now on: it was stored, sent or handed to a goroutine.
	escapes(st *state, v *sym.Value)
	// named: v becomes the field called name of a value of type owner, by an assignment or in a literal at at.
	named(st *state, at ast.Node, owner types.Type, name string, v *sym.Value)
	// stored: v is put into a field of an object.
	stored(st *state, object *sym.Value, field string, v *sym.Value)
	// nilTest: a field is supposed to be nil, or not to be.
	nilTest(st *state, field *sym.Value, isNil bool)
	// noAnswer: an attempt is supposed to have returned nothing but an error. It is not yet in the state.
	noAnswer(o *outcome)
	// calls: a call that is not followed is about to be made.
	calls(st *state, call *ast.CallExpr, c callee, args []*sym.Value)
	// made: a call of which only the signature and the name are known was made, and is no attempt.
	made(fr *frame, st *state, call *ast.CallExpr, c callee, args []*sym.Value)
	// attempted: a request is about to be sent. Its outcome is not yet in the state.
	attempted(r request, o *outcome)
	// again: an attempt is about to be made again with the same inputs. before is its outcome until now.
	again(fr *frame, st *state, call *ast.CallExpr, before *outcome)
	// renewed: an attempt is about to be made again with nothing but other credentials.
	renewed(fr *frame, st *state, call *ast.CallExpr, before *outcome)
	// deferred: a defer is passed.
	deferred(fr *frame, st *state, d *ast.DeferStmt)
	// returns: a function is about to return vals.
	returns(fr *frame, st *state, s *ast.ReturnStmt, vals []*sym.Value)
	// returned: a function has returned, and its variables are still known.
	returned(st *state, fr *frame)
	// decided: a condition whose value is v was decided; the paths go on where it is true and where it is false.
	decided(fr *frame, cond ast.Expr, v *sym.Value, yes, no []*state)
	// selected: a select goes on with a clause.
	selected(fr *frame, s *ast.SelectStmt, c *ast.CommClause, states []*state)
	// waits: at at, a call or a channel, the path waits for a time that nothing cuts short; amount is nil if it is not known.
	waits(fr *frame, st *state, at ast.Node, amount *sym.Value)
	// loopLeft: these are the ways out of a loop; what was attempted after entry was so in it.
	loopLeft(loop ast.Node, entry int, states []*state, rets []ret)
	// library: the callback of a retry library is about to be gone through.
	library(st *state, l repetition)
	// joined: from is about to become one with into, to which it is the same in all but the codes and what marks join.
	joined(into, from *state)
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
	// same reports whether two paths that differ in this mark and another one, or in that there is none (nil), may become one.
	same(mark) bool
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
		case a == nil && !b.same(nil), a != nil && !a.same(b):
			return false
		}
	}
	return true
}

// observers are those of a run.
type observers []observer

func (all observers) fresh(st *state, v *sym.Value) {
	for _, o := range all {
		o.fresh(st, v)
	}
}

func (all observers) bound(st *state, k sym.Key, t types.Type) {
	for _, o := range all {
		o.bound(st, k, t)
	}
}

func (all observers) escapes(st *state, v *sym.Value) {
	for _, o := range all {
		o.escapes(st, v)
	}
}

func (all observers) named(st *state, at ast.Node, owner types.Type, name string, v *sym.Value) {
	for _, o := range all {
		o.named(st, at, owner, name, v)
	}
}

func (all observers) stored(st *state, object *sym.Value, field string, v *sym.Value) {
	for _, o := range all {
		o.stored(st, object, field, v)
	}
}

func (all observers) nilTest(st *state, field *sym.Value, isNil bool) {
	for _, o := range all {
		o.nilTest(st, field, isNil)
	}
}

func (all observers) noAnswer(out *outcome) {
	for _, o := range all {
		o.noAnswer(out)
	}
}

func (all observers) calls(st *state, call *ast.CallExpr, c callee, args []*sym.Value) {
	for _, o := range all {
		o.calls(st, call, c, args)
	}
}

func (all observers) made(fr *frame, st *state, call *ast.CallExpr, c callee, args []*sym.Value) {
	for _, o := range all {
		o.made(fr, st, call, c, args)
	}
}

func (all observers) attempted(r request, out *outcome) {
	for _, o := range all {
		o.attempted(r, out)
	}
}

func (all observers) again(fr *frame, st *state, call *ast.CallExpr, before *outcome) {
	for _, o := range all {
		o.again(fr, st, call, before)
	}
}

func (all observers) renewed(fr *frame, st *state, call *ast.CallExpr, before *outcome) {
	for _, o := range all {
		o.renewed(fr, st, call, before)
	}
}

func (all observers) deferred(fr *frame, st *state, d *ast.DeferStmt) {
	for _, o := range all {
		o.deferred(fr, st, d)
	}
}

func (all observers) returns(fr *frame, st *state, s *ast.ReturnStmt, vals []*sym.Value) {
	for _, o := range all {
		o.returns(fr, st, s, vals)
	}
}

func (all observers) returned(st *state, fr *frame) {
	for _, o := range all {
		o.returned(st, fr)
	}
}

func (all observers) decided(fr *frame, cond ast.Expr, v *sym.Value, yes, no []*state) {
	for _, o := range all {
		o.decided(fr, cond, v, yes, no)
	}
}

func (all observers) selected(fr *frame, s *ast.SelectStmt, c *ast.CommClause, states []*state) {
	for _, o := range all {
		o.selected(fr, s, c, states)
	}
}

func (all observers) waits(fr *frame, st *state, at ast.Node, amount *sym.Value) {
	for _, o := range all {
		o.waits(fr, st, at, amount)
	}
}

func (all observers) loopLeft(loop ast.Node, entry int, states []*state, rets []ret) {
	for _, o := range all {
		o.loopLeft(loop, entry, states, rets)
	}
}

func (all observers) library(st *state, l repetition) {
	for _, o := range all {
		o.library(st, l)
	}
}

func (all observers) joined(into, from *state) {
	for _, o := range all {
		o.joined(into, from)
	}
}

// silent is an observer that keeps nothing.
type silent struct{}

func (silent) fresh(*state, *sym.Value)                                    {}
func (silent) bound(*state, sym.Key, types.Type)                           {}
func (silent) escapes(*state, *sym.Value)                                  {}
func (silent) named(*state, ast.Node, types.Type, string, *sym.Value)      {}
func (silent) stored(*state, *sym.Value, string, *sym.Value)               {}
func (silent) nilTest(*state, *sym.Value, bool)                            {}
func (silent) noAnswer(*outcome)                                           {}
func (silent) calls(*state, *ast.CallExpr, callee, []*sym.Value)           {}
func (silent) made(*frame, *state, *ast.CallExpr, callee, []*sym.Value)    {}
func (silent) attempted(request, *outcome)                                 {}
func (silent) again(*frame, *state, *ast.CallExpr, *outcome)               {}
func (silent) renewed(*frame, *state, *ast.CallExpr, *outcome)             {}
func (silent) deferred(*frame, *state, *ast.DeferStmt)                     {}
func (silent) returns(*frame, *state, *ast.ReturnStmt, []*sym.Value)       {}
func (silent) returned(*state, *frame)                                     {}
func (silent) decided(*frame, ast.Expr, *sym.Value, []*state, []*state)    {}
func (silent) selected(*frame, *ast.SelectStmt, *ast.CommClause, []*state) {}
func (silent) waits(*frame, *state, ast.Node, *sym.Value)                  {}
func (silent) loopLeft(ast.Node, int, []*state, []ret)                     {}
func (silent) library(*state, repetition)                                  {}
func (silent) joined(*state, *state)                                       {}
