package summarize

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// decodedBeside reports whether a field holds what an answer was decoded into, beside the answer itself: a generated client has one for each status,
// and which of them is there tells the status.
func decodedBeside(owner types.Type, f types.Object) bool {
	v, ok := f.(*types.Var)
	if !ok || !v.IsField() || !v.Exported() || gotypes.IsResponse(v.Type()) {
		return false
	}
	if _, ok := v.Type().Underlying().(*types.Pointer); !ok {
		return false
	}
	s := gotypes.StructOf(owner)
	if s == nil {
		return false
	}
	for of := range s.Fields() {
		if gotypes.IsResponse(of.Type()) {
			return true
		}
	}
	return false
}
