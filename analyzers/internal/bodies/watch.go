package bodies

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// watch notes what is sent and what comes back: whether an attempt sends what another one has read, and whether a response is
// closed before the next attempt. What it knows of a response it keeps as a mark of the attempt, what was read in ghost fields.
type watch struct {
	symexec.Nop
	*symexec.Exec
	place int // of its marks
	on    *Package
}

// New prepares a program for its bodies to be watched.
func New(p *symexec.Program) *Package {
	return &Package{Program: p, readerFields: map[*types.Named]*types.Var{}, reports: map[*types.Named]bool{}, left: map[*types.Var]bool{}, keeping: map[*types.Var]bool{}, rewinding: map[*types.Func]bool{}, streams: map[*ast.CallExpr]bool{},
		handedOpen: map[*ast.CallExpr]bool{}, closedBetween: map[ast.Node]bool{}, openAt: map[ast.Node][]*ast.CallExpr{}}
}

// Observe has the bodies of a run watched.
func (x *Package) Observe(e *symexec.Exec) {
	e.Observers = append(e.Observers, &watch{Exec: e, on: x, place: len(e.Observers)})
}

func (x *watch) Attempted(r symexec.Request, o *paths.Outcome) {
	x.parts(r)
	if r.Proto == domain.ProtoOpaque {
		x.gives(r)
	} else {
		x.sends(r)
	}
	if x.opens(r.C, r.Proto, r.Args) {
		o.Marks = o.Marks.With(x.place, response{state: responseOpen})
	}
}

func (x *watch) Made(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) {
	x.rewound(st, call, c, args)
	x.drains(fr, call, st, c, args)
	x.readsOn(st, call, c, args)
}

// Fresh forgets that an attempt has read something: it was made anew.
func (x *watch) Fresh(st *paths.State, v *sym.Value) {
	if len(st.Outs) == 0 {
		return
	}
	k := sym.Key{Base: v, Ghost: sent}
	if left := x.leftOf(st, v); left != nil {
		st.Set(k, left) // one of what an attempt has left
	} else {
		st.Drop(k)
	}
}

// Bound is fresh for a variable that holds its buffer itself.
func (x *watch) Bound(st *paths.State, k sym.Key, t types.Type) {
	if len(st.Outs) == 0 {
		return
	}
	if _, ok := t.Underlying().(*types.Struct); ok {
		x.Fresh(st, x.In.Make(sym.Value{Op: sym.OpRef, Cell: k, Typ: types.NewPointer(t)}))
	}
}

// Copied is fresh for a parameter that holds its buffer itself: each call has a copy, which is read from where the original stands. A
// copy of a reader that was put around another one reads from the same.
func (x *watch) Copied(st *paths.State, k sym.Key, t types.Type) {
	if x.on.readsFrom(gotypes.Named(t)) == nil {
		x.Bound(st, k, t)
	}
}

// rewound forgets that what a call is given was read: it may have put it back to its beginning.
func (x *watch) rewound(st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) {
	if len(st.Outs) == 0 || x.onlyReads(c) {
		return
	}
	own := c.Fn != nil && x.on.Decls[c.Fn.Origin()] != nil
	rewinds := own && x.on.rewinds(c.Fn)
	if c.At != nil {
		x.unread(st, c.At)
	}
	if c.Recv != nil {
		x.unread(st, c.Recv)
		if rewinds {
			x.rewindsWithin(st, c.Recv)
		}
	}
	for i, a := range args {
		if i == 1 && c.Fn != nil && functions.CopiesOut(c.Full) || own && x.on.leaves(c.Fn, i) || x.formatted(call, c, i) {
			continue
		}
		x.unread(st, a)
		if rewinds {
			x.rewindsWithin(st, a)
		}
	}
}

// unread forgets that a reader, or the body of a request, was read.
func (x *watch) unread(st *paths.State, v *sym.Value) {
	v = x.source(st, v)
	if v.Typ != nil && gotypes.IsRequest(v.Typ) {
		if b := x.BodyOf(st, v); b != nil {
			st.Drop(sym.Key{Base: x.source(st, b), Ghost: sent})
		}
		v = sym.OriginalRequest(v)
	}
	st.Drop(sym.Key{Base: v, Ghost: sent})
	st.Drop(sym.Key{Base: v, Ghost: partly})
}

// onlyReads reports whether a function leaves the readers and requests that it is given where they are.
func (x *watch) onlyReads(c symexec.Callee) bool {
	if c.Fn != nil && x.on.keepsReader(c.Fn) >= 0 {
		return true
	}
	if c.Fn == nil || c.Fn.Pkg() == nil || !gotypes.IsStd(c.Fn.Pkg().Path()) || c.Fn.Pkg() == x.Pkg {
		return false
	}
	if c.Recv != nil {
		return !x.Says(lexicon.Rewinds, c.Fn.Name())
	}
	return functions.ReadsOnly(c.Full)
}

// asksForBody notes that a path asked whether a request has a body, or can give another: what it does next it does on
// purpose.
func (x *watch) asksForBody(st *paths.State, v *sym.Value) {
	if v.Op == sym.OpField && (v.Name == "Body" || v.Name == "GetBody") && len(st.Outs) > 0 {
		x.unread(st, v.Args[0])
		st.Drop(sym.Key{Base: v.Args[0], Ghost: sent})
		st.Drop(sym.Key{Base: v, Ghost: sent})
	}
}
