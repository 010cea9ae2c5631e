package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// takenForZero finds where nothing but the number in Retry-After is waited for between two rounds of a loop, though the error is dropped with
// which it was parsed: no header at all, and a date, are no wait then.
func (x *finder) takenForZero(c inspector.Cursor, p *hintParse) *delay {
	dropped, ok := p.assign.Lhs[1].(*ast.Ident)
	if !ok || dropped.Name != "_" || p.value == nil || p.unit > 0 || p.bare {
		return nil
	}
	var loop ast.Node
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		loop = o.Node()
		break
	}
	if loop == nil || gotypes.Body(loop) != nil {
		return nil
	}
	u := zeroUse{finder: x, made: x.madeIn(loop, p.value), parse: p}
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if u.onlyWaits(o) {
			return &delay{Node: p.call, Func: "Retry-After", Fault: delayHintMissing}
		}
		break
	}
	return nil
}

// madeIn are the variables of a loop that hold a number, or what was made of it.
func (x *finder) madeIn(loop ast.Node, number types.Object) map[types.Object]bool {
	made := map[types.Object]bool{number: true}
	for grown := true; grown; {
		grown = false
		ast.Inspect(loop, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if ok && len(a.Lhs) == 1 && len(a.Rhs) == 1 && x.madeOf(a.Rhs[0], made) {
				if o := x.Object(a.Lhs[0]); o != nil && !made[o] {
					made[o], grown = true, true
				}
			}
			return true
		})
	}
	return made
}

// madeOf reports whether an expression is a number, or one of what was made of it, multiplied by constants and converted.
func (x *finder) madeOf(e ast.Expr, made map[types.Object]bool) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return made[x.Info.ObjectOf(e)]
	case *ast.BinaryExpr:
		left, right := x.Info.Types[e.X].Value != nil, x.Info.Types[e.Y].Value != nil
		return e.Op == token.MUL && (right && x.madeOf(e.X, made) || left && x.madeOf(e.Y, made))
	case *ast.CallExpr:
		return len(e.Args) == 1 && x.Info.Types[e.Fun].IsType() && x.madeOf(e.Args[0], made)
	}
	return false
}

// A zeroUse is how a function uses a number that may be zero.
type zeroUse struct {
	*finder
	made    map[types.Object]bool
	parse   *hintParse
	depth   int  // of functions that it was handed to
	waits   int  // calls that wait for what was made of it
	thought bool // somebody has thought of a zero, or of no header, or something else may wait
}

// onlyWaits reports whether a function waits once for what was made of the number, and does nothing else with it.
func (u *zeroUse) onlyWaits(fn inspector.Cursor) bool {
	for c := range fn.Preorder((*ast.CallExpr)(nil), (*ast.Ident)(nil), (*ast.BinaryExpr)(nil)) {
		u.look(c)
	}
	return u.waits == 1 && !u.thought
}

func (u *zeroUse) look(c inspector.Cursor) {
	switch n := c.Node().(type) {
	case *ast.CallExpr:
		fn := u.CalledFunc(n)
		switch {
		case fn == nil:
			u.thought = u.thought || !u.Info.Types[n.Fun].IsType() && gotypes.IsPutIn(nil, u.signature(n))
		case u.waitsForIt(n, fn):
			u.waits++
		case flow.Waits(fn.FullName()), fn.Pkg() == u.Pkg && u.Infos[fn.Origin()] != nil && u.Infos[fn.Origin()].Waits:
			u.thought = true
		case u.readsRetryAfter(n) && ast.Unparen(u.parse.call.Args[0]) != ast.Expr(n):
			a, stored := c.Parent().Node().(*ast.AssignStmt)
			u.thought = u.thought || !stored || u.Object(a.Lhs[0]) != u.parse.header
		}
	case *ast.BinaryExpr:
		if comparison(n.Op) {
			for _, e := range []ast.Expr{n.X, n.Y} {
				u.thought = u.thought || u.madeOf(e, u.made) || u.parse.header != nil && u.Object(e) == u.parse.header || u.readsRetryAfter(e)
			}
		}
	case *ast.Ident:
		if u.made[u.Info.Uses[n]] {
			u.thought = u.thought || !u.passes(c)
		}
	}
}

// waitsForIt reports whether a call waits for what was made of the number, however short that is: one of the standard library, or of a function
// of the package that does nothing else with it.
func (u *zeroUse) waitsForIt(call *ast.CallExpr, fn *types.Func) bool {
	if flow.Waits(fn.FullName()) {
		return len(call.Args) > 0 && u.madeOf(call.Args[0], u.made)
	}
	d := u.Decls[fn.Origin()]
	i := slices.IndexFunc(call.Args, func(a ast.Expr) bool { return u.madeOf(a, u.made) })
	if d == nil || d.Body == nil || i < 0 || u.depth > 2 {
		return false
	}
	sig := fn.Origin().Signature()
	if sig.Variadic() || i >= sig.Params().Len() || !gotypes.IsDuration(sig.Params().At(i).Type()) { // of a method expression the receiver is an argument
		return false
	}
	c, ok := u.Insp.Root().FindNode(d)
	inner := zeroUse{finder: u.finder, made: u.madeIn(d, sig.Params().At(i)), parse: u.parse, depth: u.depth + 1}
	return ok && inner.onlyWaits(c)
}

func comparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

func (u *zeroUse) signature(call *ast.CallExpr) *types.Signature {
	sig, _ := u.Info.TypeOf(call.Fun).Underlying().(*types.Signature)
	return sig
}

// passes reports whether a use of what was made of the number is to be converted, multiplied, waited for, put into a variable that is known,
// or printed.
func (u *zeroUse) passes(c inspector.Cursor) bool {
	for {
		up := c.Parent()
		switch p := up.Node().(type) {
		case *ast.ParenExpr, *ast.BinaryExpr:
		case *ast.CallExpr:
			if !u.Info.Types[p.Fun].IsType() {
				fn := u.CalledFunc(p)
				return fn != nil && (flow.Waits(fn.FullName()) || fn.Pkg() != u.Pkg && fn.Signature().Variadic() || u.waitsForIt(p, fn))
			}
		case *ast.AssignStmt:
			return len(p.Lhs) == 1 && p.Tok != token.MUL_ASSIGN && u.made[u.Object(p.Lhs[0])] && u.madeOf(p.Rhs[0], u.made)
		default:
			return false
		}
		c = up
	}
}

// waitedAtOnce reports whether all callers of a function are in the package and do nothing with the delay that it returns but wait for it.
func (x *finder) waitedAtOnce(f *delayFunc) bool {
	decl, ok := f.node.(*ast.FuncDecl)
	if !ok {
		return false
	}
	fn, _ := x.Info.Defs[decl.Name].(*types.Func)
	if fn == nil {
		return false
	}
	calls, all := x.CallersOf(fn)
	return all && len(calls) > 0 && !slices.ContainsFunc(calls, func(c index.Caller) bool {
		around, ok := x.PlacesIn(c.Root).Parent[c.Call].(*ast.CallExpr)
		if !ok {
			return true
		}
		w := x.CalledFunc(around)
		return w == nil || !flow.Waits(w.FullName())
	})
}
