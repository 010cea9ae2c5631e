package statusfirst

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// refusingTransport is the first transport of the package that may make an error of a refusal, so that what its clients get is none; nil if
// there is none. One that tries again, or writes down what it sees, hands on the answer.
func (x *finder) refusingTransport() (first *ast.FuncDecl) {
	for fn, d := range x.Decls {
		if fn.Name() == "RoundTrip" && d.Recv != nil && (first == nil || d.Pos() < first.Pos()) && x.refuses(d, map[*ast.FuncDecl]bool{}) {
			first = d
		}
	}
	return first
}

// refuses reports whether a function looks at a status and then returns an error of its own instead of the answer; or a function of the
// package that it gives the answer to does.
func (x *finder) refuses(d *ast.FuncDecl, seen map[*ast.FuncDecl]bool) bool {
	seen[d] = true
	places := x.PlacesIn(d)
	var looked []ast.Node
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x.Says(lexicon.AsksStatus, n.Sel.Name) {
				looked = append(looked, n)
			}
		case *ast.CallExpr:
			if !slices.ContainsFunc(n.Args, func(a ast.Expr) bool { return gotypes.IsResponse(x.Info.TypeOf(a)) }) {
				break
			}
			fn := x.CalledFunc(n)
			switch callee := x.declOf(fn); {
			case callee == nil:
				looked = append(looked, n) // it may look
			case !seen[callee] && gotypes.FailsLast(fn.Signature()):
				found = found || x.refuses(callee, seen)
			}
		case *ast.ReturnStmt:
			before := slices.ContainsFunc(looked, func(l ast.Node) bool { return !places.Apart(l, n) })
			found = found || before && (len(n.Results) == 0 || x.makesError(d, n.Results[len(n.Results)-1]))
		}
		return !found
	})
	return found
}

func (x *finder) declOf(fn *types.Func) *ast.FuncDecl {
	if fn == nil {
		return nil
	}
	return x.Decls[fn.Origin()]
}

// makesError reports whether an expression is an error that a function makes: not nil, not one that it got with the answer, nor that of a
// context.
func (x *finder) makesError(d *ast.FuncDecl, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr, *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		fn := x.CalledFunc(e)
		return fn == nil || fn.Signature().Results().Len() == 1 && !(fn.Pkg() != nil && fn.Pkg().Path() == "context")
	case *ast.Ident:
		v := x.Variable(e)
		if v == nil {
			return false
		}
		if v.Parent() == x.Pkg.Scope() { // a sentinel
			return true
		}
		return slices.ContainsFunc(x.Assignments(d)[v], func(rhs ast.Expr) bool {
			_, variable := ast.Unparen(rhs).(*ast.Ident)
			return !variable && x.makesError(d, rhs)
		})
	}
	return false
}
