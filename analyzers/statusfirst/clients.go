package statusfirst

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// clients are where a client may come from.
type clients struct {
	seen  []types.Object // the variables, fields and functions that it comes by
	made  []ast.Expr     // where it is made, or comes into the package
	known bool           // all of that is in sight
	open  bool           // somebody else can put one there, too
}

// meets reports whether some clients may be the same as others.
func (c *clients) meets(others *clients) bool {
	return slices.ContainsFunc(c.seen, func(o types.Object) bool { return slices.Contains(others.seen, o) }) ||
		slices.ContainsFunc(c.made, func(e ast.Expr) bool { return slices.Contains(others.made, e) })
}

// trace goes back from an expression to where the client is made that it is.
func (x *finder) trace(e ast.Expr, c *clients) {
	if x.isPlain(e) { // whatever made it
		c.made = append(c.made, e)
		return
	}
	switch u := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		x.trace(u.X, c)
	case *ast.CompositeLit:
		c.made = append(c.made, u)
	case *ast.CallExpr:
		fn := x.CalledFunc(u)
		if fn == nil || x.Decls[fn.Origin()] == nil {
			if c.made = append(c.made, u); fn == nil {
				c.known = false
			}
			return
		}
		x.traceResults(fn.Origin(), c)
	default:
		v, ok := x.values().Object(u).(*types.Var)
		if !ok {
			c.known = false
			return
		}
		x.traceVariable(v, u, c)
	}
}

// traceVariable goes on with what a variable, a field or a parameter is given.
func (x *finder) traceVariable(v *types.Var, named ast.Expr, c *clients) {
	if slices.Contains(c.seen, types.Object(v)) {
		return
	}
	c.seen = append(c.seen, v)
	if v.Pkg() != x.Pkg {
		c.made = append(c.made, named)
		return
	}
	c.open = c.open || v.Exported() && (v.IsField() || v.Parent() == x.Pkg.Scope()) || x.givenByOthers(v)
	given := x.values().Definitions(v)
	if len(given) == 0 {
		c.known = false
	}
	for _, g := range given {
		if g == nil {
			c.known = false
		} else if !gotypes.IsNil(x.Info, g) {
			x.trace(g, c)
		}
	}
}

// givenByOthers reports whether a variable is a parameter of a function that others may call.
func (x *finder) givenByOthers(v *types.Var) bool {
	d := x.Declaring(v)
	if d == nil || gotypes.Within(v.Pos(), d.Body) {
		return false
	}
	fn, ok := x.Info.Defs[d.Name].(*types.Func)
	if !ok {
		return true
	}
	_, all := x.CallersOf(fn)
	return !all
}

// isPlain reports whether an expression is a client of net/http.
func (x *finder) isPlain(e ast.Expr) bool {
	ptr, ok := types.Unalias(x.Info.TypeOf(e)).(*types.Pointer)
	return ok && gotypes.TypeIs(ptr.Elem(), "net/http.Client")
}

// traceResults goes on with what a function returns first.
func (x *finder) traceResults(fn *types.Func, c *clients) {
	if slices.Contains(c.seen, types.Object(fn)) {
		return
	}
	c.seen = append(c.seen, fn)
	d := x.Decls[fn]
	for _, s := range gotypes.ReturnsOf(d.Body) {
		if e := resultOf(d, s, 0); e != nil && !gotypes.IsNil(x.Info, e) {
			x.trace(e, c)
		}
	}
}
