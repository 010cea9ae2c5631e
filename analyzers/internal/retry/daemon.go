package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// goesOnForEver is why nobody waits for the end of a cycle: its function returns nothing, runs beside the rest of the program, goes on
// for ever anyway, is called by nobody who waits for what it returns, or is named for what never ends. Who is told of the end waits for it.
func (x *History) goesOnForEver(c *Cycle, told bool) Silence {
	nobody := func(why string) Silence { return because(reasons.NobodyWaits, c.Node, "%s", why) }
	if c.Func == nil {
		return nobody("it stands outside of functions")
	}
	sig := x.SignatureOf(c.Func)
	if sig == nil || sig.Results().Len() == 0 && !told {
		return nobody("its function returns nothing")
	}
	d := x.Enclosing(c.Node)
	if d != nil && x.neverDone(d, c.Node) {
		return nobody(d.Name.Name + " goes on for ever whatever becomes of it")
	}
	if d != nil && c.Func == ast.Node(d) && x.launchesAfter(d, c.Node) {
		return nobody(d.Name.Name + " waits for what it needs before it serves others")
	}
	if lit, ok := c.Func.(*ast.FuncLit); ok && !told && x.runsBeside(lit) {
		return nobody("it runs beside the rest of the program")
	}
	waited := domain.Yes
	if !told {
		why := ""
		if waited, why = x.waitedFor(c); waited == domain.No {
			return nobody(why)
		}
	}
	if d != nil && waited == domain.Unknown && !counted(c) && x.Says(lexicon.Forever, d.Name.Name) {
		return because(reasons.NamedForever, d.Name, "%s is meant to go on for ever, by its name", d.Name.Name)
	}
	return Silence{}
}

// waitedFor says whether somebody waits for what the function of a cycle returns, and if nobody does, why not. Of all who call a helper it is the
// retry of one.
func (x *History) waitedFor(c *Cycle) (domain.Tri, string) {
	if c.Entry != nil {
		if x.awaitedCall(x.callerOf(c.Entry), 0) == domain.No {
			return domain.No, "who calls the helper here drops what it returns, or runs beside the rest of the program"
		}
		return domain.Unknown, ""
	}
	decl, ok := c.Func.(*ast.FuncDecl)
	if !ok {
		return domain.Unknown, ""
	}
	fn, ok := x.Info.Defs[decl.Name].(*types.Func)
	if !ok {
		return domain.Unknown, ""
	}
	if x.Started(fn) {
		return domain.No, fn.Name() + " is started beside the rest of the program"
	}
	return x.awaited(fn, 0), "no caller of " + fn.Name() + " waits for what it returns"
}

// beside reports whether the function that goes round returns nothing, is run beside the rest of the program, and nobody is told of how it
// ended.
func (x *History) beside(c *Cycle, told bool) bool {
	sig := x.SignatureOf(c.Func)
	if sig == nil || sig.Results().Len() > 0 || told {
		return false
	}
	switch f := c.Func.(type) {
	case *ast.FuncLit:
		return x.runsBeside(f)
	case *ast.FuncDecl:
		fn, _ := x.Info.Defs[f.Name].(*types.Func)
		return fn != nil && (x.Started(fn) || x.startedInside(fn))
	}
	return false
}

// startedInside reports whether all calls of a function are in literals that run beside the rest of the program.
func (x *History) startedInside(fn *types.Func) bool {
	calls, all := x.CallersOf(fn.Origin())
	return all && len(calls) > 0 && !slices.ContainsFunc(calls, func(c index.Caller) bool {
		lit := x.PlacesIn(c.Root).Literal(c.Call)
		return lit == nil || !x.runsBeside(lit)
	})
}

// tellsOfEnd reports whether a function that returns nothing sends an error, or what holds one, over a channel once it is done with the rounds:
// behind them, or just before it leaves them. What is sent while they go on is a report, and no result.
func (x *History) tellsOfEnd(c *Cycle) bool {
	if sig := x.SignatureOf(c.Func); sig == nil || sig.Results().Len() > 0 {
		return false
	}
	body := gotypes.Body(c.Func)
	told := false
	sends := func(s ast.Stmt) bool {
		send, ok := s.(*ast.SendStmt)
		return ok && holdsError(x.Info.TypeOf(send.Value), 1)
	}
	leaves := func(list []ast.Stmt) bool {
		switch last := list[len(list)-1].(type) {
		case *ast.ReturnStmt:
			return true
		case *ast.BranchStmt:
			return last.Tok == token.BREAK || last.Tok == token.GOTO
		}
		return false
	}
	ast.Inspect(body, func(n ast.Node) bool {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
			told = told || n.Comm != nil && sends(n.Comm) && len(list) > 0 && leaves(list)
		}
		for _, s := range list {
			told = told || sends(s) && (!gotypes.Within(s.Pos(), c.Node) || leaves(list))
		}
		return !told
	})
	return told
}

