package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// A record is what an answer is handed on as whose status stands beside its content: a struct of the package. It tells a caller of a refusal
// who asks for it, and nobody else.
type record struct {
	content  []*types.Var        // the fields that have what was read
	statuses []*types.Var        // those that have the status
	open     []*ast.CompositeLit // that have another part of the answer
	held     []*ast.CompositeLit // that have the content
}

// needs notes that a literal has a part of the answer, and so must have the content, too.
func (r *record) needs(lit *ast.CompositeLit) bool {
	r.open = append(r.open, lit)
	return true
}

// whole reports whether all structs that were given a part of the answer have the content as well: with others, nobody knows what is told.
func (r *record) whole() bool {
	return !slices.ContainsFunc(r.open, func(l *ast.CompositeLit) bool { return !slices.Contains(r.held, l) })
}

// tellsStatus reports whether a field of an answer is its status.
func tellsStatus(sel *ast.SelectorExpr) bool {
	return sel.Sel.Name == "StatusCode" || sel.Sel.Name == "Status"
}

// tells goes on with the status of an answer: it may be a result of its own, or a field beside the content. All else may look at it.
func (h *handling) tells(status *ast.SelectorExpr) bool {
	if ret, ok := h.Up(status).(*ast.ReturnStmt); ok {
		h.told = append(h.told, returned{at: ret, result: slices.IndexFunc(ret.Results, func(r ast.Expr) bool { return ast.Unparen(r) == ast.Expr(status) })})
		return h.Function(ret, nil) == nil
	}
	lit, field := h.fieldFor(status)
	if field == nil {
		return false
	}
	h.record.statuses = append(h.record.statuses, field)
	return h.record.needs(lit)
}

// fieldFor is the field of a struct of the package that an expression is put into where the struct is made, and that literal.
func (h *handling) fieldFor(e ast.Expr) (*ast.CompositeLit, *types.Var) {
	up := h.Up(e)
	kv, keyed := up.(*ast.KeyValueExpr)
	if keyed {
		up = h.Up(kv)
	}
	lit, ok := up.(*ast.CompositeLit)
	if !ok {
		return nil, nil
	}
	s, ok := h.Info.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return nil, nil
	}
	var field *types.Var
	if keyed {
		if id, ok := kv.Key.(*ast.Ident); ok && ast.Unparen(kv.Value) == e {
			field, _ = h.Info.Uses[id].(*types.Var)
		}
	} else if i := slices.IndexFunc(lit.Elts, func(el ast.Expr) bool { return ast.Unparen(el) == e }); i >= 0 {
		field = s.Field(i)
	}
	if field == nil || field.Pkg() != h.Pkg {
		return nil, nil
	}
	return lit, field.Origin()
}

// recorded goes on with a struct that has the content in a field.
func (h *handling) recorded(lit *ast.CompositeLit, e ast.Expr) bool {
	_, field := h.fieldFor(e)
	if field == nil {
		return false
	}
	h.record.content = append(h.record.content, field)
	h.record.held = append(h.record.held, lit)
	for _, el := range lit.Elts { // the content may come first
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			el = kv.Value
		}
		if sel, ok := ast.Unparen(el).(*ast.SelectorExpr); ok && tellsStatus(sel) && gotypes.IsResponse(h.Info.TypeOf(sel.X)) {
			if _, f := h.fieldFor(sel); f != nil {
				h.record.statuses = append(h.record.statuses, f)
			}
		}
	}
	if u, ok := h.Up(lit).(*ast.UnaryExpr); ok && u.Op == token.AND {
		return h.used(u, asRecord)
	}
	return h.used(lit, asRecord)
}

// selectedOfRecord goes on with what is selected of such a struct: the content, the status, which ends it, another field, or a method that may
// get at them.
func (h *handling) selectedOfRecord(sel *ast.SelectorExpr) bool {
	s := h.Info.Selections[sel]
	if s == nil {
		return false
	}
	if s.Kind() == types.FieldVal {
		f, ok := s.Obj().(*types.Var)
		switch {
		case !ok || slices.Contains(h.record.statuses, f.Origin()):
			return false
		case slices.Contains(h.record.content, f.Origin()):
			return h.used(sel, asBytes)
		}
		return len(s.Index()) == 1
	}
	call, ok := h.Up(sel).(*ast.CallExpr)
	fn, isFunc := s.Obj().(*types.Func)
	if !ok || !isFunc || s.Kind() != types.MethodVal {
		return false
	}
	d := h.Decls[fn.Origin()]
	return d != nil && h.depth <= 6 && !h.inner(d) && h.handedTo(call, d, fn.Origin().Signature().Recv(), asRecord)
}

// leavesOut reports whether a caller leaves out all results that have the status.
func (h *handling) leavesOut(c index.Caller) bool {
	return len(h.told) == 0 || leavesOut(h.PlacesIn(c.Root), h.told, c.Call)
}

func leavesOut(p *index.Places, told []returned, call *ast.CallExpr) bool {
	a, ok := p.Up(call).(*ast.AssignStmt)
	return ok && len(a.Rhs) == 1 && !slices.ContainsFunc(told, func(t returned) bool {
		if t.result >= len(a.Lhs) {
			return true
		}
		id, ok := ast.Unparen(a.Lhs[t.result]).(*ast.Ident)
		return !ok || id.Name != "_"
	})
}

// passesOn reports whether the status that a call returns is left out, or returned as it is with the rest.
func (h *handling) passesOn(told []returned, call *ast.CallExpr) bool {
	if ret, ok := h.Up(call).(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
		for _, t := range told {
			h.told = append(h.told, returned{at: ret, result: t.result})
		}
		return true
	}
	return leavesOut(h.Places, told, call)
}
