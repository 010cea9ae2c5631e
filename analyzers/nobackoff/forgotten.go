package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// forgottenDelay is where a retry makes its delay larger that nobody ever waits for; nil if there is no such place.
func forgottenDelay(p *site.Package, s *retry.Site) ast.Node {
	w := &delayFlow{finder: &finder{Package: p}}
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
					v, ok := w.object(n.Lhs[i]).(*types.Var)
					if ok && found == nil && len(n.Lhs) == len(n.Rhs) && w.growsBy(n, i, v) && w.unused(v) {
						found = n
					}
				}
			case *ast.KeyValueExpr:
				if v, ok := w.object(n.Key).(*types.Var); ok && found == nil && v.IsField() && w.multiple(n.Value, v) && w.unused(v) {
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
func (w *delayFlow) forgottenArgument(call *ast.CallExpr) ast.Node {
	fn := w.CalledFunc(call)
	if fn == nil || w.Decls[fn.Origin()] == nil || fn.Signature().Variadic() {
		return nil
	}
	params := fn.Origin().Signature().Params()
	for i, a := range call.Args {
		if v := w.variableIn(a); v != nil && i < params.Len() && w.multiple(a, v) && w.unused(v) && w.unused(params.At(i)) {
			return a
		}
	}
	return nil
}

// variableIn is the variable that an expression names first; nil if there is none.
func (w *delayFlow) variableIn(e ast.Expr) (found *types.Var) {
	ast.Inspect(e, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && found == nil {
			if v, ok := w.object(e).(*types.Var); ok {
				found = v
				return false
			}
		}
		return found == nil
	})
	return found
}

// growsBy reports whether an assignment multiplies a number or a duration.
func (w *delayFlow) growsBy(a *ast.AssignStmt, i int, v *types.Var) bool {
	switch a.Tok {
	case token.MUL_ASSIGN, token.SHL_ASSIGN:
		return isNumber(v)
	}
	of := w.variableIn(a.Rhs[i])
	return of != nil && isNumber(v) && w.multiple(a.Rhs[i], of) && (of == v || gotypes.IsDuration(v.Type()) && w.unused(of))
}

// multiple reports whether an expression is a multiple of a number or a duration, held below some limit perhaps.
func (w *delayFlow) multiple(e ast.Expr, v *types.Var) bool {
	if !isNumber(v) {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return w.object(e.X) == v && w.object(e.Y) == v
		}
		if e.Op != token.MUL && e.Op != token.SHL {
			return false
		}
		return w.object(e.X) == v || e.Op == token.MUL && w.object(e.Y) == v || w.multiple(e.X, v) || e.Op == token.MUL && w.multiple(e.Y, v)
	case *ast.CallExpr:
		if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok && id.Name == "min" || len(e.Args) == 1 && w.Info.Types[e.Fun].IsType() {
			for _, a := range e.Args {
				if w.multiple(a, v) {
					return true
				}
			}
			return len(e.Args) == 1 && w.object(e.Args[0]) == v
		}
	}
	return false
}

func isNumber(v *types.Var) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// unused reports whether a variable comes to nothing but itself, texts, and comparisons with limits.
func (w *delayFlow) unused(v *types.Var) bool {
	f := &fate{compares: true, seen: map[types.Object]bool{}, calls: map[*ast.CallExpr]bool{}}
	w.passVar(v.Origin(), f)
	return !f.waited && !f.slept
}

// limits reports whether a comparison is with a constant or a variable: a limit, and no time that has passed.
func (w *delayFlow) limits(c inspector.Cursor, b *ast.BinaryExpr) bool {
	other := b.X
	if other == c.Node() {
		other = b.Y
	}
	switch b.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return w.Info.Types[other].Value != nil || gotypes.PlainExpr(other)
	}
	return false
}
