package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A waitSlice is the part of a function, or of the body of an endless loop, that computes for how long it waits.
type waitSlice struct {
	*finder
	whole    ast.Node // the function's body or the loop's, of which it is a part
	argument ast.Expr
	list     []ast.Stmt // in the order of the source
	needed   map[types.Object]bool
}

// takesPowers reports whether a function of the package takes a power, and may do so for a delay. A package that has neither a
// client nor a function that returns a delay may still have one that waits for it.
func (x *finder) takesPowers() bool {
	if !gotypes.ImportsTime(x.Pkg) {
		return false
	}
	return len(x.powerFuncs()) > 0
}

// powerFuncs are the declared functions in which a power is taken, in their order.
func (x *finder) powerFuncs() []inspector.Cursor {
	var out []inspector.Cursor
	for c := range x.Insp.Root().Preorder((*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := c.Node().(type) {
		case *ast.AssignStmt:
			if !x.Sends || n.Tok != token.MUL_ASSIGN && n.Tok != token.SHL_ASSIGN || !isRepeated(c) {
				continue
			}
		case *ast.BinaryExpr:
			if n.Op != token.SHL || x.Info.Types[n].Value != nil {
				continue
			}
		case *ast.CallExpr:
			if name := gotypes.CalledName(n); name != "Pow" && name != "Exp2" {
				continue
			}
		}
		for decl := range c.Enclosing((*ast.FuncDecl)(nil)) {
			if len(out) == 0 || out[len(out)-1].Node() != decl.Node() {
				out = append(out, decl)
			}
		}
	}
	return out
}

// waits judges the functions that compute the delay of an attempt and wait for it themselves, or hand it to who does, and the
// endless loops that do.
func (x *finder) waits(funcs []*delayFunc, guard site.Guard) []*delay {
	var out []*delay
	for _, f := range x.powerFuncs() {
		decl := f.Node().(*ast.FuncDecl)
		if decl.Body == nil || x.silent(decl) || slices.ContainsFunc(funcs, func(f *delayFunc) bool { return f.node == decl }) {
			continue
		}
		guard(decl, decl.Name.Name, func() {
			for c := range f.Preorder((*ast.CallExpr)(nil), (*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil), (*ast.ReturnStmt)(nil)) {
				e := x.handedOn(c)
				if e == nil || slices.ContainsFunc(funcs, func(f *delayFunc) bool { return gotypes.Within(c.Node().Pos(), f.node) }) {
					continue
				}
				if d := x.judgeWait(c, e, decl); d != nil {
					out = append(out, d)
					return
				}
			}
		})
	}
	return out
}

// handedOn is the delay that is waited for at c, or that is given to who waits for it: an argument, a field, a result.
func (x *finder) handedOn(c inspector.Cursor) ast.Expr {
	var some []ast.Expr
	switch n := c.Node().(type) {
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(x.Info, n).(*types.Func)
		switch {
		case x.Info.Types[n.Fun].IsType() || fn == nil:
			return nil
		case gotypes.IsDuration(receiver(fn)):
			return nil
		case fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path()) && !flow.Waits(fn.FullName()) && fn.FullName() != "(time.Time).Add":
			return nil
		}
		some = n.Args
	case *ast.KeyValueExpr:
		some = []ast.Expr{n.Value}
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) && n.Tok == token.ASSIGN {
			for i, l := range n.Lhs {
				if _, ok := l.(*ast.SelectorExpr); ok {
					some = append(some, n.Rhs[i])
				}
			}
		}
	case *ast.ReturnStmt:
		some = n.Results
	}
	for _, e := range some {
		if tv := x.Info.Types[e]; tv.Value == nil && gotypes.IsDuration(tv.Type) {
			return e
		}
	}
	return nil
}

// receiver is the type of which a function is a method; nil for one that is none.
func receiver(fn *types.Func) types.Type {
	if r := fn.Signature().Recv(); r != nil {
		return r.Type()
	}
	return nil
}

