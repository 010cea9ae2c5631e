package bodies

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// hasBody reports whether a request whose making the engine did not see can have a body: it comes to a RoundTripper, or to a method Do in
// place of a client's, which take whatever is sent; or the package itself makes such a request for it.
func (x *watch) hasBody(req *sym.Value) bool {
	switch req.Op {
	case sym.OpSym:
		v, ok := req.Obj.(*types.Var)
		return ok && x.on.givenBody(v, 0)
	case sym.OpField:
		f, ok := req.Obj.(*types.Var)
		return ok && x.on.keepsBody(f, 0)
	}
	return false
}

// trips reports whether a parameter is the one of a function literal that a conversion makes a RoundTripper of.
func (x *Package) trips(d *ast.FuncDecl, param *types.Var) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if found || !ok || len(call.Args) != 1 || !x.Info.Types[call.Fun].IsType() {
			return !found
		}
		lit, ok := ast.Unparen(call.Args[0]).(*ast.FuncLit)
		found = ok && slices.Contains(gotypes.Params(x.Info, lit), types.Object(param)) && gotypes.IsRoundTripper(x.Info.TypeOf(call))
		return !found
	})
	return found
}

// standsIn reports whether a method of what others can have sends by another one of its kind, for which it stands in: that of a client.
func (x *Package) standsIn(d *ast.FuncDecl, fn *types.Func) bool {
	n := gotypes.Named(fn.Signature().Recv().Type())
	if n == nil || !n.Obj().Exported() || !fn.Exported() || x.Pkg.Name() == "main" {
		return false
	}
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			other := x.CalledFunc(call)
			found = found || other != nil && other != fn && other.Name() == fn.Name() && other.Signature().Recv() != nil && gotypes.RoundTrips(other.Signature())
		}
		return !found
	})
	return found
}

// givenBody reports whether a function of the package is called with a request that has a body.
func (x *Package) givenBody(param *types.Var, depth int) bool {
	d := x.Declaring(param)
	if d == nil || depth > 3 {
		return false
	}
	if x.trips(d, param) {
		return true
	}
	fn, _ := x.Info.Defs[d.Name].(*types.Func)
	if fn == nil {
		return false
	}
	sig := fn.Signature()
	at := -1
	for i := range sig.Params().Len() {
		if sig.Params().At(i) == param {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	if sig.Recv() != nil && gotypes.RoundTrips(sig) && (fn.Name() == "RoundTrip" || x.standsIn(d, fn)) {
		return true
	}
	for n := range x.Insp.PreorderSeq((*ast.CallExpr)(nil)) {
		call := n.(*ast.CallExpr)
		if len(call.Args) == 1 && x.Denoted(call.Args[0]) == types.Object(fn) && x.Info.Types[call.Fun].IsType() && gotypes.IsRoundTripper(x.Info.TypeOf(call)) {
			return true
		}
		called := x.Denoted(call.Fun)
		if f, ok := called.(*types.Var); ok && x.FieldFunc(f) != nil {
			called = x.Denoted(x.FieldFunc(f))
		}
		if f, ok := called.(*types.Func); ok && f != fn && f.Name() == fn.Name() {
			called = x.Implementation(f) // by the interface that it is the only one to implement
		}
		if at < len(call.Args) && called == types.Object(fn) && x.makesBody(call.Args[at], depth+1) {
			return true
		}
	}
	return false
}

// keepsBody reports whether the package puts a request with a body into a field.
func (x *Package) keepsBody(f *types.Var, depth int) bool {
	if x.keeping[f] { // it is being looked at
		return false
	}
	x.keeping[f] = true
	defer delete(x.keeping, f)
	for n := range x.Insp.PreorderSeq((*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && x.Info.Uses[id] == types.Object(f) && x.makesBody(n.Value, depth+1) {
				return true
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if sel, ok := l.(*ast.SelectorExpr); ok && x.Info.Uses[sel.Sel] == types.Object(f) && len(n.Lhs) == len(n.Rhs) && x.makesBody(n.Rhs[i], depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// makesBody reports whether an expression is a request that is made with a body.
func (x *Package) makesBody(e ast.Expr, depth int) bool {
	if depth > 6 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := x.Info.Uses[e].(*types.Var)
		if !ok {
			return false
		}
		d := x.Enclosing(e)
		if d == nil {
			return false
		}
		if slices.Contains(gotypes.Params(x.Info, d), types.Object(v)) {
			return x.givenBody(v, depth)
		}
		if made, given := x.givenLiteral(d, e, v, depth); given {
			return made
		}
		return slices.ContainsFunc(x.Assignments(d)[v], func(r ast.Expr) bool { return x.makesBody(r, depth+1) })
	case *ast.SelectorExpr:
		f, ok := x.Info.Uses[e.Sel].(*types.Var)
		return ok && f.IsField() && f.Pkg() == x.Pkg && x.keepsBody(f, depth)
	case *ast.CallExpr:
		fn, ok := x.Denoted(e.Fun).(*types.Func)
		if !ok {
			return false
		}
		switch full := fn.FullName(); {
		case functions.NewsRequest(full):
			return len(e.Args) >= 3 && !x.Info.Types[e.Args[len(e.Args)-1]].IsNil() && !x.safe(e.Args[len(e.Args)-3])
		case full == "(*net/http.Request).WithContext", full == "(*net/http.Request).Clone":
			return x.makesBody(e.Fun.(*ast.SelectorExpr).X, depth+1)
		}
		if d := x.Decls[fn.Origin()]; d != nil { // a function of the package that makes requests
			return x.makerWithBody(d, e, depth+1)
		}
	}
	return false
}

// givenLiteral reports whether a variable is a parameter of the function literal in which it is mentioned, and whether a call of that gives it a
// request with a body.
func (x *Package) givenLiteral(d *ast.FuncDecl, use *ast.Ident, v *types.Var, depth int) (made, given bool) {
	lit := x.PlacesIn(d.Body).Literal(use)
	if lit == nil {
		return false, false
	}
	i := slices.Index(gotypes.Params(x.Info, lit), types.Object(v))
	if i < 0 {
		return false, false
	}
	calls, _ := x.AnsweredBy(use, d.Body, d)
	return slices.ContainsFunc(calls, func(c index.Caller) bool { return i < len(c.Call.Args) && x.makesBody(c.Call.Args[i], depth+1) }), true
}

func (x *Package) safe(method ast.Expr) bool {
	m := x.Info.Types[method].Value
	return m != nil && m.Kind() == constant.String && hasNone(constant.StringVal(m))
}

// makerWithBody reports whether a call of a function that makes requests gives it a body, or the function has one of its own.
func (x *Package) makerWithBody(d *ast.FuncDecl, call *ast.CallExpr, depth int) bool {
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		r, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		fn, ok := x.Denoted(r.Fun).(*types.Func)
		if !ok || !functions.NewsRequest(fn.FullName()) || !x.makesBody(r, depth) {
			return true
		}
		id, ok := ast.Unparen(r.Args[len(r.Args)-1]).(*ast.Ident)
		if !ok {
			found = true
			return false
		}
		i := slices.Index(gotypes.Params(x.Info, d), x.Info.Uses[id])
		if i < 0 {
			found = true
			return false
		}
		if d.Recv != nil && len(d.Recv.List) > 0 && len(d.Recv.List[0].Names) > 0 {
			i--
		}
		found = i >= 0 && i < len(call.Args) && !x.Info.Types[call.Args[i]].IsNil()
		return !found
	})
	return found
}
