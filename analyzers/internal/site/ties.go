package site

import "go/types"

// providerOf is the provider whose code a carrier holds, or "".
func (x *exec) providerOf(v *value) string {
	f, ok := v.obj.(*types.Var)
	if !ok {
		return ""
	}
	t, ok := x.Tied().Fields[f]
	if !ok {
		return ""
	}
	return t.Provider.ID
}
