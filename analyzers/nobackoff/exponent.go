package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A growth is how a part of a program computes a delay: by a power of what, from what, and up to what. What something is called
// does not matter here.
type growth struct {
	*finder
	part      []ast.Node
	exponents map[*types.Var]bool    // numbers of which a power is taken
	limits    map[types.Object]bool  // what something with the power in it is compared with, or is not to exceed
	floors    map[types.Object]bool  // what is taken where something with the power in it is less
	units     map[types.Object]int64 // numbers that a unit makes durations of
	factors   map[types.Object]bool  // numbers of which powers are taken
	defined   map[types.Object][]ast.Expr
	grown     map[types.Object]bool // variables with the power in them
	capped    bool                  // the power, or what it is in, is compared with something else, or not to exceed that
}

// growthOf reads how a part of a function computes a delay.
func (x *finder) growthOf(part ...ast.Node) *growth {
	g := &growth{finder: x, part: part, exponents: map[*types.Var]bool{}, limits: map[types.Object]bool{}, floors: map[types.Object]bool{}, units: map[types.Object]int64{}, factors: map[types.Object]bool{},
		defined: map[types.Object][]ast.Expr{}, grown: map[types.Object]bool{}}
	g.each(g.define)
	g.each(g.powers)
	if len(g.exponents) == 0 {
		return g
	}
	for more := true; more; { // one may be made of another
		more = false
		for v, from := range g.defined {
			if !g.grown[v] && slices.ContainsFunc(from, func(e ast.Expr) bool { return g.hasPower(e) }) {
				g.grown[v], more = true, true
			}
		}
	}
	g.each(g.floor)
	g.each(g.compared)
	return g
}

// floor notes what a delay is at least: if it is less than that, that is returned, or takes its place.
func (g *growth) floor(n ast.Node) {
	i, ok := n.(*ast.IfStmt)
	if !ok {
		return
	}
	for branch, truth := range gotypes.Branches(i) {
		block, ok := branch.(*ast.BlockStmt)
		if !ok {
			continue
		}
		for _, s := range block.List { // it may be written to a log, or cut as well
			var taken ast.Expr
			switch s := s.(type) {
			case *ast.ReturnStmt:
				if len(s.Results) > 0 {
					taken = s.Results[0]
				}
			case *ast.AssignStmt:
				if len(s.Rhs) == 1 {
					taken = s.Rhs[0]
				}
			}
			for _, c := range gotypes.Consequences(i.Cond, truth) {
				g.takenFor(taken, c)
			}
		}
	}
}

// takenFor notes what is taken where a claim is that something with the power in it is less.
func (g *growth) takenFor(taken ast.Expr, c gotypes.Claim) {
	less, op, least, ok := c.Comparison()
	if !ok || taken == nil {
		return
	}
	switch op {
	case token.LSS, token.LEQ:
	case token.GTR, token.GEQ:
		less, least = least, less
	default:
		return
	}
	if v := g.number(least); v != nil && g.number(taken) == v && g.hasPower(less) && !g.hasPower(least) {
		g.floors[v.Origin()] = true
	}
}

func (g *growth) each(f func(ast.Node)) {
	for _, p := range g.part {
		ast.Inspect(p, func(n ast.Node) bool {
			f(n)
			return true
		})
	}
}

// define notes what local variables are given, and which numbers are made durations by a unit.
func (g *growth) define(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if len(n.Lhs) != len(n.Rhs) {
			return
		}
		for i, l := range n.Lhs {
			if id, ok := l.(*ast.Ident); ok {
				g.gives(id, n.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		for i, e := range n.Values {
			if i < len(n.Names) {
				g.gives(n.Names[i], e)
			}
		}
	case *ast.BinaryExpr:
		if n.Op != token.MUL {
			return
		}
		for _, o := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
			unit, ok := gotypes.IntConstant(g.Info, o[1])
			if v := g.number(o[0]); v != nil && ok && unit >= 1000 {
				g.units[v.Origin()] = unit
			}
		}
	}
}

func (g *growth) gives(id *ast.Ident, e ast.Expr) {
	if o := g.Info.ObjectOf(id); o != nil {
		g.defined[o] = append(g.defined[o], e)
	}
}

// number is the variable or field that a conversion to a number or a duration is made of.
func (g *growth) number(e ast.Expr) *types.Var {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && g.Info.Types[call.Fun].IsType() {
		return g.number(call.Args[0])
	}
	if shift, ok := e.(*ast.BinaryExpr); ok && shift.Op == token.SHL {
		return g.number(shift.X)
	}
	return g.named(e)
}

// named is the variable or field that an expression names.
func (g *growth) named(e ast.Expr) *types.Var {
	if star, ok := ast.Unparen(e).(*ast.StarExpr); ok {
		e = star.X
	}
	v, _ := g.Denoted(e).(*types.Var)
	return v
}

// powers notes of what powers are taken: of an exponent, of what is shifted by, of how often a loop doubles.
func (g *growth) powers(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op == token.SHL && g.Info.Types[n].Value == nil {
			g.exponent(n.Y, 4)
		}
	case *ast.AssignStmt:
		if n.Tok == token.SHL_ASSIGN {
			g.exponent(n.Rhs[0], 4)
		}
	case *ast.CallExpr:
		switch g.power(n) {
		case "math.Pow":
			if v := g.number(n.Args[0]); v != nil {
				g.factors[v.Origin()] = true
			}
			g.exponent(n.Args[1], 4)
		case "math.Exp2":
			g.exponent(n.Args[0], 4)
		}
	case *ast.ForStmt:
		if c, ok := gotypes.CountingOf(n); ok && c.Limit != nil && multiplies(n.Body) {
			g.exponent(c.Limit, 4)
		}
	case *ast.RangeStmt:
		if b, ok := g.Info.TypeOf(n.X).Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 && multiplies(n.Body) {
			g.exponent(n.X, 4)
		}
	}
}

