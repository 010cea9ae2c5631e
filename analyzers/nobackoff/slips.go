package nobackoff

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"time"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// exclusives finds durations of which a power was meant: 2 ^ n is an exclusive or.
func (x *finder) exclusives() []*delay {
	if !gotypes.ImportsTime(x.Pkg) {
		return nil
	}
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.BinaryExpr)(nil)) {
		b := c.Node().(*ast.BinaryExpr)
		base, ok := gotypes.IntConstant(x.Info, b.X)
		if b.Op != token.XOR || !ok || base != 2 && base != 10 || x.Info.Types[b.Y].Value != nil || !x.unitless(b.X) || !x.makesADuration(c) {
			continue
		}
		out = append(out, &delay{Node: b, Func: types.ExprString(b), Fault: delayExclusive})
	}
	return out
}

// makesADuration reports whether a number is, or is a part of, a sum, a product or a conversion that is a duration.
func (x *finder) makesADuration(c inspector.Cursor) bool {
	for {
		e, ok := c.Node().(ast.Expr)
		if !ok {
			return false
		}
		if gotypes.IsDuration(x.Info.TypeOf(e)) {
			return true
		}
		up := c.Parent()
		switch p := up.Node().(type) {
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			if p.Op != token.MUL && p.Op != token.ADD && p.Op != token.SUB {
				return false
			}
		case *ast.CallExpr:
			if !x.Info.Types[p.Fun].IsType() {
				return false
			}
		default:
			return false
		}
		c = up
	}
}

// countedUnits finds waits for a duration of as many nanoseconds as another one has seconds: time.Duration(d.Seconds()).
func (x *finder) countedUnits() []*delay {
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		conv := c.Node().(*ast.CallExpr)
		if len(conv.Args) != 1 || !x.Info.Types[conv.Fun].IsType() || !gotypes.IsDuration(x.Info.TypeOf(conv)) {
			continue
		}
		unit := x.countOf(conv.Args[0])
		if unit == "" {
			continue
		}
		var e flow.Ends
		if x.Follow(c, &e); (e.Waited || e.Delay) && !e.Scaled {
			out = append(out, &delay{Node: conv, Func: types.ExprString(conv), Fault: delayCounted, Given: unit})
		}
	}
	return out
}

// countOf is the unit in which a number counts a duration, as its method is called; "" if it does not.
func (x *finder) countOf(e ast.Expr) string {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return ""
	}
	if len(call.Args) == 1 && x.Info.Types[call.Fun].IsType() {
		return x.countOf(call.Args[0])
	}
	if fn := x.CalledFunc(call); fn != nil {
		if unit, ok := strings.CutPrefix(fn.FullName(), "(time.Duration)."); ok && unit != "Nanoseconds" && gotypes.IsCount(x.Info.TypeOf(call)) {
			return strings.ToLower(unit)
		}
	}
	return ""
}

// bareSettings finds the bare small numbers that a library is told to wait for: nanoseconds, where the author thought of another unit.
func (x *finder) bareSettings() []*delay {
	var out []*delay
	add := func(e ast.Expr, of string) {
		if n, ok := gotypes.IntConstant(x.Info, e); ok && n >= 2 && n < int64(noDelayAtAll) && gotypes.IsDuration(x.Info.TypeOf(e)) && x.unitless(e) {
			out = append(out, &delay{Node: e, Func: of, Fault: delayBareNumber, Value: time.Duration(n)})
		}
	}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil), (*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil)) {
		switch n := c.Node().(type) {
		case *ast.CallExpr:
			if fn := x.CalledFunc(n); fn != nil && fn.Pkg() != x.Pkg && library.Delays(x.FullName(fn)) {
				for _, a := range n.Args {
					add(a, x.NameOfCallee(n))
				}
			}
		case *ast.CompositeLit:
			for _, el := range n.Elts {
				if kv, ok := el.(*ast.KeyValueExpr); ok && x.isDelayField(kv.Key) {
					add(kv.Value, types.ExprString(kv.Key))
				}
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if sel, ok := ast.Unparen(l).(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) && n.Tok == token.ASSIGN && x.isDelayField(sel.Sel) {
					add(n.Rhs[i], types.ExprString(l))
				}
			}
		}
	}
	return out
}

// isDelayField reports whether a name is that of a field of a library that retries, by which it is told how long to wait.
func (x *finder) isDelayField(name ast.Expr) bool {
	id, ok := name.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := x.Info.Uses[id].(*types.Var)
	return ok && v.IsField() && v.Pkg() != nil && v.Pkg() != x.Pkg && gotypes.IsDuration(v.Type()) && library.Delays(v.Pkg().Path()+"."+v.Name())
}

// unseenKeys finds where what a server says of its limits is looked up under a name that no answer has: the keys of a header are in their
// canonical form.
func (x *finder) unseenKeys() []*delay {
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.IndexExpr)(nil)) {
		i := c.Node().(*ast.IndexExpr)
		tv := x.Info.Types[i.Index]
		if tv.Value == nil || tv.Value.Kind() != constant.String || !gotypes.TypeIs(x.Info.TypeOf(i.X), "net/http.Header") {
			continue
		}
		key := constant.StringVal(tv.Value)
		if canonical := gotypes.CanonicalKey(key); key == canonical || canonical != "Retry-After" && !strings.HasPrefix(canonical, "X-Ratelimit-") {
			continue
		}
		if a, ok := c.Parent().Node().(*ast.AssignStmt); ok && a.Lhs[0] == ast.Expr(i) {
			continue // what is sent may be spelled as the program likes
		}
		if !x.writesKey(key) {
			out = append(out, &delay{Node: i.Index, Func: key, Fault: delayUnseenKey, Given: gotypes.CanonicalKey(key)})
		}
	}
	return out
}

// writesKey reports whether the package itself puts something under that name into a header.
func (x *finder) writesKey(key string) bool {
	for c := range x.Insp.Root().Preorder((*ast.AssignStmt)(nil), (*ast.KeyValueExpr)(nil)) {
		var at ast.Expr
		switch n := c.Node().(type) {
		case *ast.AssignStmt:
			if i, ok := n.Lhs[0].(*ast.IndexExpr); ok {
				at = i.Index
			}
		case *ast.KeyValueExpr:
			at = n.Key
		}
		if at == nil {
			continue
		}
		if tv := x.Info.Types[at]; tv.Value != nil && tv.Value.Kind() == constant.String && constant.StringVal(tv.Value) == key {
			return true
		}
	}
	return false
}
