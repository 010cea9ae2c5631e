package ignoresctx

import (
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// maxCeiling bounds how far it is followed what a delay is made of.
const maxCeiling = 4

// ceiling is what a wait is never longer than, as the program cuts it: by min, by a condition that sets the variable back, or by a function
// that does one of these. The rounds that are gone through may all be below it.
func (x *finder) ceiling(n ast.Node) (time.Duration, bool) {
	e, d := gotypes.AmountOf(n), x.Enclosing(n)
	if e == nil || d == nil || !gotypes.IsDuration(x.Info.TypeOf(e)) {
		return 0, false
	}
	most, ok := x.atMost(e, d, nil, 0)
	return time.Duration(most), ok
}

// atMost is what a value in a function is at most. A parameter that is given is one that the function has compared with the limit.
func (x *finder) atMost(e ast.Expr, in ast.Node, cut map[types.Object]int64, depth int) (int64, bool) {
	if n, ok := x.constant(e); ok {
		return n, true
	}
	if depth > maxCeiling {
		return 0, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if id, ok := ast.Unparen(e.Fun).(*ast.Ident); ok && x.Info.Types[e.Fun].IsBuiltin() {
			return x.least(e.Args, id.Name == "min", in, cut, depth)
		}
		return x.returnsAtMost(x.callee(e), depth)
	case *ast.Ident:
		v := x.Variable(e)
		if most, ok := cut[v]; ok {
			return most, true
		}
		if v == nil || v.Pkg() != x.Pkg || v.IsField() || v.Parent() == x.Pkg.Scope() {
			return 0, false
		}
		return x.holdsAtMost(v, in, depth)
	}
	return 0, false
}

// constant is the value of a constant, or of a variable of the package that nothing but its declaration sets.
func (x *finder) constant(e ast.Expr) (int64, bool) {
	if n, ok := gotypes.IntConstant(x.Info, e); ok {
		return n, true
	}
	if v := x.Variable(e); v != nil && x.Initializer(v) != nil {
		return gotypes.IntConstant(x.Info, x.Initializer(v))
	}
	return 0, false
}

// least is the least limit of some values, if it is that which is taken, and not the greatest.
func (x *finder) least(of []ast.Expr, taken bool, in ast.Node, cut map[types.Object]int64, depth int) (most int64, ok bool) {
	for _, e := range of {
		if n, known := x.atMost(e, in, cut, depth+1); known && taken && (!ok || n < most) {
			most, ok = n, true
		}
	}
	return most, ok
}

// callee is the function of the package that a call calls, a literal in a variable included.
func (x *finder) callee(call *ast.CallExpr) ast.Node {
	if v := x.Variable(call.Fun); v != nil {
		if lit, ok := ast.Unparen(x.onlyValue(v, call)).(*ast.FuncLit); ok {
			return lit
		}
		return nil
	}
	if fn := x.CalledFunc(call); fn != nil {
		if d := x.Decls[fn.Origin()]; d != nil {
			return d
		}
	}
	return nil
}

// onlyValue is what alone is assigned to a variable in the function around n, or nil.
func (x *finder) onlyValue(v *types.Var, n ast.Node) ast.Expr {
	if d := x.Enclosing(n); d != nil {
		if all := x.Assignments(d)[v]; len(all) == 1 {
			return all[0]
		}
	}
	return nil
}

// returnsAtMost is what a function's first result is at most.
func (x *finder) returnsAtMost(fn ast.Node, depth int) (most int64, ok bool) {
	if fn == nil || gotypes.Body(fn) == nil {
		return 0, false
	}
	for _, r := range gotypes.ReturnsOf(gotypes.Body(fn)) {
		if len(r.Results) == 0 {
			return 0, false
		}
		n, known := x.atMost(r.Results[0], fn, x.comparedBefore(r, fn), depth+1)
		if !known {
			return 0, false
		}
		most, ok = max(most, n), true
	}
	return most, ok
}

// comparedBefore are the variables that a return knows to be at most a constant, as all that are more have been returned before, or elsewhere.
func (x *finder) comparedBefore(r *ast.ReturnStmt, fn ast.Node) map[types.Object]int64 {
	out := map[types.Object]int64{}
	p := x.PlacesIn(gotypes.Body(fn))
	for _, h := range p.Holds(r) {
		if v, most := x.limited(h.Claim); v != nil && p.Unchanged(v, h.Since, r.Pos()) {
			out[v] = most
		}
	}
	return out
}

// limited is the variable that a claim says to be at most a constant, and that.
func (x *finder) limited(c gotypes.Claim) (*types.Var, int64) {
	of, op, limit, ok := c.Comparison()
	switch {
	case !ok:
		return nil, 0
	case op == token.LSS || op == token.LEQ:
	case op == token.GTR || op == token.GEQ:
		of, limit = limit, of
	default:
		return nil, 0
	}
	most, known := x.constant(limit)
	v := x.Variable(of)
	if !known || v == nil {
		return nil, 0
	}
	return v, most
}

// holdsAtMost is what a variable of a function is at most: of all that is assigned to it, or of what it is set back to once it has become more,
// by the statement that follows.
func (x *finder) holdsAtMost(v *types.Var, in ast.Node, depth int) (most int64, ok bool) {
	known := !x.IsParam(in, v)
	p := x.PlacesIn(gotypes.Body(in))
	take := func(n int64, has bool) {
		known = known && has
		most, ok = max(most, n), true
	}
	ast.Inspect(in, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			known = known && !(n.Op == token.AND && x.Variable(n.X) == v) // anything may be put into it
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if x.Info.Defs[id] == v && i < len(n.Values) {
					take(x.atMost(n.Values[i], in, nil, depth+1))
				}
			}
		case *ast.IncDecStmt:
			known = known && x.Variable(n.X) != v
		case *ast.RangeStmt:
			known = known && x.Variable(n.Value) != v && x.Variable(n.Key) != v
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if x.Variable(l) != v {
					continue
				}
				if back, cuts := x.setBack(p, n, v, in, depth); cuts {
					take(back, true)
				} else if len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) {
					take(x.atMost(n.Rhs[i], in, nil, depth+1))
				} else {
					known = false
				}
			}
		}
		return known
	})
	return most, ok && known
}

// setBack is what a variable is at most once the statement behind an assignment has set it back, where it was more.
func (x *finder) setBack(p *index.Places, a *ast.AssignStmt, v *types.Var, in ast.Node, depth int) (int64, bool) {
	b, ok := p.Parent[a].(*ast.BlockStmt)
	if !ok {
		return 0, false
	}
	for i, s := range b.List {
		if s != ast.Stmt(a) || i+1 == len(b.List) {
			continue
		}
		cond, ok := b.List[i+1].(*ast.IfStmt)
		if !ok || cond.Init != nil || cond.Else != nil || len(cond.Body.List) == 0 {
			return 0, false
		}
		of, most := x.limited(gotypes.Claim{Of: ast.Unparen(cond.Cond)}) // where the condition is not true
		back, ok := cond.Body.List[len(cond.Body.List)-1].(*ast.AssignStmt)
		if of != v || !ok || back.Tok != token.ASSIGN || len(back.Lhs) != 1 || x.Variable(back.Lhs[0]) != v {
			return 0, false
		}
		to, known := x.atMost(back.Rhs[0], in, nil, depth+1)
		return max(most, to), known
	}
	return 0, false
}
