package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// durationProducts finds the products of two factors that are durations by their type, but for constants without a unit and
// for converted numbers. It is asked of every package, and so looks at no more than types.
func (x *finder) durationProducts() []inspector.Cursor {
	if !gotypes.ImportsTime(x.Pkg) {
		return nil
	}
	factor := func(e ast.Expr) bool {
		tv := x.Info.Types[e]
		if tv.Type == nil || !gotypes.IsDuration(tv.Type) {
			return false
		}
		if n, ok := gotypes.IntConstant(x.Info, e); ok && n < int64(time.Microsecond) {
			return false
		}
		return !gotypes.ConvertsCount(x.Info, e)
	}
	var out []inspector.Cursor
	for c := range x.Insp.Root().Preorder((*ast.BinaryExpr)(nil)) {
		b := c.Node().(*ast.BinaryExpr)
		if b.Op == token.MUL && factor(b.X) && factor(b.Y) && x.Info.Types[b].Value == nil {
			out = append(out, c)
		}
	}
	return out
}

// squares finds among these products the waits and the delays whose factors are both durations: a second times a second is
// thirty years.
func (x *finder) squares(products []inspector.Cursor) []*delay {
	var out []*delay
	for _, c := range products {
		b := c.Node().(*ast.BinaryExpr)
		if x.Lasting(b.X, nil) != domain.Yes || x.Lasting(b.Y, nil) != domain.Yes {
			continue
		}
		var e flow.Ends
		if x.Follow(c, &e); (e.Waited || e.Delay) && !e.Scaled {
			out = append(out, &delay{Node: b, Func: types.ExprString(b), Fault: delaySquare})
		}
	}
	return out
}

// bareReturns finds the functions that are named for a delay and return a bare small number: nanoseconds, where the author
// thought of another unit. Their other results, or the waits of their callers, must show that they are no counts.
func (x *finder) bareReturns(funcs []*delayFunc) []*delay {
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.ReturnStmt)(nil)) {
		r := c.Node().(*ast.ReturnStmt)
		if len(r.Results) == 0 {
			continue
		}
		n, ok := gotypes.IntConstant(x.Info, r.Results[0])
		if !ok || n < 2 || n >= int64(time.Microsecond) || !x.unitless(r.Results[0]) {
			continue
		}
		fn := gotypes.EnclosingFunc(c)
		name := x.delayNameOf(c, fn, funcs)
		if name == "" {
			continue
		}
		first, ok := c.FirstChild()
		if !ok {
			continue
		}
		var e flow.Ends
		if x.Follow(first, &e); !e.Scaled && (e.Waited || x.LastingBeside(fn, nil)) {
			out = append(out, &delay{Node: r.Results[0], Func: name, Fault: delayBareReturn, Value: time.Duration(n)})
		}
	}
	return out
}

// delayNameOf is what a reader calls a function that returns a delay first; empty if it is not named for that, or for a unit.
func (x *finder) delayNameOf(c inspector.Cursor, fn ast.Node, funcs []*delayFunc) string {
	name, known := "", false
	for _, f := range funcs {
		if f.node == fn {
			name, known = f.name, true
		}
	}
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		if !gotypes.ReturnsDelay(fn.Type, x.SignatureOf(fn)) {
			return ""
		}
		name = fn.Name.Name
	case *ast.FuncLit:
		if !gotypes.ReturnsDelay(fn.Type, x.SignatureOf(fn)) {
			return ""
		}
		for o := range c.Enclosing((*ast.FuncLit)(nil)) {
			if f := literalDelay(o, fn, x.SignatureOf(fn)); f != nil {
				name = f.name
			}
			break
		}
	}
	if !known && !x.Says(lexicon.Delays, name) || x.Says(lexicon.Units, name) {
		return ""
	}
	return name
}

// nanoseconds finds where the seconds of a Retry-After header become a duration without a unit that is waited for, or that a
// function returns whose other results are durations: behind results and fields of a number, too, if they hold nothing else.
func (x *finder) nanoseconds(p *hintParse) *delay {
	value, ok := p.value.(*types.Var)
	if !ok || x.Says(lexicon.Units, value.Name()) && !x.Says(lexicon.Seconds, value.Name()) {
		return nil
	}
	var conversions []inspector.Cursor
	e := flow.Ends{Convert: func(c inspector.Cursor) { conversions = append(conversions, c) }}
	x.FollowObject(value, &e)
	if e.Changed || len(conversions) == 0 || !x.HoldOnly(e.Seen, p.call, p.told.usual()) { // that it is given its unit elsewhere is no matter of these
		return nil
	}
	for _, c := range conversions {
		var e flow.Ends
		x.Follow(c, &e)
		fn := gotypes.EnclosingFunc(c)
		if d, ok := fn.(*ast.FuncDecl); e.Scaled || fn == nil || ok && x.Says(lexicon.Units, d.Name.Name) {
			continue
		}
		if e.Waited || e.Returned && (!exported(fn) || x.LastingBeside(fn, c.Node().(ast.Expr))) { // whoever takes it is in this package
			return p.taken(c.Node(), time.Nanosecond)
		}
	}
	return nil
}

// exported reports whether other packages can call a function by its name.
func exported(fn ast.Node) bool {
	d, ok := fn.(*ast.FuncDecl)
	return ok && d.Name.IsExported()
}
