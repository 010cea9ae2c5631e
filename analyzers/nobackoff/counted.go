package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// answersInNumbers reports whether a function may answer a delay as a whole number, of which its callers make a duration.
func answersInNumbers(sig *types.Signature) bool {
	if sig.Results().Len() == 0 || sig.Params().Len() == 0 && sig.Recv() == nil {
		return false
	}
	b, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Basic)
	return ok && (b.Kind() == types.Int || b.Kind() == types.Int64)
}

// unitOf is what all callers of a function take its number to count, if they wait for that; else 0. Who compares the duration, or computes
// with it, may see to what is wrong with it.
func (x *finder) unitOf(f *delayFunc) time.Duration {
	decl, ok := f.node.(*ast.FuncDecl)
	if !ok {
		return 0
	}
	fn, ok := x.Info.Defs[decl.Name].(*types.Func)
	if !ok {
		return 0
	}
	var found time.Duration
	for _, call := range x.callers(fn) {
		unit := x.unitAt(call)
		if unit == 0 || found != 0 && unit != found {
			return 0
		}
		found = unit
	}
	return found
}

// unitAt is the unit in which what a call answers is waited for.
func (x *finder) unitAt(call inspector.Cursor) time.Duration {
	var conversions, products []inspector.Cursor
	e := flow.Ends{Convert: func(c inspector.Cursor) { conversions = append(conversions, c) }}
	if x.Follow(call, &e); e.Scaled || len(conversions) != 1 || x.compared(&e) {
		return 0
	}
	unit := int64(1)
	wait := conversions[0]
	e = flow.Ends{Scale: func(product inspector.Cursor, of ast.Expr) {
		products = append(products, product)
		unit, _ = gotypes.IntConstant(x.Info, of)
	}}
	x.Follow(wait, &e)
	switch {
	case e.Scaled || len(products) > 1 || len(products) == 1 && e.Waited || x.compared(&e):
		return 0
	case len(products) == 1:
		wait = products[0]
		e = flow.Ends{}
		if x.Follow(wait, &e); e.Scaled || x.compared(&e) {
			return 0
		}
	}
	if !e.Waited {
		return 0
	}
	return time.Duration(unit)
}

// compared reports whether one of the variables that were followed is compared with something, or bounded.
func (x *finder) compared(e *flow.Ends) bool {
	for o := range e.Seen {
		for _, c := range x.Occurrences(o) {
			switch p := c.Parent().Node().(type) {
			case *ast.BinaryExpr:
				switch p.Op {
				case token.LSS, token.LEQ, token.GTR, token.GEQ:
					return true
				}
			case *ast.CallExpr:
				if name := gotypes.CalledName(p); (name == "min" || name == "max") && p.Fun != c.Node() {
					return true
				}
			}
		}
	}
	return false
}
