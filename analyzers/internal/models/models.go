package models

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// Models are the models of the standard library, of the libraries in the table and of functions with a summary.
type Models struct{}

// modelled is a run as its models see it.
type modelled struct{ *symexec.Exec }

func (Models) Call(x *symexec.Exec, fr *paths.Frame, st *paths.State, call *ast.CallExpr, inv symexec.Invocation) ([]*paths.State, bool) {
	m := modelled{x}
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

func (Models) Repeats(x *symexec.Exec, st *paths.State, call *ast.CallExpr, inv symexec.Invocation) (symexec.Repeating, bool) {
	return modelled{x}.libraryCall(st, call, inv)
}
