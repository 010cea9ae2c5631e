package site

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// dynamic is the method behind an interface's, where the path knows what the interface holds; else the method itself.
func (x *unit) dynamic(fn *types.Func, holds *value) *types.Func {
	if holds.typ == nil || holds.op != opRef && holds.op != opComposite && holds.op != opWith {
		return fn
	}
	recv := fn.Signature().Recv()
	if recv == nil || !types.IsInterface(recv.Type()) || types.IsInterface(holds.typ) || gotypes.Named(holds.typ) == nil {
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(holds.typ, true, x.Pkg, fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m
	}
	return fn
}
