package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Captured are the variables of the enclosing functions that a literal reads and does not assign.
func (x *Package) Captured(lit *ast.FuncLit) []types.Object {
	if c, ok := x.captures[lit]; ok {
		return c
	}
	assigned := map[types.Object]bool{}
	var out []types.Object
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if id, ok := l.(*ast.Ident); ok {
					assigned[x.Info.Uses[id]] = true
				}
			}
		case *ast.Ident:
			v, ok := x.Info.Uses[n].(*types.Var)
			if ok && !v.IsField() && v.Parent() != x.Pkg.Scope() && v.Pkg() == x.Pkg && !gotypes.Within(v.Pos(), lit) && !slices.Contains(out, types.Object(v)) {
				out = append(out, v)
			}
		}
		return true
	})
	out = slices.DeleteFunc(out, func(o types.Object) bool { return assigned[o] })
	x.captures[lit] = out
	return out
}

// IsStatement reports whether a call is a statement, so that nothing reads what it returns.
func (x *Package) IsStatement(call *ast.CallExpr) bool {
	is, ok := x.statements[call]
	if !ok {
		if cur, found := x.Insp.Root().FindNode(call); found {
			_, is = cur.Parent().Node().(*ast.ExprStmt)
		}
		x.statements[call] = is
	}
	return is
}

// IsReturned reports whether what a call returns is returned at once, or put into a variable that has had something else before: it is
// nobody's for comparing others with.
func (x *Package) IsReturned(call *ast.CallExpr) bool {
	if x.Insp == nil {
		return false
	}
	is, ok := x.returned[call]
	if !ok {
		if cur, found := x.Insp.Root().FindNode(call); found {
			switch p := cur.Parent().Node().(type) {
			case *ast.ReturnStmt:
				is = true
			case *ast.AssignStmt:
				is = p.Tok == token.ASSIGN
			}
		}
		x.returned[call] = is
	}
	return is
}

// Overwritten are the errors, numbers and texts in variables that an assignment in fn puts something else into, and that nothing can read
// before.
func (x *Package) Overwritten(fn ast.Node, lhs, rhs []ast.Expr) []types.Object {
	var out []types.Object
	for _, l := range lhs {
		id, ok := ast.Unparen(l).(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := x.Info.Uses[id].(*types.Var)
		if !ok || !gotypes.Within(v.Pos(), fn) || !gotypes.IsError(v.Type()) && !gotypes.IsBasic(v.Type()) || x.sharedIn(fn)[v] {
			continue
		}
		reads := func(e ast.Expr) bool {
			found := false
			ast.Inspect(e, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				found = found || ok && x.Info.Uses[id] == v
				return !found
			})
			return e != l && found
		}
		if !slices.ContainsFunc(rhs, reads) && !slices.ContainsFunc(lhs, reads) {
			out = append(out, v)
		}
	}
	return out
}

// sharedIn are the variables that a function literal in fn uses, or whose address is taken there.
func (x *Package) sharedIn(fn ast.Node) map[types.Object]bool {
	if s, ok := x.shared[fn]; ok {
		return s
	}
	out := map[types.Object]bool{}
	use := func(e ast.Node) {
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if v, ok := x.Info.Uses[id].(*types.Var); ok && !v.IsField() {
					out[v] = true
				}
			}
			return true
		})
	}
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			use(n)
			return false
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				use(n.X)
			}
		}
		return true
	})
	x.shared[fn] = out
	return out
}

// VariablesOf are the variables that a condition in fn reads: those named in it, and where a flag or a number is, those
// that it is computed from.
func (x *Package) VariablesOf(fn ast.Node, e ast.Expr) []ast.Expr {
	if r, ok := x.readsOf[e]; ok {
		return r
	}
	var out []ast.Expr
	seen := map[types.Object]bool{}
	var read func(e ast.Expr, depth int)
	read = func(e ast.Expr, depth int) {
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.SelectorExpr:
				if sel := x.Info.Selections[n]; sel != nil && sel.Kind() == types.FieldVal {
					out = append(out, n)
				}
			case *ast.Ident:
				v, ok := x.Info.Uses[n].(*types.Var)
				if !ok || v.IsField() || seen[v] {
					return true
				}
				seen[v] = true
				out = append(out, n)
				if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&(types.IsBoolean|types.IsNumeric) != 0 && depth < 3 {
					for _, rhs := range x.Assignments(fn)[v] {
						read(rhs, depth+1)
					}
				}
			}
			return true
		})
	}
	read(e, 0)
	x.readsOf[e] = out
	return out
}

// Assignments are what is assigned to the variables of a function.
func (x *Package) Assignments(fn ast.Node) map[types.Object][]ast.Expr {
	if a, ok := x.assigned[fn]; ok {
		return a
	}
	out := map[types.Object][]ast.Expr{}
	ast.Inspect(fn, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || a.Tok != token.ASSIGN && a.Tok != token.DEFINE {
			return true
		}
		for i, l := range a.Lhs {
			id, ok := l.(*ast.Ident)
			if !ok {
				continue
			}
			rhs := a.Rhs[0]
			if len(a.Rhs) == len(a.Lhs) {
				rhs = a.Rhs[i]
			}
			if obj := x.Info.ObjectOf(id); obj != nil {
				out[obj] = append(out[obj], rhs)
			}
		}
		return true
	})
	x.assigned[fn] = out
	return out
}

// FreeVariables are the variables of the enclosing functions that a literal uses.
func (x *Package) FreeVariables(lit *ast.FuncLit) []types.Object {
	if v, ok := x.free[lit]; ok {
		return v
	}
	var out []types.Object
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, ok := x.Info.Uses[id].(*types.Var)
			if ok && !v.IsField() && v.Parent() != x.Pkg.Scope() && v.Pkg() == x.Pkg && !gotypes.Within(v.Pos(), lit) && !slices.Contains(out, types.Object(v)) {
				out = append(out, v)
			}
		}
		return true
	})
	x.free[lit] = out
	return out
}
