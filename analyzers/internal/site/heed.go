package site

import (
	"go/ast"
	"go/token"
	"go/types"

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

// named notes that the hint of an answer was put into a field of an error.
func (x *recorder) named(st *state, at ast.Node, owner types.Type, field string, v *sym.Value) {
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

// calls notes that the header Retry-After of an answer is read, and for which outcomes.
func (x *recorder) calls(st *state, at *ast.CallExpr, c callee, args []*sym.Value) {
	if x.outline || c.full != "(net/http.Header).Get" || c.recv == nil || args[0].Op != sym.OpString || !lexicon.HintHeaders.Has(args[0].Name) {
		return
	}
	id, ok := c.recv.Attempt()
	if !ok {
		return
	}
	o := st.outcome(id)
	call, isCall := id.Node.(*ast.CallExpr)
	if o == nil || !isCall {
		return
	}
	h := x.history.heard[call]
	if h.At == nil {
		h.At = at
	}
	h.Codes = h.Codes.Union(o.codes)
	x.history.heard[call] = h
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
