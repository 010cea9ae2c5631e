package site

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// derived reports whether a context was made from another one, with an end of its own.
func derived(v *sym.Value) bool {
	switch {
	case v.Op != sym.OpCall || v.Typ == nil || !gotypes.IsContext(v.Typ):
		return false
	case v.Name == "context.WithValue": // it ends when the other one does
		return len(v.Args) > 0 && derived(v.Args[0])
	}
	return strings.HasPrefix(v.Name, "context.With")
}

// madeBy is the call that made the context that a variable holds, if it was made from another one with an end of its own. Of a
// variable that is not used any more no value is kept: any of its assignments may have been the last, and without any it is as
// the function was given it.
func (x *exec) madeBy(fr *frame, v *types.Var, holds *sym.Value) ast.Node {
	assigned := x.Assignments(fr.fn)[v]
	if sig := x.SignatureOf(fr.fn); sig != nil && len(assigned) == 0 {
		if i := slices.Index(slices.Collect(sig.Params().Variables()), v); i >= 0 && i < len(fr.args) {
			holds = fr.args[i]
		}
	}
	if derived(holds) {
		for holds.Name == "context.WithValue" {
			holds = holds.Args[0]
		}
		return holds.Node
	}
	for _, rhs := range assigned {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || !gotypes.IsContext(x.Info.TypeOf(call.Args[0])) {
			continue
		}
		if name := gotypes.CalledName(call); x.Says(lexicon.Derives, name) && name != "WithValue" {
			return call
		}
	}
	return nil
}
