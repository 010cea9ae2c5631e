package models

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
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
		v := s.Result(call)
		if v == nil {
			continue
		}
		vals := slices.Clone(v.Results())
		for n := len(vals); n < inv.Sig.Results().Len(); n++ {
			vals = append(vals, x.In.Fresh(inv.Sig.Results().At(n).Type(), 0))
		}
		s.SetResult(call, x.Tuple(vals))
	}
	return out, true
}
