package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An Observer is told what happens on the paths of a root, in the order in which it happens. It changes nothing that decides
// which paths there are: what it wants to keep of a path it keeps as a mark, on an attempt or on the path, or in a ghost field
// of the store. Those who watch for some of this embed [Nop].
type Observer interface {
	// Fresh: v was made just now, so that nobody can have done anything to it.
	Fresh(st *paths.State, v *sym.Value)
	// Bound: a variable of type t was given a value.
	Bound(st *paths.State, k sym.Key, t types.Type)
	// Copied: a parameter of type t was given what a call passes.
	Copied(st *paths.State, k sym.Key, t types.Type)
	// Escapes: v can be reached by others from now on: it was stored, sent or handed to a goroutine.
	Escapes(st *paths.State, v *sym.Value)
	// Named: v becomes the field called name of a value of type owner, by an assignment or in a literal at at.
	Named(st *paths.State, at ast.Node, owner types.Type, name string, v *sym.Value)
	// Stored: v is put into a field of an object.
	Stored(st *paths.State, object *sym.Value, field string, v *sym.Value)
	// NilTest: a field is supposed to be nil, or not to be.
	NilTest(st *paths.State, field *sym.Value, isNil bool)
	// NoAnswer: an attempt is supposed to have returned nothing but an error. It is not yet in the state.
	NoAnswer(o *paths.Outcome)
	// Calls: a call that is not followed is about to be made.
	Calls(st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value)
	// Made: a call of which only the signature and the name are known was made, and is no attempt.
	Made(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value)
	// Attempted: a request is about to be sent. Its outcome is not yet in the state.
	Attempted(r Request, o *paths.Outcome)
	// Again: an attempt is about to be made again with the same inputs. before is its outcome until now.
	Again(fr *paths.Frame, st *paths.State, call *ast.CallExpr, before *paths.Outcome)
	// Twice: an attempt is about to be made that another call has made before, with the same inputs.
	Twice(fr *paths.Frame, st *paths.State, s Second)
	// Renewed: an attempt is about to be made again with nothing but other credentials.
	Renewed(fr *paths.Frame, st *paths.State, call *ast.CallExpr, before *paths.Outcome)
	// Deferred: a defer is passed.
	Deferred(fr *paths.Frame, st *paths.State, d *ast.DeferStmt)
	// Returns: a function is about to return vals.
	Returns(fr *paths.Frame, st *paths.State, s *ast.ReturnStmt, vals []*sym.Value)
	// Returned: a function has returned, and its variables are still known.
	Returned(st *paths.State, fr *paths.Frame)
	// Decided: a condition whose value is v was decided; the paths go on where it is true and where it is false.
	Decided(fr *paths.Frame, cond ast.Expr, v *sym.Value, yes, no []*paths.State)
	// Selected: a select goes on with a clause.
	Selected(fr *paths.Frame, s *ast.SelectStmt, c *ast.CommClause, states []*paths.State)
	// Waits: at at, a call or a channel, the path waits for a time that nothing cuts short; amount is nil if it is not known.
	Waits(fr *paths.Frame, st *paths.State, at ast.Node, amount *sym.Value)
	// Slept: a call of a function of another package has waited, to the end or until ctx had ended, which could have cut it short.
	Slept(st *paths.State, call *ast.CallExpr, ctx *sym.Value, ended bool)
	// LoopLeft: these are the ways out of a loop; what was attempted after entry was so in it.
	LoopLeft(loop ast.Node, entry int, states []*paths.State, rets []paths.Ret)
	// Library: the callback of a retry library is about to be gone through.
	Library(st *paths.State, l Repetition)
	// Joined: from is about to become one with into, to which it is the same in all but the codes and what marks join.
	Joined(into, from *paths.State)
}

// A Request is an attempt that is about to be made.
type Request struct {
	Fr    *paths.Frame
	St    *paths.State
	Call  *ast.CallExpr
	C     Callee
	Proto domain.Proto
	Args  []*sym.Value
	Prev  *paths.Outcome // of the same call, if it was made before
	Same  bool           // prev sent the same, credentials aside
}

// A Repetition is a call of a retry library that calls a function again.
type Repetition struct {
	Invocation
	Call     *ast.CallExpr
	Schedule library.Schedule // what its options and defaults come to
	Polls    bool             // the function is called again until something has come to pass, and not only when it failed
	Final    string           // what marks an error as final, so that it is not tried again; "" if nothing does
	OnErrors bool             // an error that the function returns is what has it called again
}

// observers are those of a run.
type observers []Observer

func (all observers) Fresh(st *paths.State, v *sym.Value) {
	for _, o := range all {
		o.Fresh(st, v)
	}
}

func (all observers) Bound(st *paths.State, k sym.Key, t types.Type) {
	for _, o := range all {
		o.Bound(st, k, t)
	}
}

func (all observers) Copied(st *paths.State, k sym.Key, t types.Type) {
	for _, o := range all {
		o.Copied(st, k, t)
	}
}

func (all observers) Escapes(st *paths.State, v *sym.Value) {
	for _, o := range all {
		o.Escapes(st, v)
	}
}

func (all observers) Named(st *paths.State, at ast.Node, owner types.Type, name string, v *sym.Value) {
	for _, o := range all {
		o.Named(st, at, owner, name, v)
	}
}

