package symexec

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func (x *Exec) Callable(v *sym.Value) bool {
	switch v.Op {
	case sym.OpClosure:
		return true
	case sym.OpFunc:
		fn, _ := x.Declared(v)
		return fn != nil && x.Decls[fn.Origin()] != nil
	}
	return false
}

// Invoke follows a function value. The result is in st.tmp[call].
func (x *Exec) Invoke(fr *paths.Frame, call *ast.CallExpr, states []*paths.State, f *sym.Value, args []*sym.Value) ([]*paths.State, bool) {
	inv := Invocation{Args: args}
	switch f.Op {
	case sym.OpClosure:
		lit, ok := f.Node.(*ast.FuncLit)
		if !ok {
			return nil, false
		}
		inv.lit, inv.fr, inv.target = lit, paths.FrameOf(f.Scope), lit
	case sym.OpFunc:
		fn, recv := x.Declared(f)
		d := x.Decls[fn.Origin()]
		if d == nil {
			return nil, false
		}
		inv.Fn, inv.Recv, inv.target, inv.ofFirst = fn, recv, d, f.Name == methodExpr
		inv.onFirst()
	default:
		return nil, false
	}
	return x.follow(fr, call, states, inv)
}
