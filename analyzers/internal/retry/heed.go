package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// Told is a server's word on when to come back that a program has in its hands: in a field of the error that a request
// ended with.
type Told struct {
	At    token.Pos // where the error is made
	Type  string    // the error's, as the program writes it
	Field string
}

// Pos is where the error is made.
func (t Told) Pos() token.Pos { return t.At }

// Named notes that the hint of an answer was put into a field of an error.
func (x *Recorder) Named(st *paths.State, at ast.Node, owner types.Type, field string, v *sym.Value) {
	if v.Deps&sym.DepHint == 0 || !gotypes.ImplementsError(owner) || !holdsTime(owner, field) {
		return
	}
	id, ok := v.Attempt()
	if !ok {
		return
	}
	if o := st.Outcome(id); o != nil {
		c := *o
		m := x.passageOf(o)
		m.told = Told{At: at.Pos(), Type: types.TypeString(owner, types.RelativeTo(x.Pkg)), Field: field}
		c.Marks = o.Marks.With(x.place, m)
		st.Update(c)
	}
}

// holdsTime reports whether a field can hold a time to wait, or a point in time; a text cannot.
func holdsTime(owner types.Type, field string) bool {
	s := gotypes.StructOf(owner)
	if s == nil {
		return false
	}
	for f := range s.Fields() {
		if f.Name() == field {
			b, ok := f.Type().Underlying().(*types.Basic)
			return ok && b.Info()&types.IsNumeric != 0 || gotypes.TypeIs(f.Type(), "time.Time")
		}
	}
	return false
}

// Calls notes what the program does with the server's word on when to come back.
func (x *Recorder) Calls(st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) {
	switch c.Full {
	case "(net/http.Header).Get", "(net/http.Header).Values":
		x.hears(st, call, c.Recv, args)
	case "github.com/cenkalti/backoff/v5.RetryAfter":
		x.resets(st, call, args[0])
	}
}

// A Reading is where a program reads what a server says of when to come back.
type Reading struct {
	At    ast.Node    // where the header is read
	Calls [3]ast.Node // of the functions that have returned since, the one that reads it first; nil where there are no more
}

// outermost is the place in the function that was gone through last.
func (r Reading) outermost() (at ast.Node, calls int) {
	at = r.At
	for calls < len(r.Calls) && r.Calls[calls] != nil {
		at = r.Calls[calls]
		calls++
	}
	return at, calls
}

// Returned notes by which call a function has told what it has read.
func (x *Recorder) Returned(st *paths.State, fr *paths.Frame) {
	if fr.Call == nil {
		return
	}
	for _, o := range st.Outs {
		m := x.passageOf(o)
		at, calls := m.read.outermost()
		if at == nil || calls == len(m.read.Calls) || !gotypes.Within(at.Pos(), fr.Fn) {
			continue
		}
		c := *o
		m.read.Calls[calls] = fr.Call
		c.Marks = o.Marks.With(x.place, m)
		st.Update(c)
	}
}

// resets notes that a library is told to come back after no time at all, on a path that a 429 takes: the library then starts
// over with its own delay as well. What the path assumes must be in the server's hand.
func (x *Recorder) resets(st *paths.State, call *ast.CallExpr, seconds *sym.Value) {
	last, _ := st.Newest()
	if seconds.Op != sym.OpInt || seconds.Int > 0 || last == nil || !last.Codes.Contains(429) || slices.Contains(x.pkg.Resets, call) {
		return
	}
	if !slices.ContainsFunc(st.Assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepHint == 0 }) {
		x.pkg.Resets = append(x.pkg.Resets, call)
	}
}

// hears notes that the header Retry-After of an answer is read, and for which outcomes.
func (x *Recorder) hears(st *paths.State, at *ast.CallExpr, header *sym.Value, args []*sym.Value) {
	if x.Outline || header == nil || args[0].Op != sym.OpString || !lexicon.HintHeaders.Has(args[0].Name) {
		return
	}
	id, ok := header.Attempt()
	if !ok {
		return
	}
	o := st.Outcome(id)
	call, isCall := id.Node.(*ast.CallExpr)
	if o == nil || !isCall {
		return
	}
	if lexicon.RetryAfter.Has(args[0].Name) && o.Codes.Contains(429) {
		c := *o
		m := x.passageOf(o)
		m.read = Reading{At: at}
		c.Marks = o.Marks.With(x.place, m)
		st.Update(c)
	}
	h := x.pkg.heard[call]
	if h.At == nil {
		h.At = at
	}
	h.Codes = h.Codes.Union(o.Codes)
	x.pkg.heard[call] = h
}

// Heard says for which outcomes of an attempt the program reads Retry-After.
type Heard struct {
	Codes codeset.Statuses
	At    ast.Node
}

// ignores is what a path knows of when to come back and waits without, and where it has read of it; zero values if it does not, or
// if that cannot be said.
func (x *Recorder) ignores(o *paths.Outcome) (Told, Reading) {
	if o.Waits&^(domain.WaitAmount|domain.WaitSend) != 0 || o.Wait == nil || o.Wait.Deps&(sym.DepHint|sym.DepOutcome) != 0 {
		return Told{}, Reading{}
	}
	p := x.passageOf(o)
	return p.told, p.read
}

// hintless is where it is decided to ask again at once, as nothing says after how long, where 429 waits as long as the server says otherwise: a path
// without a wait that supposes nothing but that the header is not there, or holds nothing to wait for.
func hintless(rs []Retry) ast.Node {
	for i := range rs {
		r := &rs[i]
		if r.Path.Wait == WaitNone && !r.Path.Renewed && r.Path.Test != nil && r.hinting() && slices.ContainsFunc(r.Assume, saysNothing) {
			return r.Path.Test
		}
	}
	return nil
}

// saysNothing reports whether a path supposes that what a server says of when to come back is missing, cannot be read, or is no time at all.
func saysNothing(a sym.Assumption) bool {
	c := a.Cond
	if c.Op != sym.OpBinary || len(c.Args) != 2 {
		return false
	}
	if sym.NilTest(c) {
		return a.Truth == (c.Name == "!=") && slices.ContainsFunc(c.Args, func(v *sym.Value) bool { return v.Typ != nil && gotypes.IsError(v.Typ) })
	}
	zero := func(v *sym.Value) bool {
		return v.Op == sym.OpInt && v.Int == 0 || v.Op == sym.OpString && v.Name == ""
	}
	none, some := "<=", ">"
	switch {
	case zero(c.Args[1]):
	case zero(c.Args[0]):
		none, some = ">=", "<"
	default:
		return false
	}
	switch c.Name {
	case "==", none:
		return a.Truth
	case "!=", some:
		return !a.Truth
	}
	return false
}
