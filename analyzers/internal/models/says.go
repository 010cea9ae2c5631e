package models

import (
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// answering is what has a method of a name which says yes or no.
func answering(name string) *types.Interface {
	yes := types.NewTuple(types.NewVar(token.NoPos, nil, "", types.Typ[types.Bool]))
	return types.NewInterfaceType([]*types.Func{types.NewFunc(token.NoPos, nil, name, types.NewSignatureType(nil, nil, nil, nil, yes, false))}, nil).Complete()
}

// answers splits a path by what an error says of itself, by one of its methods; false if that is not known.
func (x modelled) answers(fr *paths.Frame, st *paths.State, cb callback, err *sym.Value, name string) (yes, no []*paths.State, ok bool) {
	m := x.method(err, name)
	if m == nil {
		return nil, nil, false
	}
	var out []*paths.State
	if x.Callable(m) {
		out, ok = x.Invoke(fr, cb.call, []*paths.State{st}, m, nil)
	} else if fn, recv := x.Declared(m); fn != nil && recv != nil {
		inv := symexec.Invocation{Callee: symexec.Callee{Fn: fn, Recv: recv, Sig: fn.Signature(), Full: x.FullName(fn)}, Summary: x.SummaryOf(fn)}
		out, ok = x.summarized(cb.call, fr, st, inv)
	}
	if !ok {
		return nil, nil, false
	}
	for _, p := range out {
		a, b := x.Decide(p, p.Result(cb.call), x.lastTest(p, cb.call))
		yes, no = append(yes, a...), append(no, b...)
	}
	return yes, no, true
}
