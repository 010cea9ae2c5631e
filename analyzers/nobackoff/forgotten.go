package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// forgottenDelay is where a retry makes its delay larger that nobody ever waits for; nil if there is no such place.
func forgottenDelay(p *site.Package, s *retry.Site) ast.Node {
	w := &finder{Package: p, Flow: flow.New(p.Functions)} // nothing is run
	parts := []ast.Node{s.Node}
	if call, ok := s.Node.(*ast.CallExpr); ok { // the function that calls itself, and the one by which it does
		parts = nil
		if d := w.Enclosing(call); d != nil && s.Kind == domain.Recursion {
			parts = append(parts, d.Body)
		}
		if fn := w.CalledFunc(call); fn != nil && w.Decls[fn.Origin()] != nil {
			parts = append(parts, w.Decls[fn.Origin()].Body)
		}
	}
	var found ast.Node
	for _, part := range parts {
		ast.Inspect(part, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.AssignStmt:
				for i := range n.Lhs {
					v, ok := w.Object(n.Lhs[i]).(*types.Var)
					if ok && found == nil && len(n.Lhs) == len(n.Rhs) && w.growsBy(n, i, v) && w.unused(v) {
						found = n
					}
				}
			case *ast.KeyValueExpr:
				if v, ok := w.Object(n.Key).(*types.Var); ok && found == nil && v.IsField() && w.multiple(n.Value, v) && w.unused(v) {
					found = n.Value
				}
			case *ast.CallExpr:
				if a := w.forgottenArgument(n); a != nil && found == nil {
					found = a
				}
			}
			return found == nil
		})
	}
	return found
}

// forgottenArgument is the argument of a call that makes a delay larger which nobody waits for, in either function.
func (x *finder) forgottenArgument(call *ast.CallExpr) ast.Node {
	fn := x.CalledFunc(call)
	if fn == nil || x.Decls[fn.Origin()] == nil || fn.Signature().Variadic() {
		return nil
	}
	params := fn.Origin().Signature().Params()
	for i, a := range call.Args {
		if v := x.variableIn(a); v != nil && i < params.Len() && x.multiple(a, v) && x.unused(v) && x.unused(params.At(i)) {
			return a
		}
	}
	return nil
}

// variableIn is the variable that an expression names first; nil if there is none.
func (x *finder) variableIn(e ast.Expr) (found *types.Var) {
	ast.Inspect(e, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && found == nil {
			if v, ok := x.Object(e).(*types.Var); ok {
				found = v
				return false
			}
		}
		return found == nil
	})
	return found
}

// growsBy reports whether an assignment multiplies a number or a duration.
func (x *finder) growsBy(a *ast.AssignStmt, i int, v *types.Var) bool {
	switch a.Tok {
	case token.MUL_ASSIGN, token.SHL_ASSIGN:
		return isNumber(v)
	}
	of := x.variableIn(a.Rhs[i])
	return of != nil && isNumber(v) && x.multiple(a.Rhs[i], of) && (of == v || gotypes.IsDuration(v.Type()) && x.unused(of))
}

// multiple reports whether an expression is a multiple of a number or a duration, held below some limit perhaps.
func (x *finder) multiple(e ast.Expr, v *types.Var) bool {
	if !isNumber(v) {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return x.Object(e.X) == v && x.Object(e.Y) == v
		}
		if e.Op != token.MUL && e.Op != token.SHL {
			return false
		}
		return x.Object(e.X) == v || e.Op == token.MUL && x.Object(e.Y) == v || x.multiple(e.X, v) || e.Op == token.MUL && x.multiple(e.Y, v)
	case *ast.CallExpr:
		if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok && id.Name == "min" || len(e.Args) == 1 && x.Info.Types[e.Fun].IsType() {
			for _, a := range e.Args {
				if x.multiple(a, v) {
					return true
				}
			}
			return len(e.Args) == 1 && x.Object(e.Args[0]) == v
		}
	}
	return false
}

func isNumber(v *types.Var) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// unused reports whether a variable comes to nothing but itself, texts, and comparisons with limits.
func (x *finder) unused(v *types.Var) bool {
	f := &flow.Fate{Compares: true, Seen: map[types.Object]bool{}, Calls: map[*ast.CallExpr]bool{}}
	x.PassVar(v.Origin(), f)
	return !f.Waited && !f.Slept
}