func (all observers) Stored(st *paths.State, object *sym.Value, field string, v *sym.Value) {
	for _, o := range all {
		o.Stored(st, object, field, v)
	}
}

func (all observers) NilTest(st *paths.State, field *sym.Value, isNil bool) {
	for _, o := range all {
		o.NilTest(st, field, isNil)
	}
}

func (all observers) NoAnswer(out *paths.Outcome) {
	for _, o := range all {
		o.NoAnswer(out)
	}
}

func (all observers) Calls(st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value) {
	for _, o := range all {
		o.Calls(st, call, c, args)
	}
}

func (all observers) Made(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value) {
	for _, o := range all {
		o.Made(fr, st, call, c, args)
	}
}

func (all observers) Attempted(r Request, out *paths.Outcome) {
	for _, o := range all {
		o.Attempted(r, out)
	}
}

func (all observers) Again(fr *paths.Frame, st *paths.State, call *ast.CallExpr, before *paths.Outcome) {
	for _, o := range all {
		o.Again(fr, st, call, before)
	}
}

func (all observers) Twice(fr *paths.Frame, st *paths.State, s Second) {
	for _, o := range all {
		o.Twice(fr, st, s)
	}
}

func (all observers) Renewed(fr *paths.Frame, st *paths.State, call *ast.CallExpr, before *paths.Outcome) {
	for _, o := range all {
		o.Renewed(fr, st, call, before)
	}
}

func (all observers) Deferred(fr *paths.Frame, st *paths.State, d *ast.DeferStmt) {
	for _, o := range all {
		o.Deferred(fr, st, d)
	}
}

func (all observers) Returns(fr *paths.Frame, st *paths.State, s *ast.ReturnStmt, vals []*sym.Value) {
	for _, o := range all {
		o.Returns(fr, st, s, vals)
	}
}

func (all observers) Returned(st *paths.State, fr *paths.Frame) {
	for _, o := range all {
		o.Returned(st, fr)
	}
}

func (all observers) Decided(fr *paths.Frame, cond ast.Expr, v *sym.Value, yes, no []*paths.State) {
	for _, o := range all {
		o.Decided(fr, cond, v, yes, no)
	}
}

func (all observers) Selected(fr *paths.Frame, s *ast.SelectStmt, c *ast.CommClause, states []*paths.State) {
	for _, o := range all {
		o.Selected(fr, s, c, states)
	}
}

func (all observers) Waits(fr *paths.Frame, st *paths.State, at ast.Node, amount *sym.Value) {
	for _, o := range all {
		o.Waits(fr, st, at, amount)
	}
}

func (all observers) Slept(st *paths.State, call *ast.CallExpr, ctx *sym.Value, ended bool) {
	for _, o := range all {
		o.Slept(st, call, ctx, ended)
	}
}

func (all observers) LoopLeft(loop ast.Node, entry int, states []*paths.State, rets []paths.Ret) {
	for _, o := range all {
		o.LoopLeft(loop, entry, states, rets)
	}
}

func (all observers) Library(st *paths.State, l Repetition) {
	for _, o := range all {
		o.Library(st, l)
	}
}

func (all observers) Joined(into, from *paths.State) {
	for _, o := range all {
		o.Joined(into, from)
	}
}

// Nop is an observer that keeps nothing.
type Nop struct{}

func (Nop) Fresh(*paths.State, *sym.Value) {}

func (Nop) Bound(*paths.State, sym.Key, types.Type) {}

func (Nop) Copied(*paths.State, sym.Key, types.Type) {}

func (Nop) Escapes(*paths.State, *sym.Value) {}

func (Nop) Named(*paths.State, ast.Node, types.Type, string, *sym.Value) {}

func (Nop) Stored(*paths.State, *sym.Value, string, *sym.Value) {}

func (Nop) NilTest(*paths.State, *sym.Value, bool) {}

func (Nop) NoAnswer(*paths.Outcome) {}

func (Nop) Calls(*paths.State, *ast.CallExpr, Callee, []*sym.Value) {}

func (Nop) Made(*paths.Frame, *paths.State, *ast.CallExpr, Callee, []*sym.Value) {}

func (Nop) Attempted(Request, *paths.Outcome) {}

func (Nop) Again(*paths.Frame, *paths.State, *ast.CallExpr, *paths.Outcome) {}

func (Nop) Twice(*paths.Frame, *paths.State, Second) {}

func (Nop) Renewed(*paths.Frame, *paths.State, *ast.CallExpr, *paths.Outcome) {}

func (Nop) Deferred(*paths.Frame, *paths.State, *ast.DeferStmt) {}

func (Nop) Returns(*paths.Frame, *paths.State, *ast.ReturnStmt, []*sym.Value) {}

func (Nop) Returned(*paths.State, *paths.Frame) {}

func (Nop) Decided(*paths.Frame, ast.Expr, *sym.Value, []*paths.State, []*paths.State) {}

func (Nop) Selected(*paths.Frame, *ast.SelectStmt, *ast.CommClause, []*paths.State) {}

func (Nop) Waits(*paths.Frame, *paths.State, ast.Node, *sym.Value) {}

func (Nop) Slept(*paths.State, *ast.CallExpr, *sym.Value, bool) {}

func (Nop) LoopLeft(ast.Node, int, []*paths.State, []paths.Ret) {}

func (Nop) Library(*paths.State, Repetition) {}

func (Nop) Joined(*paths.State, *paths.State) {}