func (x *finder) judgeWait(c inspector.Cursor, argument ast.Expr, decl *ast.FuncDecl) *delay {
	var loop *ast.ForStmt
	var lit *ast.FuncLit
	counts := true // the rounds of a loop, or the calls of the function
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		loop, _ = o.Node().(*ast.ForStmt)
		if loop == nil || x.comparesCount(gotypes.LoopHeadOf(loop).Cond) { // somebody has thought of how often it goes round
			loop, counts = nil, false
		}
		break
	}
	for o := range c.Enclosing((*ast.FuncLit)(nil)) {
		lit = o.Node().(*ast.FuncLit)
		break
	}
	whole := decl.Body
	if loop != nil {
		whole = loop.Body
	}
	s := x.slice(c, argument, whole)
	if !s.grows() {
		return x.doubled(s, decl, loop)
	}
	g := x.growthOf(s.nodes()...)
	var attempt *types.Var
	if counts {
		attempt = s.attemptOf(decl, loop, g, x.waitsAt(c))
	}
	if attempt == nil {
		loop = nil
		s.whole = decl.Body
		attempt = s.countingField(g)
	}
	if attempt == nil && lit != nil && counts {
		s = x.slice(c, argument, lit.Body)
		g = x.growthOf(s.nodes()...)
		s.whole = decl.Body
		attempt = s.captured(lit, g)
	}
	if attempt == nil || s.comparesElsewhere() || s.dependsOnOutcome() {
		return nil
	}
	f := s.function(decl.Name, attempt)
	f.bases, f.grows = basesOf(x.Info, gotypes.Body(f.node)), g
	if x.oddArithmetic(f) {
		return nil
	}
	d := x.overflows(f)
	if d == nil || d.Fault == delayUncapped || d.waited > lifetime {
		return nil // nobody waits for as long as that takes
	}
	if loop == nil {
		told := &delayFunc{node: decl, at: decl.Name, name: decl.Name.Name, sig: x.SignatureOf(decl), attempt: attempt}
		if !x.reachable(told, d) {
			return nil
		}
	}
	d.Func, d.Waits = decl.Name.Name, true
	return d
}

// comparesCount reports whether a condition may have to do with numbers: how often, or for how long. That something failed, or that a
// context has not ended, is none.
func (x *finder) comparesCount(cond ast.Expr) bool {
	if cond == nil {
		return false
	}
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LAND, token.LOR:
			case token.EQL, token.NEQ:
				found = found || !x.Info.Types[n.Y].IsNil()
			default:
				found = true
			}
		case *ast.CallExpr:
			for _, a := range n.Args {
				b, ok := x.Info.TypeOf(a).Underlying().(*types.Basic)
				found = found || ok && b.Info()&types.IsNumeric != 0
			}
			sig, ok := x.Info.TypeOf(n.Fun).(*types.Signature)
			found = found || !ok || sig.Results().Len() != 1 || !gotypes.IsError(sig.Results().At(0).Type()) && !x.saysWhetherSent(n) // more()
		}
		return !found
	})
	return found
}

// saysWhetherSent reports whether a call is of a function of the package that makes an attempt and answers whether it worked, and keeps no count
// itself.
func (x *finder) saysWhetherSent(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	if fn == nil {
		return false
	}
	fi := x.Infos[fn.Origin()]
	if fi == nil || !fi.Touches && !fi.Asks() || !gotypes.IsBool(fn.Signature().Results().At(0).Type()) {
		return false
	}
	counts := false
	ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
		counts = counts || len(countedUp(n)) > 0
		return !counts
	})
	return !counts
}

// slice is the part of a function that computes an argument.
func (x *finder) slice(c inspector.Cursor, argument ast.Expr, whole ast.Node) *waitSlice {
	s := &waitSlice{finder: x, whole: whole, argument: argument, needed: map[types.Object]bool{}}
	s.need(s.argument)
	s.collect(c)
	return s
}

// waitsAt reports whether c is a call that waits itself, now or later.
func (x *finder) waitsAt(c inspector.Cursor) bool {
	call, ok := c.Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok || flow.Waits(fn.FullName()) {
		return ok
	}
	var e flow.Ends
	for p := range fn.Origin().Signature().Params().Variables() {
		if fn.Pkg() == x.Pkg && gotypes.IsDuration(p.Type()) {
			x.FollowObject(p, &e)
		}
	}
	return e.Waited
}

