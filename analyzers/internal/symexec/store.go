package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Load is what a cell holds. What nobody has put there is an unknown of its own, the same whenever it is asked for.
func (x *Exec) Load(st *paths.State, k sym.Key, t types.Type) *sym.Value {
	if v, ok := st.Env.Get(k); ok {
		return v
	}
	if k.Base != nil { // what a selection of the field is, too
		if f := fieldNamed(k.Base.Typ, k.Field); f != nil {
			return x.Field(st, k.Base, k.Base.Typ, f)
		}
		return x.In.Make(sym.Value{Op: sym.OpField, Name: k.Field, Args: []*sym.Value{k.Base}, Typ: t})
	}
	return x.In.Make(sym.Value{Op: sym.OpSym, Obj: k.Obj, Node: k.Node, N: k.Frame, Typ: t})
}

// Content is what a pointer to a cell points to.
func (x *Exec) Content(st *paths.State, ref *sym.Value) *sym.Value {
	var t types.Type
	if ref.Typ != nil {
		if p, ok := ref.Typ.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
	}
	return x.Load(st, ref.Cell, t)
}

// fieldNamed is a field of a struct, or of what a pointer to one points to; nil if it has none of that name.
func fieldNamed(t types.Type, name string) *types.Var {
	if t == nil {
		return nil
	}
	if s := gotypes.JSONStruct(t); s != nil {
		for f := range s.Fields() {
			if f.Name() == name {
				return f
			}
		}
	}
	return nil
}

// store assigns v to the place that e denotes.
func (x *Exec) store(fr *paths.Frame, st *paths.State, e ast.Expr, v *sym.Value) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if e.Name == "_" {
			return
		}
		obj := x.Info.ObjectOf(e)
		if obj == nil {
			return
		}
		if v.Typ == nil && v.Op == sym.OpSym {
			v = x.In.Make(sym.Value{Op: sym.OpSym, N: v.N, Typ: obj.Type(), Deps: v.Deps})
		}
		st.Set(fr.Cell(obj), v)
		x.Observers.Bound(st, fr.Cell(obj), obj.Type())
		if obj.Parent() == x.Pkg.Scope() {
			x.Observers.Escapes(st, v)
			x.rekeysIn(st, obj, v)
		}
	case *ast.SelectorExpr:
		sel := x.Info.Selections[e]
		if sel == nil || sel.Kind() != types.FieldVal {
			return
		}
		x.credential(st, e.Sel.Name)
		x.rekeysIn(st, sel.Obj(), v)
		x.Observers.Named(st, e, sel.Recv(), e.Sel.Name, v)
		x.storeField(fr, st, e.X, x.Eval(fr, st, e.X), sel.Obj().Name(), v)
	case *ast.StarExpr:
		p := x.Eval(fr, st, e.X)
		x.Observers.Escapes(st, v)
		if p.Op == sym.OpRef {
			st.Set(p.Cell, v)
		} else {
			st.Set(sym.Key{Base: p, Field: pointee}, v)
		}
	case *ast.IndexExpr:
		base := x.Eval(fr, st, e.X)
		x.Observers.Escapes(st, v)
		if id, ok := ast.Unparen(e.X).(*ast.Ident); ok {
			if obj := x.Info.ObjectOf(id); obj != nil {
				k := x.Eval(fr, st, e.Index)
				w := sym.Value{Op: sym.OpWith, Name: "[]", Args: []*sym.Value{base, k, v}, Typ: base.Typ}
				if !k.IsConst() { // what is under an unknown key is not kept: it would tell every path from every other
					w = sym.Value{Op: sym.OpHavoc, Obj: obj, Typ: base.Typ, Deps: base.Deps | k.Deps | v.Deps}
					if x.choseFor(obj, base, k) { // the next one is another
						w.N, w.Deps = x.NextSeq(), w.Deps&^sym.DepOutcome|sym.DepElem
					}
				}
				st.Set(fr.Cell(obj), x.In.Make(w))
			}
		} else if k := x.Eval(fr, st, e.Index); k.Op == sym.OpString && x.ofItem(st, v) {
			st.Set(sym.Key{Base: base, Field: k.Name, Ghost: told}, v)
		}
	}
}

// choseFor reports whether what something is kept under was chosen by a call that was given the map that it is kept in: what was tried is left
// out the next time.
func (x *Exec) choseFor(kept types.Object, base, key *sym.Value) bool {
	return key.Any(func(p *sym.Value) bool {
		if slices.Contains(p.Args, base) {
			return p.Op == sym.OpCall
		}
		call, ok := p.Node.(*ast.CallExpr)
		return ok && p.Op == sym.OpResult && slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return types.Object(x.Variable(a)) == kept })
	})
}

func (x *Exec) storeField(fr *paths.Frame, st *paths.State, e ast.Expr, base *sym.Value, field string, v *sym.Value) {
	x.Observers.Stored(st, base, field, v)
	if base.Op == sym.OpRef {
		old := x.Content(st, base)
		st.Set(base.Cell, x.with(old, field, v))
		return
	}
	if t := x.Info.TypeOf(e); t != nil {
		if _, ok := t.Underlying().(*types.Struct); ok { // a struct held in a variable or a field of one
			x.store(fr, st, e, x.with(base, field, v))
			return
		}
	}
	st.Set(sym.Key{Base: base, Field: field}, v)
}

func (x *Exec) with(base *sym.Value, field string, v *sym.Value) *sym.Value {
	if base.Op == sym.OpWith && base.Name == field && len(base.Args) == 2 {
		base = base.Args[0]
	}
	return x.In.Make(sym.Value{Op: sym.OpWith, Name: field, Args: []*sym.Value{base, v}, Typ: base.Typ})
}
