package bodies

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// aside reports whether a node is in one arm of a branch which nothing but the outcome of the attempt decides. The path that has come
// round without a new body has not taken it then, and what is done there helps only others: where the body is set for a failure without
// an answer, it is empty after an answer of 503. Of any other condition nobody can tell: it may ask whether there is a body at all.
func (x *Package) aside(s stretch, n ast.Node, r *Resend) bool {
	switch r.Via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
	default:
		return false
	}
	switch n := n.(type) {
	case *ast.Ident:
		return false
	case *ast.CallExpr:
		if !x.alwaysSets(n) {
			return false
		}
	}
	call, ok := r.Node.(*ast.CallExpr)
	if !ok || !s.has(call) {
		return false
	}
	p := x.PlacesIn(s.fn)
	a, ok := p.Up(call).(*ast.AssignStmt)
	if !ok {
		return false
	}
	var outcome []*types.Var
	for _, l := range a.Lhs {
		if v := x.Variable(l); v != nil {
			outcome = append(outcome, v)
		}
	}
	for up := p.Parent[n]; up != nil && s.has(up); n, up = up, p.Parent[up] {
		switch up := up.(type) {
		case *ast.FuncLit:
			return false // which may run elsewhere
		case *ast.IfStmt:
			if (n == up.Body || n == up.Else) && x.onlyAbout(up.Cond, outcome) {
				return true
			}
		case *ast.CaseClause:
			if sw, ok := p.Parent[p.Parent[up]].(*ast.SwitchStmt); ok && !slices.ContainsFunc(up.List, func(e ast.Expr) bool { return ast.Node(e) == n }) && x.switchesOn(sw, outcome) {
				return true
			}
		}
	}
	return false
}

// alwaysSets reports whether a helper sets the body of the request that it is given whenever it is called, but for failures that it
// returns: if it may leave it where it is, a path that has gone through it can come round without a new body, too.
func (x *Package) alwaysSets(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	if fn == nil || x.Decls[fn.Origin()] == nil {
		return false
	}
	for _, st := range x.Decls[fn.Origin()].Body.List {
		switch st := st.(type) {
		case *ast.AssignStmt:
			if slices.ContainsFunc(st.Lhs, func(l ast.Expr) bool {
				sel, ok := l.(*ast.SelectorExpr)
				return ok && sel.Sel.Name == "Body" && gotypes.IsRequest(x.Info.TypeOf(sel.X))
			}) {
				return true
			}
		case *ast.IfStmt:
			if len(st.Body.List) == 0 || st.Else != nil {
				return false
			}
			ret, ok := st.Body.List[len(st.Body.List)-1].(*ast.ReturnStmt)
			if !ok || len(ret.Results) == 0 || gotypes.IsNil(x.Info, ret.Results[len(ret.Results)-1]) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// switchesOn reports whether nothing but some variables decide which clause of a switch is taken.
func (x *Package) switchesOn(sw *ast.SwitchStmt, vars []*types.Var) bool {
	if sw.Tag != nil {
		return x.onlyAbout(sw.Tag, vars)
	}
	return !slices.ContainsFunc(sw.Body.List, func(c ast.Stmt) bool {
		return slices.ContainsFunc(c.(*ast.CaseClause).List, func(e ast.Expr) bool { return !x.onlyAbout(e, vars) })
	})
}

// onlyAbout reports whether a condition depends on some variables, and on no others. What it may find out with a literal is not known.
func (x *Package) onlyAbout(cond ast.Expr, vars []*types.Var) bool {
	about, others := false, false
	ast.Inspect(cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			others = true
		case *ast.UnaryExpr:
			others = others || n.Op == token.ARROW
		case *ast.SelectorExpr:
			others = others || gotypes.IsRequest(x.Info.TypeOf(n)) // response.Request
		case *ast.Ident:
			v, ok := x.Info.Uses[n].(*types.Var)
			switch {
			case !ok || v.IsField():
			case slices.Contains(vars, v):
				about = true
			case v.Parent() != nil && v.Pkg() != nil && v.Parent() == v.Pkg().Scope(): // a sentinel
			default:
				others = true
			}
		}
		return true
	})
	return about && !others
}
