package site

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// providerOf is the provider whose code a carrier holds, or "".
func (x *exec) providerOf(v *sym.Value) string {
	f, ok := v.Obj.(*types.Var)
	if !ok {
		return ""
	}
	t, ok := x.Tied().Fields[f]
	if !ok {
		return ""
	}
	return t.Provider.ID
}
