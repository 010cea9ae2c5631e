package nobackoff

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// toldFew reports whether a delay function is handed to nobody but helpers that are told a number beside it, each time one which is lower than
// the attempt at which its fault shows: that is how often they try.
func (x *finder) toldFew(f *delayFunc, d *delay) bool {
	var handed []ast.Expr // where it stands
	if lit, ok := f.node.(*ast.FuncLit); ok {
		handed = []ast.Expr{lit}
	} else {
		for _, c := range x.Occurrences(x.Info.Defs[f.at]) {
			if id := c.Node().(*ast.Ident); id != f.at && !gotypes.InTest(x.Fset, id.Pos()) {
				handed = append(handed, id)
			}
		}
	}
	return len(handed) > 0 && !slices.ContainsFunc(handed, func(e ast.Expr) bool {
		most, told := x.numberBeside(e)
		return !told || most >= int64(d.Attempt)
	})
}

// numberBeside is the highest of the numbers that a call is told beside a function, or that stand beside it in a struct; false if there is none.
func (x *finder) numberBeside(e ast.Expr) (most int64, told bool) {
	decl := x.Enclosing(e)
	if decl == nil {
		return 0, false
	}
	p := x.PlacesIn(decl.Body)
	note := func(e ast.Expr) {
		if n, ok := gotypes.IntConstant(x.Info, e); ok && n > 0 && !gotypes.IsDuration(x.Info.TypeOf(e)) {
			most, told = max(most, n), true
		}
	}
	up := p.Up(e)
	if sel, ok := up.(*ast.SelectorExpr); ok && sel.Sel == e { // a method
		up = p.Up(sel)
		e = sel
	}
	if kv, ok := up.(*ast.KeyValueExpr); ok {
		up = p.Up(kv)
	}
	switch up := up.(type) {
	case *ast.CallExpr:
		if ast.Unparen(up.Fun) == e {
			return 0, false
		}
		for _, a := range up.Args {
			note(a)
		}
	case *ast.CompositeLit:
		for _, el := range up.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				el = kv.Value
			}
			note(el)
		}
	}
	return most, told
}