// holdsError reports whether values of a type are errors, or structs with a field for one, or that point to such a one.
func holdsError(t types.Type, depth int) bool {
	if t == nil {
		return false
	}
	if gotypes.IsError(t) {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth == 0 {
		return false
	}
	for f := range s.Fields() {
		if holdsError(f.Type(), depth-1) {
			return true
		}
	}
	return false
}

// maxAwaited bounds how far it is followed back who waits.
const maxAwaited = 4

// awaited says whether somebody waits for what a function returns, as far as the package calls it.
func (x *History) awaited(fn *types.Func, depth int) domain.Tri {
	if depth > maxAwaited {
		return domain.Unknown
	}
	calls, all := x.CallersOf(fn.Origin())
	known := all
	met := 0
	for _, c := range calls {
		if gotypes.InTest(x.Fset, c.Call.Pos()) {
			continue
		}
		met++
		switch x.awaitedCall(c, depth+1) {
		case domain.Yes:
			return domain.Yes
		case domain.Unknown:
			known = false
		}
	}
	if known && met > 0 {
		return domain.No
	}
	return domain.Unknown
}

// callerOf is a call with the declaration around it.
func (x *History) callerOf(call *ast.CallExpr) index.Caller {
	d := x.Enclosing(call)
	if d == nil {
		return index.Caller{Call: call}
	}
	return index.Caller{Call: call, Root: d.Body, Decl: d}
}

// awaitedCall says whether somebody waits for what a call returns: it is kept, and not by a server that begins, nor by a function
// that runs beside it. Who called that function tells in its turn.
func (x *History) awaitedCall(c index.Caller, depth int) domain.Tri {
	if c.Decl == nil {
		return domain.Unknown // of a literal in a variable, or an initialization
	}
	if c.Decl.Recv == nil && (c.Decl.Name.Name == "init" || c.Decl.Name.Name == "main" && x.Pkg.Name() == "main" && x.launchesAfter(c.Decl, c.Call)) {
		return domain.No
	}
	p := x.PlacesIn(c.Root)
	switch up := p.Up(c.Call).(type) {
	case *ast.GoStmt, *ast.DeferStmt, *ast.ExprStmt:
		return domain.No
	case *ast.AssignStmt:
		if !slices.ContainsFunc(up.Lhs, func(l ast.Expr) bool { id, ok := l.(*ast.Ident); return !ok || id.Name != "_" }) {
			return domain.No
		}
	}
	for n := ast.Node(c.Call); n != nil; n = p.Parent[n] {
		if lit, ok := n.(*ast.FuncLit); ok && x.runsBeside(lit) {
			return domain.No
		}
	}
	if x.neverDone(c.Decl, c.Call) {
		return domain.No
	}
	fn, _ := x.Info.Defs[c.Decl.Name].(*types.Func)
	if fn == nil || x.Started(fn) {
		return domain.No
	}
	if x.awaited(fn, depth) == domain.No {
		return domain.No
	}
	return domain.Yes
}

// launchesAfter reports whether a function serves others once something in it is over: it waits for what it needs as it begins. Of a
// command that does its work and ends, a person waits for the end.
func (x *History) launchesAfter(d *ast.FuncDecl, first ast.Node) bool {
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && call.Pos() > first.End() && x.Says(lexicon.Launches, gotypes.CalledName(call))
		return !found
	})
	return found
}

// runsBeside reports whether a function literal is run beside the rest of the program: by a go statement, or by the Go of a group.
func (x *History) runsBeside(lit *ast.FuncLit) bool {
	cur, ok := x.Insp.Root().FindNode(lit)
	if !ok {
		return false
	}
	call, ok := cur.Parent().Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	if call.Fun == ast.Expr(lit) {
		_, isGo := cur.Parent().Parent().Node().(*ast.GoStmt)
		return isGo
	}
	return x.GroupGo(call)
}

// neverDone reports whether a function goes on for ever whatever becomes of n: a loop around n, or after it, is left by nothing
// but failures, or n is followed by a wait for nothing.
func (x *History) neverDone(d *ast.FuncDecl, n ast.Node) bool {
	p := x.PlacesIn(d.Body)
	found := false
	ast.Inspect(d.Body, func(m ast.Node) bool {
		switch m := m.(type) {
		case *ast.FuncLit:
			return gotypes.Within(n.Pos(), m)
		case *ast.ForStmt:
			around := m != n && gotypes.Within(n.Pos(), m)
			found = found || m.Cond == nil && (around || m.Pos() > n.End()) && !x.leftInPeace(p, m)
		case *ast.SelectStmt:
			found = found || len(m.Body.List) == 0 && m.Pos() > n.End()
		}
		return !found
	})
	return found
}

// leftInPeace reports whether an endless loop can be left otherwise than with an error, or by a case of a select, where somebody
// ends it.
func (x *History) leftInPeace(p *index.Places, loop *ast.ForStmt) bool {
	left := false
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			left = left || !x.returnsFault(p, n) && !inCommClause(p, n, loop)
		case *ast.BranchStmt:
			left = left || (n.Tok == token.GOTO || n.Tok == token.BREAK && breaks(p, n, loop)) && !inCommClause(p, n, loop)
		}
		return !left
	})
	return left
}

// returnsFault reports whether a return certainly comes with an error: one that is made here, or one that was found not to be nil.
func (x *History) returnsFault(p *index.Places, ret *ast.ReturnStmt) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := ast.Unparen(ret.Results[len(ret.Results)-1])
	if !gotypes.IsError(x.Info.TypeOf(last)) {
		return false
	}
	if _, made := last.(*ast.CallExpr); made {
		return true
	}
	v := x.Variable(last)
	return v != nil && slices.ContainsFunc(p.Holds(ret), func(h index.Held) bool {
		a, op, b, ok := h.Comparison()
		return ok && op == token.NEQ && x.Variable(a) == v && x.Info.Types[b].IsNil() && p.Unchanged(v, h.Since, ret.Pos())
	})
}

// breaks reports whether a break may leave a loop: it names a label, or stands in nothing else that it leaves.
func breaks(p *index.Places, b *ast.BranchStmt, loop ast.Node) bool {
	if b.Label != nil {
		return true
	}
	for n := p.Parent[b]; n != nil && n != loop; n = p.Parent[n] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			return false
		}
	}
	return true
}

func inCommClause(p *index.Places, n, loop ast.Node) bool {
	for n = p.Parent[n]; n != nil && n != loop; n = p.Parent[n] {
		if _, ok := n.(*ast.CommClause); ok {
			return true
		}
	}
	return false
}
