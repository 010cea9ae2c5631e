package notimeout

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// requestEndless reports whether a request certainly has no context that ends.
func (x *finder) requestEndless(s index.Caller) bool {
	fn := x.CalledFunc(s.Call)
	if fn.Name() != "Do" {
		return true // Get, Head, Post, PostForm
	}
	return !x.requests && len(s.Call.Args) == 1 && x.endless(s.Call.Args[0], -1, 0)
}

// endless reports whether a request has no context that ends, wherever it is made.
func (x *finder) endless(req ast.Expr, index, depth int) bool {
	if req == nil || depth > maxDepth {
		return false
	}
	switch e := ast.Unparen(req).(type) {
	case *ast.UnaryExpr:
		lit, ok := ast.Unparen(e.X).(*ast.CompositeLit)
		return ok && e.Op == token.AND && !slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			key, ok := kv.Key.(*ast.Ident)
			return !ok || key.Name == "Cancel"
		})
	case *ast.CallExpr:
		return x.endlessCall(e, index, depth)
	case *ast.Ident:
		if v := x.Variable(e); v != nil && !v.IsField() {
			return x.endlessVariable(v, e, depth)
		}
	}
	return false
}

// endlessCall looks at the request that a call returns.
func (x *finder) endlessCall(call *ast.CallExpr, index, depth int) bool {
	fn := x.CalledFunc(call)
	if fn == nil || index > 0 {
		return false
	}
	switch fn.FullName() {
	case "net/http.NewRequest":
		return true
	case "net/http.NewRequestWithContext", "(*net/http.Request).WithContext", "(*net/http.Request).Clone":
		return len(call.Args) > 0 && x.NeverEnds(call.Args[0])
	}
	d := x.Decls[fn.Origin()]
	if d == nil {
		return false
	}
	results := firstResults(d)
	for _, r := range results {
		if (r.expr == nil || !x.Info.Types[r.expr].IsNil()) && !x.endless(r.expr, r.index, depth+1) {
			return false
		}
	}
	return len(results) > 0
}

// endlessVariable looks at all requests that a variable holds.
func (x *finder) endlessVariable(v *types.Var, at ast.Expr, depth int) bool {
	d := x.Enclosing(at)
	if d == nil {
		return false
	}
	writes := x.PlacesIn(d.Body).Writes[v]
	if fn, i := x.Parameter(d, v); i >= 0 {
		if !x.alwaysGiven(fn, i, func(req ast.Expr) bool { return x.endless(req, -1, depth+1) }) {
			return false
		}
	} else if len(writes) == 0 || v.Kind() != types.LocalVar {
		return false
	}
	for _, w := range writes {
		if w.Item || !x.endless(w.Value, w.Index, depth+1) {
			return false
		}
	}
	return true
}

// alwaysGiven reports whether a function is called by the package alone, and each time with such an argument.
func (x *finder) alwaysGiven(fn *types.Func, i int, such func(ast.Expr) bool) bool {
	calls, all := x.CallersOf(fn.Origin())
	return all && len(calls) > 0 && !slices.ContainsFunc(calls, func(c index.Caller) bool {
		return i >= len(c.Call.Args) || !such(c.Call.Args[i])
	})
}

// firstResults are the first results of a function's returns, which may be those of another call.
func firstResults(d *ast.FuncDecl) []value {
	var out []value
	for _, r := range gotypes.ReturnsOf(d.Body) {
		switch len(r.Results) {
		case 0:
			out = append(out, value{})
		case d.Type.Results.NumFields():
			out = append(out, value{r.Results[0], -1})
		default:
			out = append(out, value{r.Results[0], 0})
		}
	}
	return out
}
