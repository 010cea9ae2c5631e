package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// reachable reports whether an overflow can come about. All the waits before it have to be over, which takes decades where
// nothing caps them: such a function must be one that others call with numbers of their own, or its callers cap what it returns, which does
// not help once that is negative. A function of the package's own must be called with an attempt that is not known to be small, and its
// result not checked.
func (x *finder) reachable(f *delayFunc, d *delay) bool {
	u := x.usesOf(f)
	if u.capped && d.Fault == delayUncapped {
		d.Fault = delayCappedLate
	}
	decl, isDecl := f.node.(*ast.FuncDecl)
	exported := isDecl && decl.Name.IsExported()
	switch {
	case x.toldFew(f, d):
		return false
	case u.floored || u.calls > 0 && u.heeded == u.calls:
		return false
	case f.attempt != nil && f.attempt.IsField() && x.kept(f.attempt):
		return false
	case d.waited > lifetime && d.level:
		return false
	case d.waited > lifetime && !u.capped || d.Fault == delayUncapped:
		return !u.waited && (exported && x.Pkg.Name() != "main" || !isDecl && x.handsOut(f))
	case !isDecl || exported:
		return true
	}
	if u.calls == 0 && u.dynamic > 0 && x.staysHere(f) {
		return u.most >= int64(d.Attempt)
	}
	return u.calls == 0 || u.static >= int64(d.Attempt)
}

// handsOut reports whether a function literal gets to others than those that call it by the name of a local variable.
func (x *finder) handsOut(f *delayFunc) bool {
	v, _ := x.Info.Defs[f.at].(*types.Var)
	d := x.Enclosing(f.at)
	if v == nil || v.IsField() || d == nil {
		return true
	}
	p := x.PlacesIn(d.Body)
	return slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool {
		call, ok := p.Up(id).(*ast.CallExpr)
		return !ok || ast.Unparen(call.Fun) != ast.Expr(id)
	})
}

// basesOf are the durations that a function shifts or multiplies by a power.
func basesOf(info *types.Info, b *ast.BlockStmt) map[types.Object]bool {
	bases := map[types.Object]bool{}
	ast.Inspect(b, func(n ast.Node) bool {
		e, ok := n.(*ast.BinaryExpr)
		if !ok || e.Op != token.SHL && e.Op != token.MUL {
			return true
		}
		var p powerProduct
		p.add(info, e)
		for _, o := range p.durations {
			bases[o] = bases[o] || p.power
		}
		return true
	})
	return bases
}

// A powerProduct is what is multiplied.
type powerProduct struct {
	durations []types.Object
	power     bool
}

// panicsFirst finds a function that panics for attempt 0 alone, and is called with it: zero times anything leaves a random
// source nothing to choose from.
func (x *finder) panicsFirst(f *delayFunc) *delay {
	var found *delay
	for _, s := range samples {
		first, _ := x.result(f, s, 0, 0.5)
		if !first.panics || len(first.values) > 0 {
			return nil
		}
		for _, n := range []int{1, 2, 3} {
			if d, _ := x.result(f, s, n, 0.5); d.panics || d.least() <= 0 {
				return nil
			}
		}
		if found == nil {
			found = &delay{Node: f.at, Attempt: 0, Value: time.Duration(first.operand), Fault: delayPanicFirst}
		}
	}
	if !x.calledForFirst(f) {
		return nil
	}
	return found
}

// calledForFirst reports whether a call hands the counter of a loop that starts at zero to a delay function, or to a variable
// that can hold it if it is a literal. A loop that compares the counter with zero or one may leave out the first round.
func (x *finder) calledForFirst(f *delayFunc) bool {
	var fn types.Object
	if d, ok := f.node.(*ast.FuncDecl); ok {
		fn = x.Info.Defs[d.Name]
	}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if gotypes.InTest(x.Fset, call.Pos()) {
			continue
		}
		callee := typeutil.Callee(x.Info, call)
		if _, declared := callee.(*types.Func); callee != fn && (fn != nil || declared || !gotypes.SameShape(x.Info.TypeOf(call.Fun), f.sig)) {
			continue
		}
		for i, a := range call.Args {
			id, ok := ast.Unparen(a).(*ast.Ident)
			if ok && i < f.sig.Params().Len() && f.sig.Params().At(i) == f.attempt && x.countsFromZero(c, x.Info.Uses[id]) {
				return true
			}
		}
	}
	return false
}

