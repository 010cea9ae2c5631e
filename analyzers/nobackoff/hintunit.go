package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A product is a number multiplied by a unit.
type product struct {
	inspector.Cursor
	unit time.Duration
}

// misscaled finds where the seconds of a Retry-After header are multiplied by a unit other than theirs to make a duration: behind
// variables, fields, parameters and results, if these hold nothing else.
func (x *finder) misscaled(p *hintParse) *delay {
	value, ok := p.value.(*types.Var)
	if !ok || !gotypes.IsCount(value.Type()) {
		return nil
	}
	var all []product
	e := flow.Ends{Scale: func(c inspector.Cursor, unit ast.Expr) {
		all = append(all, product{c, time.Duration(flow.NumberOf(x.Info.Types[unit].Value))})
	}}
	x.FollowObject(value, &e)
	if e.Scaled || e.Waited {
		return nil
	}
	wrong := slices.DeleteFunc(slices.Clone(all), func(q product) bool { return !p.told.wrong(q.unit) })
	if len(wrong) == 0 || slices.ContainsFunc(all, func(q product) bool {
		if p.told.wrong(q.unit) {
			return q.unit != wrong[0].unit || !x.makesDuration(q)
		}
		return gotypes.EnclosingFunc(q.Cursor) == gotypes.EnclosingFunc(wrong[0].Cursor) // which of them it is may be known there
	}) {
		return nil
	}
	if !x.HoldOnly(e.Seen, p.call, p.told.usual()) {
		return nil
	}
	return p.taken(wrong[0].Node(), wrong[0].unit)
}

// makesDuration reports whether a product is a duration as it is, or becomes one at once, and is not multiplied or divided further.
func (x *finder) makesDuration(q product) bool {
	c := q.Cursor
	for up := c.Parent(); ; c, up = up, up.Parent() {
		switch p := up.Node().(type) {
		case *ast.ParenExpr:
			continue
		case *ast.BinaryExpr:
			return p.Op != token.MUL && p.Op != token.QUO && p.Op != token.REM && gotypes.IsDuration(x.Info.TypeOf(q.Node().(ast.Expr)))
		case *ast.CallExpr:
			if x.Info.Types[p.Fun].IsType() {
				if !gotypes.IsDuration(x.Info.TypeOf(p)) {
					return false
				}
				_, further := up.Parent().Node().(*ast.BinaryExpr)
				return !further
			}
		}
		return gotypes.IsDuration(x.Info.TypeOf(q.Node().(ast.Expr)))
	}
}
