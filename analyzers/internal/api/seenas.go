package api

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// SeenAs is the field with the code of the error type as which a function of an SDK sees an error, if the function is one: given an error and
// codes, it returns the error as a pointer to that type, and nil if it is none of those or has none of the codes.
func (x *Vocabulary) SeenAs(fn *types.Func) (code *types.Var, ok bool) {
	if fn == nil || fn.Pkg() == nil || !x.sdks().errors[fn.Pkg()] {
		return nil, false
	}
	sig := fn.Signature()
	if sig.Recv() != nil || !sig.Variadic() || sig.Params().Len() != 2 || sig.Results().Len() != 1 || !gotypes.IsError(sig.Params().At(0).Type()) {
		return nil, false
	}
	to, ok := sig.Results().At(0).Type().(*types.Pointer)
	if !ok {
		return nil, false
	}
	s, ok := to.Elem().Underlying().(*types.Struct)
	if !ok || !x.Refuses(to.Elem()) {
		return nil, false
	}
	asked := sig.Params().At(1).Type().(*types.Slice).Elem()
	for f := range s.Fields() {
		if _, tied := x.sdks().carriers[f]; tied && types.Identical(f.Type(), asked) {
			return f, true
		}
	}
	return nil, false
}

// NamesCode reports whether a function of an SDK makes an error of the code that it is given, and asks nobody: kerr.ErrorForCode.
func (x *Vocabulary) NamesCode(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || !x.sdks().errors[fn.Pkg()] {
		return false
	}
	sig := fn.Signature()
	if sig.Recv() != nil || sig.Params().Len() != 1 || sig.Results().Len() != 1 || !gotypes.IsError(sig.Results().At(0).Type()) {
		return false
	}
	given := sig.Params().At(0).Type()
	for carrier := range x.sdks().carriers {
		if f, ok := carrier.(*types.Var); ok && f.Pkg() == fn.Pkg() && types.Identical(f.Type(), given) {
			return true
		}
	}
	return false
}
