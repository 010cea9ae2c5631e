package models

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// calledOnce makes a call of a function that calls one of its arguments, once, and returns what that returns, and perhaps something of its own
// behind it.
func (x modelled) calledOnce(fr *paths.Frame, st *paths.State, call *ast.CallExpr, inv symexec.Invocation) ([]*paths.State, bool) {
	i, ok := library.CallsOnce(inv.Full)
	if !ok || i >= len(inv.Args) || !x.Callable(inv.Args[i]) {
		return nil, false
	}
	out, ok := x.Invoke(fr, call, []*paths.State{st.Fork()}, inv.Args[i], nil)
	if !ok {
		return nil, false
	}
	for _, s := range out {
		vals := []*sym.Value{s.Result(call)}
		if vals[0] != nil && vals[0].Op == sym.OpTuple {
			vals = append([]*sym.Value(nil), vals[0].Args...)
		}
		if vals[0] == nil {
			continue
		}
		for n := len(vals); n < inv.Sig.Results().Len(); n++ {
			vals = append(vals, x.In.Fresh(inv.Sig.Results().At(n).Type(), 0))
		}
		s.SetResult(call, x.Tuple(vals))
	}
	return out, true
}