// power is the name of the function that is called, if that takes a power.
func (g *growth) power(call *ast.CallExpr) string {
	if fn, ok := typeutil.Callee(g.Info, call).(*types.Func); ok {
		switch name := fn.FullName(); name {
		case "math.Pow", "math.Exp2":
			return name
		}
	}
	return ""
}

// multiplies reports whether something is multiplied in place.
func multiplies(b *ast.BlockStmt) bool {
	found := false
	ast.Inspect(b, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if ok {
			found = found || a.Tok == token.MUL_ASSIGN || a.Tok == token.SHL_ASSIGN
			for i, r := range a.Rhs {
				m, product := ast.Unparen(r).(*ast.BinaryExpr)
				if product && m.Op == token.MUL && len(a.Lhs) == len(a.Rhs) {
					of := types.ExprString(a.Lhs[i])
					found = found || types.ExprString(m.X) == of || types.ExprString(m.Y) == of
				}
			}
		}
		return !found
	})
	return found
}

// exponent notes the numbers that an exponent is made of, through local variables.
func (g *growth) exponent(e ast.Expr, depth int) {
	ast.Inspect(e, func(n ast.Node) bool {
		expr, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		if v := g.counter(expr); v != nil {
			g.exponents[v.Origin()] = true
			return false
		}
		v := g.named(expr)
		if v == nil {
			return true
		}
		if from := g.defined[v]; len(from) > 0 && depth > 0 {
			for _, f := range from {
				g.exponent(f, depth-1)
			}
		} else if gotypes.IsCount(v.Type()) {
			g.exponents[v.Origin()] = true
		}
		return false
	})
}

// counter is the variable or field that keeps a count in a map, or one that is counted atomically.
func (x *finder) counter(e ast.Expr) *types.Var {
	var of ast.Expr
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		if m, ok := x.Info.TypeOf(e.X).Underlying().(*types.Map); ok && gotypes.IsCount(m.Elem()) {
			of = e.X
		}
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(x.Info, e).(*types.Func)
		if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" {
			return nil
		}
		if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
			of = sel.X
		} else if address, ok := ast.Unparen(e.Args[0]).(*ast.UnaryExpr); ok {
			of = address.X
		}
	}
	v, _ := x.Denoted(of).(*types.Var)
	return v
}

// hasPower reports whether an expression has the power in it.
func (g *growth) hasPower(e ast.Node) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			found = found || n.Op == token.SHL && g.Info.Types[n].Value == nil
		case *ast.CallExpr:
			found = found || g.power(n) != ""
		case *ast.Ident:
			found = found || g.grown[g.Info.ObjectOf(n)]
		}
		return !found
	})
	return found
}

// compared notes what something with the power in it is compared with, or is not to exceed.
func (g *growth) compared(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		switch n.Op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			g.limit(n.X, n.Y)
		}
	case *ast.CallExpr:
		if len(n.Args) != 2 {
			return
		}
		id, ok := ast.Unparen(n.Fun).(*ast.Ident)
		fn, _ := typeutil.Callee(g.Info, n).(*types.Func)
		if ok && id.Name == "min" || fn != nil && fn.FullName() == "math.Min" {
			g.limit(n.Args[0], n.Args[1])
		}
	}
}

func (g *growth) limit(a, b ast.Expr) {
	for _, o := range [][2]ast.Expr{{a, b}, {b, a}} {
		if !g.hasPower(o[0]) || g.hasPower(o[1]) {
			continue
		}
		n, constant := gotypes.IntConstant(g.Info, o[1])
		g.capped = g.capped || !constant || n > 0 // less than nothing is an overflow, and no cap
		v := g.number(o[1])
		if v == nil || g.floors[v.Origin()] {
			continue
		}
		g.limits[v.Origin()] = true
		for _, e := range g.defined[v] {
			ast.Inspect(e, func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok {
					if u := g.named(e); u != nil {
						g.limits[u.Origin()] = true
						return false
					}
				}
				return true
			})
		}
	}
}

// counted is the parameter of a function, or the field, of which a power is taken, if it may become as large as it likes.
func (g *growth) counted(f *delayFunc) *types.Var {
	var found *types.Var
	for v := range g.exponents {
		switch {
		case v.IsField():
			if v.Pkg() != g.Pkg || g.kept(v) {
				return nil
			}
		case !isParameter(f.sig, v) || !f.decides() && !g.saysDelay(f):
			return nil
		}
		if found != nil {
			return nil
		}
		found = v
	}
	return found
}

// decides reports whether a function is told a number and nothing else, and says whether to go on, and after what delay.
func (f *delayFunc) decides() bool { return f.result > 0 && f.sig.Params().Len() == 1 }

// saysDelay reports whether a function is one for delays: because it returns a power of a duration that is not to exceed another one, because
// somebody waits for what it returns, or by its name.
func (g *growth) saysDelay(f *delayFunc) bool {
	return g.capped && !f.numbers || f.numbers && g.unitOf(f) != 0 || g.usesOf(f).waited || lexicon.Delays.Has(f.says)
}

// adds reports whether a time is computed by adding to another.
func (g *growth) adds() bool {
	found := false
	g.each(func(n ast.Node) {
		if call, ok := n.(*ast.CallExpr); ok && !found {
			fn, ok := typeutil.Callee(g.Info, call).(*types.Func)
			found = ok && fn.FullName() == "(time.Time).Add"
		}
	})
	return found
}

func isParameter(sig *types.Signature, v *types.Var) bool {
	for p := range sig.Params().Variables() {
		if p.Origin() == v {
			return true
		}
	}
	return false
}
