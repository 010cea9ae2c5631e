package index

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// IsNamed reports whether an expression is a constant or a variable of a package, by its name.
func (x *Package) IsNamed(e ast.Expr) bool {
	obj := x.FuncRef(e)
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