func (x *finder) countsFromZero(c inspector.Cursor, counter types.Object) bool {
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
		var loop *ast.BlockStmt
		switch l := o.Node().(type) {
		case *ast.RangeStmt:
			id, ok := l.Key.(*ast.Ident)
			if _, isInt := x.Info.TypeOf(l.X).Underlying().(*types.Basic); !ok || !isInt || x.Info.ObjectOf(id) != counter {
				continue
			}
			loop = l.Body
		case *ast.ForStmt:
			init, ok := l.Init.(*ast.AssignStmt)
			if !ok || len(init.Lhs) != 1 || len(init.Rhs) != 1 {
				continue
			}
			id, ok := init.Lhs[0].(*ast.Ident)
			if n, isInt := gotypes.IntConstant(x.Info, init.Rhs[0]); !ok || !isInt || n != 0 || x.Info.ObjectOf(id) != counter {
				continue
			}
			loop = l.Body
		default:
			return false
		}
		spared := false
		ast.Inspect(loop, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				for _, p := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
					id, ok := ast.Unparen(p[0]).(*ast.Ident)
					k, isInt := gotypes.IntConstant(x.Info, p[1])
					spared = spared || ok && x.Info.Uses[id] == counter && isInt && k <= 1 && n.Op != token.ADD && n.Op != token.SUB
				}
			case *ast.IncDecStmt:
				id, ok := n.X.(*ast.Ident)
				spared = spared || ok && x.Info.Uses[id] == counter
			case *ast.SwitchStmt:
				id, ok := n.Tag.(*ast.Ident)
				spared = spared || ok && x.Info.Uses[id] == counter
			}
			return !spared
		})
		return !spared
	}
	return false
}

// delayUses is how the package calls a delay function of its own.
type delayUses struct {
	calls   int
	heeded  int   // that many of them count no further once they are told that the longest delay is reached
	dynamic int   // calls of something in a variable that has its signature
	static  int64 // the highest attempt it is called with by its name
	most    int64 // or in any way
	floored bool  // a caller looks whether the result is too small
	capped  bool  // a caller waits for no longer than a limit
	waited  bool  // a caller waits for the result as it is
}

func (x *finder) usesOf(f *delayFunc) delayUses {
	var u delayUses
	var fn types.Object
	if d, ok := f.node.(*ast.FuncDecl); ok {
		fn = x.Info.Defs[d.Name]
	}
	at := -1 // which argument is the attempt
	for i := range f.sig.Params().Len() {
		if f.sig.Params().At(i) == f.attempt {
			at = i
		}
	}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if gotypes.InTest(x.Fset, call.Pos()) {
			continue // what a test calls it with bounds nobody else
		}
		static := fn != nil && typeutil.Callee(x.Info, call) == fn
		if !static && (typeutil.StaticCallee(x.Info, call) != nil || !gotypes.SameShape(x.Info.TypeOf(call.Fun), f.sig)) {
			continue // another function by its name, or something else
		}
		u.floored = u.floored || x.floored(c, f.result)
		var e flow.Ends
		x.Follow(c, &e)
		u.waited = u.waited || e.Waited
		u.capped = u.capped || e.Waited && x.capped(c, f.result)
		most := int64(math.MaxInt64)
		if at >= 0 && at < len(call.Args) {
			most = x.highest(c, call.Args[at])
		}
		u.most = max(u.most, most)
		if !static {
			u.dynamic++
			continue
		}
		u.calls++
		u.static = max(u.static, most)
		if at >= 0 && at < len(call.Args) && x.countsWhileTold(c, call.Args[at]) {
			u.heeded++
		}
	}
	return u
}

// callers are the calls of a function of the package, but for those in its tests.
func (x *finder) callers(fn *types.Func) []inspector.Cursor {
	return slices.DeleteFunc(x.CalledAt(fn), func(c inspector.Cursor) bool { return gotypes.InTest(x.Fset, c.Node().Pos()) })
}

