package statusfirst

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// changingNames are the methods of clients that send such requests.
var changingNames = map[string]bool{"Post": true, "PostForm": true, "Put": true, "Patch": true}

// isRequest reports whether a type is that of a request, or of one that is sent again.
func isRequest(t types.Type) bool {
	return t != nil && (gotypes.IsRequest(t) || gotypes.TypeIs(t, retrying+".Request"))
}

// changingRequest reports whether a request may be one that creates or changes something: it is made with such a method, be it in a function of
// the package that returns it, or somebody in the package gives such a one for a parameter.
func (h *handling) changingRequest(e ast.Expr, depth int) bool {
	if depth > 4 {
		return false
	}
	switch u := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return h.makesChanging(u, 0, depth)
	case *ast.UnaryExpr:
		return h.changingRequest(u.X, depth+1)
	case *ast.CompositeLit:
		return slices.ContainsFunc(u.Elts, func(el ast.Expr) bool {
			kv, ok := el.(*ast.KeyValueExpr)
			if !ok {
				return false
			}
			field, ok := kv.Key.(*ast.Ident)
			return ok && field.Name == "Method" && h.changing(kv.Value)
		})
	case *ast.Ident:
		v := h.Variable(u)
		if v == nil {
			return false
		}
		if fn, i := h.Parameter(h.decl, v); fn != nil && len(h.Writes[v]) == 0 {
			calls, _ := h.CallersOf(fn)
			return slices.ContainsFunc(calls, func(c index.Caller) bool {
				from := &handling{answer: h.answer, Places: h.PlacesIn(c.Root), root: c.Root, decl: c.Decl}
				return i < len(c.Call.Args) && from.changingRequest(c.Call.Args[i], depth+1)
			})
		}
		return h.givenMethod(v) || slices.ContainsFunc(h.Writes[v], func(w index.Write) bool {
			made, ok := ast.Unparen(w.Value).(*ast.CallExpr)
			if !ok {
				return w.Value != nil && h.Variable(w.Value) != v && h.changingRequest(w.Value, depth+1)
			}
			return h.makesChanging(made, max(w.Index, 0), depth)
		})
	}
	return false
}

// givenMethod reports whether the method of a request is set to such a one after it was made.
func (h *handling) givenMethod(v *types.Var) bool {
	return slices.ContainsFunc(h.Uses[v], func(id *ast.Ident) bool {
		sel, ok := h.Up(id).(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Method" {
			return false
		}
		a, ok := h.Up(sel).(*ast.AssignStmt)
		if !ok {
			return false
		}
		method := gotypes.SetBy(a, sel)
		return method != nil && h.changing(method)
	})
}

// makesChanging reports whether a result of a call is such a request.
func (h *handling) makesChanging(made *ast.CallExpr, result, depth int) bool {
	if slices.ContainsFunc(made.Args, h.changing) || h.sendsContent(made) {
		return true
	}
	if sel, ok := ast.Unparen(made.Fun).(*ast.SelectorExpr); ok && (sel.Sel.Name == "WithContext" || sel.Sel.Name == "Clone") && isRequest(h.Info.TypeOf(sel.X)) {
		return h.changingRequest(sel.X, depth+1)
	}
	if depth > 4 || slices.ContainsFunc(made.Args, func(a ast.Expr) bool { return isRequest(h.Info.TypeOf(a)) && h.changingRequest(a, depth+1) }) { // one is made of another
		return depth <= 4
	}
	fn := h.CalledFunc(made)
	if fn == nil || h.Decls[fn.Origin()] == nil {
		return false
	}
	d := h.Decls[fn.Origin()]
	in := &handling{answer: h.answer, Places: h.PlacesIn(d.Body), root: d.Body} // what it is given is told by this call
	return slices.ContainsFunc(gotypes.ReturnsOf(d.Body), func(s *ast.ReturnStmt) bool {
		r := resultOf(d, s, result)
		return r != nil && in.changingRequest(r, depth+1)
	})
}

// resultOf is one of the results of a return statement: as it stands there, or the variable that the declaration names for it; nil if it is that
// of a call with several.
func resultOf(d *ast.FuncDecl, r *ast.ReturnStmt, result int) ast.Expr {
	if len(r.Results) > 1 || len(r.Results) == 1 && d.Type.Results.NumFields() == 1 {
		return r.Results[result]
	}
	if len(r.Results) == 1 {
		if result == 0 { // that is where those stand that make requests
			return r.Results[0]
		}
		return nil
	}
	for _, f := range d.Type.Results.List {
		if result < len(f.Names) {
			return f.Names[result]
		}
		result -= len(f.Names)
	}
	return nil
}

// sendsContent reports whether a request whose method a setting says has a content of its own: it is there to change something.
func (h *handling) sendsContent(made *ast.CallExpr) bool {
	fn := h.CalledFunc(made)
	if fn == nil || !functions.NewsRequest(fn.FullName()) || len(made.Args) < 3 {
		return false
	}
	method, body := made.Args[len(made.Args)-3], made.Args[len(made.Args)-1]
	if h.Info.Types[method].Value != nil {
		return false
	}
	sel, ok := ast.Unparen(method).(*ast.SelectorExpr)
	if !ok || h.Info.Selections[sel] == nil { // a parameter: a helper for all of them
		return false
	}
	reader, ok := ast.Unparen(body).(*ast.CallExpr)
	if !ok {
		return false
	}
	from := h.CalledFunc(reader)
	return from != nil && functions.ReadsBytes(from.FullName())
}

// changing reports whether an expression is such a method, or a variable that may hold one: one that is written, or a parameter that somebody in
// the package gives one for.
func (h *handling) changing(e ast.Expr) bool {
	if fn, i := h.Parameter(h.decl, h.Variable(e)); fn != nil {
		calls, _ := h.CallersOf(fn)
		return slices.ContainsFunc(calls, func(c index.Caller) bool { return i < len(c.Call.Args) && h.isChange(c.Call.Args[i]) })
	}
	if v := h.Variable(e); v != nil && !v.IsField() && gotypes.Within(v.Pos(), h.root) && slices.ContainsFunc(h.Writes[v], func(w index.Write) bool {
		return w.Value != nil && h.isChange(w.Value)
	}) {
		return true
	}
	return h.isChange(e)
}

// isChange reports whether an expression is the constant for such a method.
func (h *handling) isChange(e ast.Expr) bool {
	tv := h.Info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return false
	}
	switch constant.StringVal(tv.Value) {
	case "POST", "PUT", "PATCH":
		return true
	}
	return false
}
