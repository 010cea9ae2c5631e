package models

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// Models are the models of the standard library, of the libraries in the table and of functions with a summary.
type Models struct{}

// modelled is a run as its models see it.
type modelled struct{ *symexec.Exec }

func (Models) Call(x *symexec.Exec, fr *paths.Frame, st *paths.State, call *ast.CallExpr, inv symexec.Invocation) ([]*paths.State, bool) {
	m := modelled{x}
	if wrapped := errorsIn(call, inv); len(wrapped) > 0 {
		return m.wraps(st, call, inv, wrapped), true
	}
	if out, ok := m.calledOnce(fr, st, call, inv); ok {
		return out, true
	}
	v, handled := m.known(fr, st, call, inv.Callee, inv.Args)
	switch {
	case !handled:
		return m.summarized(call, fr, st, inv)
	case v == nil: // it does not return
		return nil, true
	}
	st.SetResult(call, v)
	return []*paths.State{st}, true
}

// errorsIn are the errors that a call wraps, where it returns nil if all of them are nil.
func errorsIn(call *ast.CallExpr, inv symexec.Invocation) []*sym.Value {
	switch {
	case inv.Full == "errors.Join" && !call.Ellipsis.IsValid():
		return inv.Args
	case library.WrapsError(inv.Full):
		return inv.Args[:min(1, len(inv.Args))]
	}
	return nil
}

// wraps is a call of a function that wraps errors, and returns nil if there is none.
func (x modelled) wraps(st *paths.State, call *ast.CallExpr, inv symexec.Invocation, wrapped []*sym.Value) []*paths.State {
	var out []*paths.State
	none := []*paths.State{st}
	for _, err := range wrapped {
		isNil := x.In.Binary("==", err, x.In.Nil(), nil)
		var still []*paths.State
		for _, s := range none {
			t, failed := x.Decide(s, isNil, x.lastTest(s, call))
			still, out = append(still, t...), append(out, failed...)
		}
		none = still
	}
	for _, s := range out {
		v, ok := x.byEntry(s, call, inv.Callee, inv.Args)
		if !ok {
			v = x.In.Make(sym.Value{Op: sym.OpErrNew, Node: call, Args: wrapped, Typ: types.Universe.Lookup("error").Type()})
		}
		s.SetResult(call, v)
	}
	for _, s := range none {
		s.SetResult(call, x.In.Nil())
	}
	return append(out, none...)
}

func (Models) Repeats(x *symexec.Exec, st *paths.State, call *ast.CallExpr, inv symexec.Invocation) (symexec.Repeating, bool) {
	cb, ok := modelled{x}.libraryCall(st, call, inv)
	if !ok { // nearly always: what is put into an interface is allocated
		return nil, false
	}
	return cb, true
}
