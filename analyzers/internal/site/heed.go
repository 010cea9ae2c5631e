package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
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
func (x *recorder) Named(st *state, at ast.Node, owner types.Type, field string, v *sym.Value) {
	if v.Deps&sym.DepHint == 0 || !x.Says(lexicon.Hints, field) || !gotypes.ImplementsError(owner) {
		return
	}
	id, ok := v.Attempt()
	if !ok {
		return
	}
	if o := st.outcome(id); o != nil {
		c := *o
		m := x.passageOf(o)
		m.told = Told{At: at.Pos(), Type: types.TypeString(owner, types.RelativeTo(x.Pkg)), Field: field}
		c.marks = o.marks.with(x.place, m)
		st.update(c)
	}
}

// Calls notes what the program does with the server's word on when to come back.
func (x *recorder) Calls(st *state, call *ast.CallExpr, c callee, args []*sym.Value) {
	switch c.full {
	case "(net/http.Header).Get":
		x.hears(st, call, c.recv, args)
	case "github.com/cenkalti/backoff/v5.RetryAfter":
		x.resets(st, call, args[0])
	}
}

// resets notes that a library is told to come back after no time at all, on a path that a 429 takes: the library then starts
// over with its own delay as well. What the path assumes must be in the server's hand.
func (x *recorder) resets(st *state, call *ast.CallExpr, seconds *sym.Value) {
	last, _ := st.newest()
	if seconds.Op != sym.OpInt || seconds.Int > 0 || last == nil || !last.codes.Contains(429) || slices.Contains(x.pkg.resets, call) {
		return
	}
	if !slices.ContainsFunc(st.assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepHint == 0 }) {
		x.pkg.resets = append(x.pkg.resets, call)
	}
}

// hears notes that the header Retry-After of an answer is read, and for which outcomes.
func (x *recorder) hears(st *state, at *ast.CallExpr, header *sym.Value, args []*sym.Value) {
	if x.outline || header == nil || args[0].Op != sym.OpString || !lexicon.HintHeaders.Has(args[0].Name) {
		return
	}
	id, ok := header.Attempt()
	if !ok {
		return
	}
	o := st.outcome(id)
	call, isCall := id.Node.(*ast.CallExpr)
	if o == nil || !isCall {
		return
	}
	h := x.pkg.heard[call]
	if h.At == nil {
		h.At = at
	}
	h.Codes = h.Codes.Union(o.codes)
	x.pkg.heard[call] = h
}

// Heard says for which outcomes of an attempt the program reads Retry-After.
type Heard struct {
	Codes codeset.Statuses
	At    ast.Node
}

// ignores is what a path knows of when to come back and waits without; the zero value if it does not, or if that cannot
// be said.
func (x *recorder) ignores(o *outcome) Told {
	if o.waits&^(domain.WaitAmount|domain.WaitSend) != 0 || o.wait == nil || o.wait.Deps&(sym.DepHint|sym.DepOutcome) != 0 {
		return Told{}
	}
	return x.passageOf(o).told
}
