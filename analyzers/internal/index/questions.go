package index

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// IsNamed reports whether an expression is a constant or a variable of a package, by its name.
func (x *Package) IsNamed(e ast.Expr) bool {
	obj := x.Denoted(e)
	return obj != nil && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
}

func (x *Package) IsNilTest(n ast.Node) bool {
	b, ok := n.(*ast.BinaryExpr)
	return ok && (x.Info.Types[b.X].IsNil() || x.Info.Types[b.Y].IsNil())
}

// VariableOf is the variable that e names, as an object.
func (x *Package) VariableOf(e ast.Expr) types.Object {
	if v := x.Variable(e); v != nil {
		return v
	}
	return nil
}

// IsTimer reports whether a channel sends the time: that of a timer, a ticker, time.After.
func (x *Package) IsTimer(ch ast.Expr) bool {
	c, ok := x.Info.TypeOf(ch).Underlying().(*types.Chan)
	if !ok {
		return false
	}
	return gotypes.TypeIs(c.Elem(), "time.Time")
}

// Ticks reports whether a channel of a function is that of a ticker, which sends the time again and again: it is one's C, or what time.Tick
// returns, or a variable that holds nothing else.
func (x *Package) Ticks(fn ast.Node, ch ast.Expr) bool {
	switch ch := ast.Unparen(ch).(type) {
	case *ast.SelectorExpr:
		return ch.Sel.Name == "C" && gotypes.TypeIs(x.Info.TypeOf(ch.X), "time.Ticker")
	case *ast.CallExpr:
		called := x.CalledFunc(ch)
		return called != nil && called.FullName() == "time.Tick"
	case *ast.Ident:
		set := x.Assignments(fn)[x.Info.Uses[ch]]
		return len(set) > 0 && !slices.ContainsFunc(set, func(e ast.Expr) bool {
			_, again := ast.Unparen(e).(*ast.Ident)
			return again || !x.Ticks(fn, e)
		})
	}
	return false
}
