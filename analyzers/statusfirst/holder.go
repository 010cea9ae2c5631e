package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// held goes on with a struct that an answer is put into, in one of its fields.
func (h *handling) held(lit *ast.CompositeLit, e ast.Expr) bool {
	s, ok := h.Info.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i, el := range lit.Elts {
		kv, keyed := el.(*ast.KeyValueExpr)
		switch {
		case keyed && ast.Unparen(kv.Value) == e:
			if id, ok := kv.Key.(*ast.Ident); ok {
				if f, ok := h.Info.Uses[id].(*types.Var); ok {
					h.fields = append(h.fields, f)
				}
			}
		case !keyed && ast.Unparen(el) == e:
			h.fields = append(h.fields, s.Field(i))
		default:
			continue
		}
		if u, ok := h.Up(lit).(*ast.UnaryExpr); ok && u.Op == token.AND {
			return h.used(u, asHolder)
		}
		return h.used(lit, asHolder)
	}
	return false
}

// selected goes on with what is selected of a struct that has the answer in a field: that field, what is promoted from it, another field,
// or a method that may get at it.
func (h *handling) selected(sel *ast.SelectorExpr) bool {
	s := h.Info.Selections[sel]
	if s == nil {
		return false
	}
	holds := func(f *types.Var) bool { return slices.Contains(h.fields, f.Origin()) || slices.Contains(h.fields, f) }
	if s.Kind() == types.FieldVal {
		f, ok := s.Obj().(*types.Var)
		switch {
		case !ok:
			return false
		case holds(f):
			return h.used(sel, asResponse)
		case len(s.Index()) == 1:
			return true // another one
		}
		return f.Name() == "Body" && h.used(sel, asBody) // of the response that is embedded
	}
	call, ok := h.Up(sel).(*ast.CallExpr)
	fn, isFunc := s.Obj().(*types.Func)
	if !ok || !isFunc || s.Kind() != types.MethodVal {
		return false
	}
	d := h.Decls[fn.Origin()]
	if d == nil || h.depth > 6 || h.inner(d) {
		return false
	}
	return h.handedTo(call, d, fn.Origin().Signature().Recv(), asHolder)
}
