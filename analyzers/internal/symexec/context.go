package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Ends reports whether a context can end before the program does, as far as the engine can tell.
func (x *Exec) Ends(v *sym.Value) bool {
	switch v.Op {
	case sym.OpNil:
		return false
	case sym.OpCall:
		switch v.Name {
		case "context.Background", "context.TODO", "context.WithoutCancel":
			return false
		case "context.WithValue":
			return len(v.Args) > 0 && x.Ends(v.Args[0])
		}
	case sym.OpField:
		if f, ok := v.Obj.(*types.Var); ok {
			return !x.KeepsEndless(f)
		}
	case sym.OpGlobal:
		init := x.Initializer(v.Obj.(*types.Var))
		call, ok := init.(*ast.CallExpr)
		return !ok || gotypes.CalledName(call) != "Background" && gotypes.CalledName(call) != "TODO"
	}
	return true
}

// givenContext reports whether an attempt is given a context that can end: as an argument, in its request, or by what
// made the request or the client that it is called on.
func (x *Exec) givenContext(recv *sym.Value, args []*sym.Value) bool {
	for b := recv; b != nil && b.Op == sym.OpCall && len(b.Args) > 0; b = b.Args[0] {
		if slices.ContainsFunc(b.Args, func(v *sym.Value) bool { return v.Typ != nil && gotypes.IsContext(v.Typ) && x.Ends(v) }) {
			return true
		}
	}
	return slices.ContainsFunc(args, func(v *sym.Value) bool {
		switch {
		case v.Typ == nil:
			return false
		case gotypes.IsContext(v.Typ):
			return x.Ends(v)
		case !gotypes.HasContext(v.Typ):
			return false
		case v.Op == sym.OpCall && v.Name == "net/http.NewRequest":
			return false
		case v.Op == sym.OpCall && v.Name == "net/http.NewRequestWithContext":
			return len(v.Args) > 0 && x.Ends(v.Args[0])
		case sym.SharesBody(v):
			return len(v.Args) > 1 && x.Ends(v.Args[1])
		}
		return true
	})
}
