package nobackoff

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/report"
)

// mostDoublings is the exponent that a fix caps a growing delay at: a thousand times the first one. Whether that is what the program
// should wait, nobody knows; so the fix is unsafe.
const mostDoublings = 10

// capped is the fix that caps the exponent of a power: min(attempt, 10). There is none for a delay that grows in place.
func capped(r *report.Reporter, power ast.Node) []analysis.SuggestedFix {
	var exponent ast.Expr
	switch n := power.(type) {
	case *ast.BinaryExpr:
		if n.Op == token.SHL {
			exponent = n.Y
		}
	case *ast.CallExpr: // of math.Pow or math.Exp2
		if len(n.Args) > 0 {
			exponent = n.Args[len(n.Args)-1]
		}
	}
	if exponent == nil || r.Judged(exponent) || !r.Builtin("min", "go1.21", exponent.Pos()) {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   r.Say("fix-cap", "Cap the exponent at %s", fmt.Sprint(mostDoublings)),
		TextEdits: report.Around(exponent, "min(", fmt.Sprintf(", %d)", mostDoublings)),
	}}
}

// withUnit is the fix that multiplies a number by a unit of time: time.Second, or the other one that its author may have thought of.
func withUnit(r *report.Reporter, number ast.Node, unit string) []analysis.SuggestedFix {
	e, ok := number.(ast.Expr)
	if !ok {
		return nil
	}
	switch e.(type) {
	case *ast.BasicLit, *ast.Ident, *ast.SelectorExpr, *ast.CallExpr:
	default:
		return nil // an operator may bind less
	}
	if path := r.Enclosing(e); len(path) > 1 {
		if _, operand := path[1].(*ast.BinaryExpr); operand {
			return nil
		}
	}
	name := r.PackageAt("time", e.Pos())
	if name == "" || r.Judged(e) {
		return nil
	}
	behind := " * " + name + "." + unit
	return []analysis.SuggestedFix{{Message: r.Say("fix-unit", "Multiply it by %s", name+"."+unit), TextEdits: report.Around(e, "", behind)}}
}

// inSeconds is the fix that takes the number of a Retry-After for seconds, which it says by the standard: this one is safe.
func inSeconds(r *report.Reporter, d *delay) []analysis.SuggestedFix {
	if d.Value == time.Nanosecond {
		return withUnit(r, d.Node, "Second")
	}
	product, ok := d.Node.(*ast.BinaryExpr)
	if !ok || r.Judged(product) {
		return nil
	}
	for _, unit := range []ast.Expr{product.X, product.Y} {
		sel, ok := ast.Unparen(unit).(*ast.SelectorExpr)
		if !ok {
			continue
		}
		pkg, ok := sel.X.(*ast.Ident)
		if name, is := r.Object(sel.X).(*types.PkgName); ok && is && name.Imported().Path() == "time" && "time."+sel.Sel.Name == unitName(d.Value) {
			return []analysis.SuggestedFix{{
				Message:   r.Say("fix-unit", "Multiply it by %s", pkg.Name+".Second"),
				TextEdits: []analysis.TextEdit{{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("Second")}},
			}}
		}
	}
	return nil
}

// unitName is the constant of package time for a unit.
func unitName(d time.Duration) string {
	switch d {
	case time.Microsecond:
		return "time.Microsecond"
	case time.Millisecond:
		return "time.Millisecond"
	case time.Second:
		return "time.Second"
	case time.Minute:
		return "time.Minute"
	case time.Hour:
		return "time.Hour"
	}
	return ""
}
