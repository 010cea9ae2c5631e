package site

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// dynamic is the method behind an interface's, where the path knows what the interface holds; else the method itself.
func (x *program) dynamic(fn *types.Func, holds *sym.Value) *types.Func {
	if holds.Typ == nil || holds.Op != sym.OpRef && holds.Op != sym.OpComposite && holds.Op != sym.OpWith {
		return fn
	}
	recv := fn.Signature().Recv()
	if recv == nil || !types.IsInterface(recv.Type()) || types.IsInterface(holds.Typ) || gotypes.Named(holds.Typ) == nil {
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(holds.Typ, true, x.Pkg, fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m
	}
	return fn
}
