package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// keptList is the list, or the table, of numbers or texts that a field has whenever it is read: the package sets it once, to one that is written
// out, and changes nothing of it. It is nil of any other field.
func (x *Exec) keptList(st *paths.State, f *types.Var) *sym.Value {
	if f.Exported() || f.Pkg() != x.Pkg || !listsCodes(f.Type()) {
		return nil
	}
	var list *sym.Value
	switch e := ast.Unparen(x.Kept(f, func(*types.Func) bool { return false })).(type) {
	case *ast.CompositeLit:
		list = x.composite(nil, st, e)
	case *ast.Ident, *ast.SelectorExpr:
		if v, ok := x.Denoted(e).(*types.Var); ok && gotypes.IsGlobal(v) {
			list = x.global(st, v)
		}
	}
	if list == nil || list.Op != sym.OpComposite {
		return nil
	}
	return list
}

// keptDelay is the duration that a field has whenever it is read: the package sets it once, to a constant. It is nil of any other field.
func (x *Exec) keptDelay(f *types.Var) *sym.Value {
	if f.Exported() || f.Pkg() != x.Pkg || !gotypes.IsDuration(f.Type()) {
		return nil
	}
	set := x.Kept(f, func(*types.Func) bool { return true })
	if set == nil {
		return nil
	}
	n, ok := gotypes.IntConstant(x.Info, set)
	if !ok || n <= 0 {
		return nil
	}
	return x.In.Convert(x.In.Int(n), f.Type())
}

// keptTable is the table of functions by their keys that a field of a value has whenever it is read: the package sets it once, to one that is
// written out. It is nil of any other field. A method that was put into it is one of the same value.
func (x *Exec) keptTable(of *sym.Value, owner types.Type, f *types.Var) *sym.Value {
	if f.Exported() || f.Pkg() != x.Pkg || !gotypes.HoldsFunctions(f.Type()) {
		return nil
	}
	lit, ok := ast.Unparen(x.Kept(f, func(*types.Func) bool { return false })).(*ast.CompositeLit)
	if !ok {
		return nil
	}
	table := sym.Value{Op: sym.OpComposite, Name: "map", Typ: f.Type()}
	for _, el := range lit.Elts {
		kv, ok := el.(*ast.KeyValueExpr)
		if !ok || x.Info.Types[kv.Key].Value == nil {
			return nil
		}
		fn, ok := x.Denoted(kv.Value).(*types.Func)
		if !ok {
			return nil
		}
		held := sym.Value{Op: sym.OpFunc, Obj: fn}
		if r := fn.Signature().Recv(); r != nil {
			if gotypes.Named(r.Type()) == nil || gotypes.Named(r.Type()) != gotypes.Named(owner) {
				return nil
			}
			held.Args = []*sym.Value{of}
		}
		table.Args = append(table.Args, x.Eval(nil, nil, kv.Key), x.In.Make(held))
	}
	return x.In.Make(table)
}

// listsCodes reports whether a type is that of a list, or of the keys of a table, that codes can be in.
func listsCodes(t types.Type) bool {
	var of types.Type
	switch t := t.Underlying().(type) {
	case *types.Slice:
		of = t.Elem()
	case *types.Array:
		of = t.Elem()
	case *types.Map:
		of = t.Key()
	default:
		return false
	}
	b, ok := of.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsInteger|types.IsString) != 0 && b.Kind() != types.Byte
}