// fixedByCallers are the parameters of a function, but for the attempt, that all its callers in the package set to a constant, as one of them does
// it: what they are called says nothing then. Of several callers it is the one with the largest numbers.
func (x *finder) fixedByCallers(decl *ast.FuncDecl, attempt *types.Var) map[types.Object]int64 {
	fn, ok := x.Info.Defs[decl.Name].(*types.Func)
	if !ok || fn.Signature().Variadic() {
		return nil
	}
	var params []types.Object
	calls := x.callers(fn)
	given := make([][]int64, len(calls))
	for i := range fn.Signature().Params().Len() {
		p := fn.Signature().Params().At(i)
		set := make([]int64, len(calls))
		constant := p != attempt && len(calls) > 0
		for j, c := range calls {
			args := c.Node().(*ast.CallExpr).Args
			if constant = constant && i < len(args); !constant {
				break
			}
			set[j], constant = gotypes.IntConstant(x.Info, args[i])
		}
		if !constant {
			continue
		}
		params = append(params, p)
		for j, n := range set {
			given[j] = append(given[j], n)
		}
	}
	if len(params) == 0 {
		return nil
	}
	fixed := map[types.Object]int64{}
	for i, n := range slices.MaxFunc(given, slices.Compare) {
		fixed[params[i]] = n
	}
	return fixed
}

// resultVariable is the variable that a result of a call is put into; nil if there is none.
func (x *finder) resultVariable(c inspector.Cursor, result int) *types.Var {
	a, ok := c.Parent().Node().(*ast.AssignStmt)
	if !ok || result >= len(a.Lhs) {
		return nil
	}
	return x.Variable(a.Lhs[result])
}

// isVariable returns what asks whether an expression is nothing but a variable.
func (x *finder) isVariable(v types.Object) func(ast.Expr) bool {
	return func(e ast.Expr) bool { return x.VariableOf(e) == v }
}

// capped reports whether a result of a call is the lesser of it and something else, at once or in a variable.
func (x *finder) capped(c inspector.Cursor, result int) bool {
	isMin := func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		return ok && gotypes.CalledBuiltin(x.Info, call) == "min"
	}
	if isMin(c.Parent().Node()) {
		return true
	}
	v := x.resultVariable(c, result)
	if v == nil {
		return false
	}
	is := x.isVariable(v)
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		for n := range o.Preorder((*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil)) {
			switch e := n.Node().(type) {
			case *ast.BinaryExpr:
				above := is(e.X) && (e.Op == token.GTR || e.Op == token.GEQ) || is(e.Y) && (e.Op == token.LSS || e.Op == token.LEQ)
				if above && x.replacesBehind(n, is) {
					return true
				}
			case *ast.CallExpr:
				if isMin(e) && slices.ContainsFunc(e.Args, is) {
					return true
				}
			}
		}
	}
	return false
}

// replacesBehind reports whether a variable is set where the condition holds that an expression is a part of.
func (x *finder) replacesBehind(cond inspector.Cursor, is func(ast.Expr) bool) bool {
	for o := range cond.Enclosing((*ast.IfStmt)(nil)) {
		i := o.Node().(*ast.IfStmt)
		return gotypes.Within(cond.Node().Pos(), i.Cond) && slices.ContainsFunc(i.Body.List, func(s ast.Stmt) bool {
			a, ok := s.(*ast.AssignStmt)
			return ok && slices.ContainsFunc(a.Lhs, is)
		})
	}
	return false
}

