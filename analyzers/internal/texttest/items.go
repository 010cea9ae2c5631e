package texttest

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// mayBe are the expressions one of which another one is, as it stands for an element of a list or a map that is written out: the variable of a
// range, an element by its index, or a field of one. There are none if it is anything else.
func (x *finder) mayBe(p *index.Places, e ast.Expr) []ast.Expr {
	switch u := ast.Unparen(e).(type) {
	case *ast.Ident:
		v := x.VariableOf(u)
		if v == nil {
			return nil
		}
		if list := x.goneThrough(p, u, v); list != nil {
			return x.itemsOf(p, list, false)
		}
		w, ok := p.Only(v)
		if !ok {
			return nil
		}
		if over, ok := w.At.(*ast.RangeStmt); ok && over.Key == w.Ident {
			return x.itemsOf(p, over.X, true)
		}
		if ix, ok := w.Value.(*ast.IndexExpr); ok && w.Index <= 0 {
			return x.mayBe(p, ix)
		}
	case *ast.IndexExpr:
		return x.itemsOf(p, u.X, false)
	case *ast.SelectorExpr:
		f, ok := x.Info.Uses[u.Sel].(*types.Var)
		if !ok || !f.IsField() {
			return nil
		}
		var held []ast.Expr
		for _, of := range x.mayBe(p, u.X) {
			if e := x.fieldOf(of, f); e != nil {
				held = append(held, e)
			}
		}
		return held
	}
	return nil
}

// itemsOf are the elements, or the keys, of what a range goes through, if that is written out.
func (x *finder) itemsOf(p *index.Places, over ast.Expr, keys bool) []ast.Expr {
	over = ast.Unparen(over)
	if call, ok := over.(*ast.CallExpr); ok && len(call.Args) > 0 {
		fn := x.CalledFunc(call)
		if fn == nil {
			return nil
		}
		switch fn.FullName() {
		case "maps.Keys":
			return x.itemsOf(p, call.Args[0], true)
		case "maps.Values", "slices.Values", "slices.Sorted", "slices.Collect":
			return x.itemsOf(p, call.Args[0], false)
		}
		return nil
	}
	lit := x.writtenOut(p, over)
	if lit == nil {
		return nil
	}
	_, table := x.Info.TypeOf(lit).Underlying().(*types.Map)
	if keys && !table {
		return nil
	}
	return elements(lit, keys)
}

// elements are what a list or a map has in it that is written out, or its keys, where it has some.
func elements(lit *ast.CompositeLit, keys bool) []ast.Expr {
	items := slices.Clone(lit.Elts)
	for i, el := range items {
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			if items[i] = kv.Value; keys {
				items[i] = kv.Key
			}
		}
	}
	return items
}

// goneThrough is the list of which a variable is each element in turn, as a range or a search goes through it; nil if it is none of that.
func (x *finder) goneThrough(p *index.Places, e ast.Expr, v types.Object) ast.Expr {
	if w, ok := p.Only(v); ok && w.Item {
		return w.Value
	}
	if lit := p.Literal(e); lit != nil && gotypes.Within(v.Pos(), lit.Type) {
		if call := x.searches(p, lit); call != nil {
			return call.Args[0]
		}
	}
	return nil
}

// writtenOut is the literal that a list or a map is: where it stands, or as the only value of a variable; nil if it is none.
func (x *finder) writtenOut(p *index.Places, list ast.Expr) *ast.CompositeLit {
	lit, _ := x.onlyValue(p, list).(*ast.CompositeLit)
	return lit
}

// onlyValue is what a variable holds, or has been given by a call beside other results, if it is written once; any other expression is that itself.
func (x *finder) onlyValue(p *index.Places, e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	v := x.Variable(e)
	if v == nil {
		return e
	}
	if init := x.Inits[v]; init != nil {
		return ast.Unparen(init)
	}
	if w, ok := p.Only(v); ok && !w.Item && w.Value != nil {
		return ast.Unparen(w.Value)
	}
	return e
}

// fieldOf is what a struct that is written out has in a field; nil if it has nothing there.
func (x *finder) fieldOf(e ast.Expr, f *types.Var) ast.Expr {
	lit := literalOf(e)
	if lit == nil || x.LiteralStruct(lit) == nil {
		return nil
	}
	for g, v := range x.Unkeyed(lit) {
		if g == f {
			return v
		}
	}
	for _, el := range lit.Elts {
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && x.Info.Uses[id] == f {
				return kv.Value
			}
		}
	}
	return nil
}