// captured is the variable of which the part takes a power and that a function literal counts up each time it is called.
func (s *waitSlice) captured(lit *ast.FuncLit, g *growth) *types.Var {
	var found *types.Var
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		for _, of := range countedUp(n) {
			if v, ok := s.Object(of).(*types.Var); ok && g.exponents[v] && !v.IsField() && !gotypes.Within(v.Pos(), lit) {
				found = v
			}
		}
		return true
	})
	return found
}

// countedUp is what a statement adds one to.
func countedUp(n ast.Node) []ast.Expr {
	var out []ast.Expr
	if s, ok := n.(ast.Stmt); ok {
		for _, one := range gotypes.Steps(s) {
			if !one.Down {
				out = append(out, one.Of)
			}
		}
	}
	return out
}

// nodes are the part itself.
func (s *waitSlice) nodes() []ast.Node {
	out := []ast.Node{s.argument}
	for _, st := range s.list {
		out = append(out, st)
	}
	return out
}

// countingField is the field or variable of the package of which the part takes a power: that of a job, say, which is tried again later.
func (s *waitSlice) countingField(g *growth) *types.Var {
	var found *types.Var
	for v := range g.exponents {
		if !v.IsField() && v.Parent() != s.Pkg.Scope() || v.Pkg() != s.Pkg || found != nil || s.kept(v) {
			return nil
		}
		found = v
	}
	return found
}

// need adds the variables that an expression or a statement reads.
func (s *waitSlice) need(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := s.Info.ObjectOf(id).(*types.Var); ok && !v.IsField() {
				s.needed[v.Origin()] = true
			}
		}
		return true
	})
}

// collect gathers, from the wait up to the top, the statements before it that set what is needed.
func (s *waitSlice) collect(c inspector.Cursor) {
	for stmt := range c.Enclosing() {
		if stmt.Node() == s.whole {
			break
		}
		if _, ok := stmt.Node().(ast.Stmt); !ok {
			continue
		}
		for before, ok := stmt.PrevSibling(); ok; before, ok = before.PrevSibling() {
			// The clauses of a switch or a select are no statements one after another.
			if st, isStmt := before.Node().(ast.Stmt); isStmt && !gotypes.IsClause(st) && s.sets(st) {
				s.list = append(s.list, st)
				s.need(st)
			}
		}
	}
	slices.Reverse(s.list)
}

// sets reports whether a statement assigns a needed variable.
func (s *waitSlice) sets(st ast.Stmt) bool {
	found := false
	is := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			found = found || s.needed[gotypes.Origin(s.Info.ObjectOf(id))]
		}
	}
	ast.Inspect(st, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			if leaves(n) {
				return false
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if _, sometimes := st.(*ast.IfStmt); !sometimes || !s.startsOver(n, i) {
					is(l)
				}
			}
		case *ast.IncDecStmt:
			is(n.X)
		case *ast.ValueSpec:
			for _, name := range n.Names {
				is(name)
			}
		}
		return !found
	})
	return found
}

// startsOver reports whether an assignment sets a counter back to its beginning, which is done when something worked: while it fails the
// counter goes on.
func (s *waitSlice) startsOver(a *ast.AssignStmt, i int) bool {
	if a.Tok != token.ASSIGN || len(a.Lhs) != len(a.Rhs) {
		return false
	}
	n, ok := gotypes.IntConstant(s.Info, a.Rhs[i])
	v, isVar := s.Object(a.Lhs[i]).(*types.Var)
	return ok && n >= 0 && n <= 1 && isVar && gotypes.IsCount(v.Type()) && slices.ContainsFunc(s.Occurrences(v), func(c inspector.Cursor) bool {
		at := slices.IndexFunc(countedUp(c.Parent().Node()), func(of ast.Expr) bool { return s.Object(of) == v })
		return at >= 0 && gotypes.Within(c.Node().Pos(), s.whole)
	})
}

