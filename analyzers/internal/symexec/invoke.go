package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func (x *Exec) Callable(v *sym.Value) bool {
	switch v.Op {
	case sym.OpClosure:
		return true
	case sym.OpFunc:
		fn, ok := v.Obj.(*types.Func)
		return ok && x.Decls[fn.Origin()] != nil
	}
	return false
}

// Invoke follows a function value. The result is in st.tmp[call].
func (x *Exec) Invoke(fr *Frame, call *ast.CallExpr, states []*State, f *sym.Value, args []*sym.Value) ([]*State, bool) {
	inv := Invocation{Args: args}
	switch f.Op {
	case sym.OpClosure:
		lit, ok := f.Node.(*ast.FuncLit)
		if !ok {
			return nil, false
		}
		inv.lit, inv.fr, inv.target = lit, FrameOf(f.Scope), lit
	case sym.OpFunc:
		fn := f.Obj.(*types.Func)
		d := x.Decls[fn.Origin()]
		if d == nil {
			return nil, false
		}
		inv.Fn, inv.target = fn, d
		if len(f.Args) > 0 {
			inv.Recv = f.Args[0]
		}
	default:
		return nil, false
	}
	return x.follow(fr, call, states, inv)
}
