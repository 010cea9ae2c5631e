package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// perItem reports whether a place is in what runs once for each item: whatever is asked there is not asked of an error page, which has none.
func (c *contents) perItem(at token.Pos) bool {
	return slices.ContainsFunc(c.loops, func(b *ast.BlockStmt) bool { return gotypes.Within(at, b) })
}

// each notes a loop over items. What it leaves in variables from outside of it tells whether there were any.
func (c *contents) each(body *ast.BlockStmt) {
	c.loops = append(c.loops, body)
	outside := func(e ast.Expr, grows bool) {
		v := c.local(holder(e))
		if v != nil && !c.kept(v) && !c.isPart(v) && !gotypes.IsError(v.Type()) && !c.perItem(v.Pos()) {
			c.parts = append(c.parts, part{v: v, of: !grows && c.Variable(e) == v})
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for i, l := range n.Lhs {
					call, ok := ast.Unparen(n.Rhs[min(i, len(n.Rhs)-1)]).(*ast.CallExpr)
					outside(l, ok && gotypes.CalledName(call) == "append")
				}
			}
		case *ast.IncDecStmt:
			outside(n.X, false)
		}
		return true
	})
}

// holder is what a place that is written to is in, be it an element.
func holder(e ast.Expr) ast.Expr {
	for {
		e = root(e)
		at, ok := e.(*ast.IndexExpr)
		if !ok {
			return e
		}
		e = at.X
	}
}

// counts follows the length of a list.
func (c *contents) counts(call *ast.CallExpr, of part) bool {
	switch u := c.Up(call).(type) {
	case *ast.CallExpr:
		if gotypes.CalledName(u) == "make" {
			return true
		}
	case *ast.BinaryExpr:
		if loop := c.headed(u); loop != nil && (ast.Unparen(u.Y) == call && (u.Op == token.LSS || u.Op == token.GEQ) || ast.Unparen(u.X) == call && (u.Op == token.GTR || u.Op == token.LEQ)) {
			c.each(loop.Body)
			return true
		}
	}
	return c.use(call, of, false)
}

// headed is the loop that goes round by a comparison, be it at its head or at the beginning of its body; nil if there is none.
func (c *contents) headed(cond ast.Expr) *ast.ForStmt {
	for {
		switch u := c.Up(cond).(type) {
		case *ast.UnaryExpr:
			cond = u
		case *ast.ForStmt:
			return u
		case *ast.IfStmt:
			if _, ok := c.headOf(u); !ok {
				return nil
			}
			return c.Up(c.Up(u)).(*ast.ForStmt)
		default:
			return nil
		}
	}
}

// sorts reports whether a call puts a list into an order, by what it is given to compare two items.
func (c *contents) sorts(call *ast.CallExpr, fn *types.Func) bool {
	path := fn.Pkg().Path()
	if _, statement := c.Up(call).(*ast.ExprStmt); !statement || path != "sort" && (path != "slices" || fn.Name() != "Sort" && fn.Name() != "SortFunc" && fn.Name() != "SortStableFunc") {
		return false
	}
	for _, a := range call.Args {
		if lit, ok := ast.Unparen(a).(*ast.FuncLit); ok {
			c.loops = append(c.loops, lit.Body)
		}
	}
	return true
}

// results goes on with what a call makes of content.
func (c *contents) results(call *ast.CallExpr, of part) bool {
	a, ok := c.Up(call).(*ast.AssignStmt)
	if !ok || len(a.Rhs) != 1 || len(a.Lhs) == 1 {
		return c.use(call, of, false) || of.item
	}
	for _, l := range a.Lhs {
		if v := c.local(l); v != nil && !gotypes.IsError(v.Type()) {
			c.add(v, of.item && c.perItem(v.Pos()))
		}
	}
	return true
}

// method follows content into a method that it has.
func (c *contents) method(sel *ast.SelectorExpr, of part, whole bool) bool {
	s := c.Info.Selections[sel]
	call, called := c.Up(sel).(*ast.CallExpr)
	if s == nil || !called || ast.Unparen(call.Fun) != ast.Expr(sel) {
		return of.item
	}
	fn, _ := s.Obj().(*types.Func)
	if fn == nil {
		return of.item
	}
	if of.item {
		return c.results(call, of)
	}
	if d := c.Decls[fn.Origin()]; d != nil {
		return c.into(call, d, fn.Origin().Signature().Recv(), whole)
	}
	return false
}

// handed follows content that is an argument of a call into a function of the package.
func (c *contents) handed(call *ast.CallExpr, fn *types.Func, e ast.Expr, whole bool) bool {
	d := c.Decls[fn.Origin()]
	i := gotypes.ArgumentOf(call, e)
	params := fn.Origin().Signature().Params()
	if d == nil || i < 0 || i >= params.Len() || fn.Signature().Variadic() {
		return false
	}
	return c.into(call, d, params.At(i), whole)
}

// into follows content into a function of the package that gets it as a parameter or receiver. It must keep it, or make something of it and
// return that; or do nothing that it could tell of.
func (c *contents) into(call *ast.CallExpr, d *ast.FuncDecl, v *types.Var, whole bool) bool {
	if c.depth > 2 || d == c.decl || d.Body == nil {
		return false
	}
	in := &contents{finder: c.finder, Places: c.PlacesIn(d.Body), decl: d, tells: whole && c.tells, parts: []part{{v: v}}, depth: c.depth + 1}
	if len(in.Writes[v]) > 0 || !in.everywhere() || in.next {
		return false
	}
	if in.looked.Reason != reasons.None {
		c.looksAt(in.looked.At, in.looked.Text)
	}
	switch {
	case in.stored:
		c.good = c.good || c.keptBy(call)
		c.stored = c.good
		return c.good
	case in.good:
		return c.results(call, part{})
	}
	return d.Type.Results == nil
}

// keptBy reports whether what a function writes to memory that it is given comes to what others see: all that the call gives it is such.
func (c *contents) keptBy(call *ast.CallExpr) bool {
	given := call.Args
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && c.Info.Selections[sel] != nil {
		given = append(slices.Clone(given), sel.X)
	}
	return !slices.ContainsFunc(given, func(e ast.Expr) bool {
		if c.mentions(e) {
			return false
		}
		v := c.owner(e)
		if v == nil {
			_, constant := ast.Unparen(e).(*ast.BasicLit)
			return !constant
		}
		switch types.Unalias(v.Type()).Underlying().(type) {
		case *types.Basic, *types.Interface:
			return false
		}
		return !c.kept(v)
	})
}