// leaves reports whether nothing that an if statement does is seen behind it.
func leaves(i *ast.IfStmt) bool {
	if i.Else != nil || len(i.Body.List) == 0 {
		return false
	}
	switch i.Body.List[len(i.Body.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// attemptOf is what counts the attempts: a parameter of the function, or the counter of the loop.
func (s *waitSlice) attemptOf(decl *ast.FuncDecl, loop *ast.ForStmt, g *growth, waits bool) *types.Var {
	if loop != nil {
		var found *types.Var
		ast.Inspect(loop, func(n ast.Node) bool {
			for _, of := range countedUp(n) {
				if v, ok := s.Object(of).(*types.Var); ok && !v.IsField() && s.needed[v] && gotypes.IsCount(v.Type()) {
					found = v
				}
			}
			return true
		})
		return found
	}
	params := s.SignatureOf(decl).Params()
	for i := range params.Len() {
		if p := params.At(i); s.needed[p.Origin()] && gotypes.IsCount(p.Type()) && (waits && g.exponents[p.Origin()] || lexicon.Attempts.Has(p.Name())) {
			return p
		}
	}
	return nil
}

// dependsOnOutcome reports whether what an attempt came to decides on the wait: that is no arithmetic of its number.
func (s *waitSlice) dependsOnOutcome() bool {
	for o := range s.needed {
		if gotypes.IsError(o.Type()) || gotypes.IsResponse(o.Type()) {
			return true
		}
	}
	return false
}

// grows reports whether a power is computed.
func (s *waitSlice) grows() bool {
	found := false
	for _, n := range append([]ast.Stmt{&ast.ExprStmt{X: s.argument}}, s.list...) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				found = found || n.Op == token.SHL && s.Info.Types[n].Value == nil
			case *ast.CallExpr:
				fn, ok := typeutil.Callee(s.Info, n).(*types.Func)
				found = found || ok && (fn.FullName() == "math.Pow" || fn.FullName() == "math.Exp2")
			}
			return !found
		})
	}
	return found
}

// comparesElsewhere reports whether something that is needed is compared outside of the part: it may then be known to be small.
func (s *waitSlice) comparesElsewhere() bool {
	found := false
	ast.Inspect(s.whole, func(n ast.Node) bool {
		if st, ok := n.(ast.Stmt); ok && slices.Contains(s.list, st) {
			return false
		}
		switch n := n.(type) {
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
				if c, ok := gotypes.IntConstant(s.Info, n.Y); !ok || c != 0 || n.Op != token.GTR && n.Op != token.NEQ && n.Op != token.EQL {
					found = found || s.names(n.X) || s.names(n.Y)
				}
			}
		case *ast.SwitchStmt:
			found = found || n.Tag != nil && s.names(n.Tag)
		case *ast.CallExpr: // exhausted(attempt)
			if fn, ok := typeutil.Callee(s.Info, n).(*types.Func); ok {
				b, isBool := fn.Signature().Results(), false
				for i := range b.Len() {
					isBool = isBool || types.Identical(b.At(i).Type(), types.Typ[types.Bool])
				}
				found = found || isBool && slices.ContainsFunc(n.Args, s.names)
			}
		}
		return !found
	})
	return found
}

// names reports whether an expression names a needed number.
func (s *waitSlice) names(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, ok := s.Info.ObjectOf(id).(*types.Var)
			found = found || ok && s.needed[v.Origin()] && (gotypes.IsCount(v.Type()) || gotypes.IsDuration(v.Type()))
		}
		return !found
	})
	return found
}

// function makes a function of the part: it returns what is waited for.
func (s *waitSlice) function(at *ast.Ident, attempt *types.Var) *delayFunc {
	list := append(slices.Clone(s.list), &ast.ReturnStmt{Return: s.argument.Pos(), Results: []ast.Expr{s.argument}})
	start := list[0].Pos()
	lit := &ast.FuncLit{
		Type: &ast.FuncType{Func: start, Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{Lbrace: start, List: list, Rbrace: s.argument.End()},
	}
	result := types.NewVar(token.NoPos, s.Pkg, "", s.Info.TypeOf(s.argument))
	f := &delayFunc{node: lit, at: at, name: at.Name, says: at.Name, attempt: attempt, fixed: map[types.Object]int64{}}
	f.sig = types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(result), false)
	for o := range s.needed {
		if n, ok := s.ConstantOf(o); ok {
			f.fixed[o] = n
		}
	}
	return f
}
