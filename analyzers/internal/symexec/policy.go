package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// policyIn is a variable of another package that holds a policy, with the functions that are known to be in it; nil if nothing is.
func (x *Exec) policyIn(v *types.Var) *sym.Value {
	if v.Pkg() == nil || v.Pkg() == x.Pkg || !v.Exported() || gotypes.IsStd(v.Pkg().Path()) {
		return nil
	}
	s := x.Exported(v.Pkg())["."+v.Name()]
	if s == nil || s.Made == nil || slices.ContainsFunc(x.Files, func(f *ast.File) bool { return SetsFieldOf(x.Info, f, v) }) {
		return nil
	}
	return x.Holding(nil, x.In.Make(sym.Value{Op: sym.OpGlobal, Obj: v, Typ: v.Type()}), s.Made, nil, nil)
}

// Holding is a struct with the functions in it that another package says of it. recv and args are what its maker was given.
func (x *Exec) Holding(kept func(field string) *sym.Value, of *sym.Value, m *summary.Made, recv *sym.Value, args []*sym.Value) *sym.Value {
	for _, h := range m.Holds {
		var v *sym.Value
		switch {
		case h.Func != "":
			if fn, ok := x.Lookup(h.Func).(*types.Func); ok {
				v = x.In.Make(sym.Value{Op: sym.OpFunc, Obj: fn, Typ: fn.Type()})
			}
		case h.Kept:
			if recv != nil && kept != nil {
				v = kept(h.Field)
			}
		case h.IsGiven:
			if h.Given >= 0 && h.Given < len(args) {
				v = args[h.Given]
			}
		default:
			v = x.In.Nil()
		}
		if v != nil {
			of = x.In.Make(sym.Value{Op: sym.OpWith, Name: h.Field, Args: []*sym.Value{of, v}, Typ: of.Typ})
		}
	}
	return of
}

// SetsFieldOf reports whether a file assigns to a field of a variable.
func SetsFieldOf(info *types.Info, f *ast.File, v *types.Var) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || found {
			return !found
		}
		for _, l := range a.Lhs {
			if sel, ok := ast.Unparen(l).(*ast.SelectorExpr); ok {
				switch of := ast.Unparen(sel.X).(type) {
				case *ast.Ident:
					found = found || info.Uses[of] == v
				case *ast.SelectorExpr:
					found = found || info.Uses[of.Sel] == v
				}
			}
		}
		return !found
	})
	return found
}