// floored reports whether a result of a call is kept in a variable that is then compared from below.
func (x *finder) floored(c inspector.Cursor, result int) bool {
	v := x.resultVariable(c, result)
	if v == nil {
		return false
	}
	is := x.isVariable(v)
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		found := false
		ast.Inspect(gotypes.Body(o.Node()), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				found = found || is(n.X) && (n.Op == token.LSS || n.Op == token.LEQ) || is(n.Y) && (n.Op == token.GTR || n.Op == token.GEQ)
			case *ast.CallExpr: // max(d, least)
				if f, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && f.Name == "max" && slices.ContainsFunc(n.Args, is) {
					found = true
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// highest is the highest value that an argument can have: a constant, or a counter that is compared with one.
func (x *finder) highest(c inspector.Cursor, arg ast.Expr) int64 {
	if n, ok := gotypes.IntConstant(x.Info, arg); ok {
		return n
	}
	var obj types.Object
	ast.Inspect(arg, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := x.Info.Uses[id].(*types.Var); ok {
				obj = v
			}
		}
		return true
	})
	if obj == nil {
		return math.MaxInt64
	}
	for o := range c.Enclosing((*ast.RangeStmt)(nil)) {
		l := o.Node().(*ast.RangeStmt)
		if id, ok := l.Key.(*ast.Ident); ok && x.Info.ObjectOf(id) == obj {
			if n, ok := x.atMost(l.X, 4); ok {
				return n
			}
			if _, isInt := x.Info.TypeOf(l.X).Underlying().(*types.Basic); !isInt {
				return 0 // the index of a list: its length is what somebody wrote down
			}
		}
	}
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if n, ok := x.comparedWith(o.Node(), obj); ok {
			return n + 1
		}
	}
	return math.MaxInt64
}

// comparedWith is the highest number that a function compares a counter with, if it is a constant or the package keeps it small: the end of a
// loop, or a way out.
func (x *finder) comparedWith(fn ast.Node, counter types.Object) (int64, bool) {
	most := int64(1) // `attempt > 0` and `attempt > 1` end nothing
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Op != token.LSS && b.Op != token.LEQ && b.Op != token.GTR && b.Op != token.GEQ {
			return true
		}
		for _, p := range [][2]ast.Expr{{b.X, b.Y}, {b.Y, b.X}} {
			if id, ok := ast.Unparen(p[0]).(*ast.Ident); ok && x.Info.Uses[id] == counter {
				if c, ok := x.atMost(p[1], 4); ok {
					most = max(most, c)
				}
			}
		}
		return true
	})
	return most, most > 1
}

// constant finds a function that is to grow its delays and returns the same for every attempt.
func (x *finder) constant(f *delayFunc) *delay {
	if lexicon.Steady.Has(f.says) || lexicon.Steady.Has(f.doc) {
		return nil
	}
	if !lexicon.Grows.Has(f.says) && !f.callback { // its name promises nothing, so the code must be about to
		if !x.hidesGrowth(f) && (!lexicon.BacksOff.Has(f.says) && !lexicon.Grows.Has(f.doc) || x.growth(f) == f.at) {
			return nil
		}
	}
	var found *delay
	for _, s := range samples {
		s.unnamed = f.callback // a field for the delay may be anything
		var first *delayResult
		for _, at := range []float64{0, 1} {
			first = nil
			for _, n := range []int{0, 1, 2, 3, 4, 6, 10} {
				d, _ := x.result(f, s, n, at)
				if f.callback && (d.hinted || d.least() >= x.enough) { // the server, or who sets it up, may say how long
					return nil
				}
				if n == 0 && d.empty() {
					continue
				}
				if d.vague || d.empty() || d.panics || d.least() <= 0 || first != nil && !slices.Equal(first.values, d.values) {
					return nil
				}
				first = d
			}
		}
		if found == nil {
			found = &delay{Node: x.lastReturn(f), Fault: delayConstant, Value: first.least(), Given: x.given(f, s)}
		}
	}
	return found
}

// hidesGrowth reports whether a function multiplies a variable into another one of its name, which is gone with the block: for ... { d := d * 2 }.
func (x *finder) hidesGrowth(f *delayFunc) bool {
	found := false
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || a.Tok != token.DEFINE || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
			return !found
		}
		made, _ := a.Lhs[0].(*ast.Ident)
		ast.Inspect(a.Rhs[0], func(n ast.Node) bool {
			b, ok := n.(*ast.BinaryExpr)
			if !ok || b.Op != token.MUL && b.Op != token.SHL {
				return !found
			}
			for _, e := range []ast.Expr{b.X, b.Y} {
				id, ok := ast.Unparen(e).(*ast.Ident)
				found = found || ok && made != nil && id.Name == made.Name
			}
			return !found
		})
		return !found
	})
	return found
}

func (x *finder) lastReturn(f *delayFunc) ast.Node {
	var last ast.Node = f.at
	for _, s := range gotypes.Body(f.node).List {
		if r, ok := s.(*ast.ReturnStmt); ok {
			last = r
		}
	}
	return last
}
