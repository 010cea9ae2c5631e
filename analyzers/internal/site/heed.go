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

// tells notes that the hint of an answer was put into a field of an error.
func (x *exec) tells(st *state, at ast.Node, owner types.Type, field string, v *sym.Value) {
	if v.Deps&sym.DepHint == 0 || !x.Says(lexicon.Hints, field) || !gotypes.ImplementsError(owner) {
		return
	}
	id, ok := v.Attempt()
	if !ok {
		return
	}
	if o := st.outcome(id); o != nil {
		c := *o
		c.told = Told{At: at.Pos(), Type: types.TypeString(owner, types.RelativeTo(x.Pkg)), Field: field}
		st.update(c)
	}
}

// hears notes that the header Retry-After of an answer was read, and for which outcomes.
func (x *exec) hears(st *state, at ast.Node, header *sym.Value) {
	if x.outline {
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
	h := x.heard[call]
	if h.At == nil {
		h.At = at
	}
	h.Codes = h.Codes.Union(o.codes)
	x.heard[call] = h
}

// Heard says for which outcomes of an attempt the program reads Retry-After.
type Heard struct {
	Codes codeset.Statuses
	At    ast.Node
}

// ignores is what a path knows of when to come back and waits without; the zero value if it does not, or if that cannot
// be said.
func ignores(o *outcome) Told {
	if o.waits&^(domain.WaitAmount|domain.WaitSend) != 0 || o.wait == nil || o.wait.Deps&(sym.DepHint|sym.DepOutcome) != 0 {
		return Told{}
	}
	return o.told
}
