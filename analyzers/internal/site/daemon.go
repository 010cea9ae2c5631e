package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// goesOnForEver reports whether nobody waits for the end of a cycle: its function returns nothing, runs beside the rest of the
// program, goes on for ever anyway, is named for what never ends, or is called by nobody who waits for what it returns.
func (x *unit) goesOnForEver(c *Cycle) bool {
	if c.Func == nil {
		return true
	}
	sig := x.signatureOf(c.Func)
	if sig == nil || sig.Results().Len() == 0 {
		return true
	}
	d := x.enclosing(c.Node)
	if d != nil && x.says(lexicon.Forever, d.Name.Name) {
		return true
	}
	if d != nil && x.neverDone(d, c.Node) {
		return true
	}
	if lit, ok := c.Func.(*ast.FuncLit); ok && x.runsBeside(lit) {
		return true
	}
	if c.Entry != nil { // of all who call the helper, it is the retry of one
		return x.awaitedCall(x.callerOf(c.Entry), 0) == no
	}
	decl, ok := c.Func.(*ast.FuncDecl)
	if !ok {
		return false
	}
	fn, _ := x.info.Defs[decl.Name].(*types.Func)
	return fn != nil && (x.started(fn) || x.awaited(fn, 0) == no)
}

// maxAwaited bounds how far it is followed back who waits.
const maxAwaited = 4

// awaited says whether somebody waits for what a function returns, as far as the package calls it.
func (x *unit) awaited(fn *types.Func, depth int) tri {
	if depth > maxAwaited {
		return unknown
	}
	calls, all := x.callersOf(fn.Origin())
	known := all
	met := 0
	for _, c := range calls {
		if strings.HasSuffix(x.fset.File(c.call.Pos()).Name(), "_test.go") {
			continue
		}
		met++
		switch x.awaitedCall(c, depth+1) {
		case yes:
			return yes
		case unknown:
			known = false
		}
	}
	if known && met > 0 {
		return no
	}
	return unknown
}

// callerOf is a call with the declaration around it.
func (x *unit) callerOf(call *ast.CallExpr) caller {
	d := x.enclosing(call)
	if d == nil {
		return caller{call: call}
	}
	return caller{call, d.Body, d}
}

// awaitedCall says whether somebody waits for what a call returns: it is kept, and not by a server that begins, nor by a function
// that runs beside it. Who called that function tells in its turn.
func (x *unit) awaitedCall(c caller, depth int) tri {
	if c.decl == nil {
		return unknown // of a literal in a variable, or an initialization
	}
	if c.decl.Recv == nil && (c.decl.Name.Name == "init" || c.decl.Name.Name == "main" && x.pkg.Name() == "main" && x.launchesAfter(c)) {
		return no
	}
	p := x.placesIn(c.root)
	switch up := p.up(c.call).(type) {
	case *ast.GoStmt, *ast.DeferStmt, *ast.ExprStmt:
		return no
	case *ast.AssignStmt:
		if !slices.ContainsFunc(up.Lhs, func(l ast.Expr) bool { id, ok := l.(*ast.Ident); return !ok || id.Name != "_" }) {
			return no
		}
	}
	for n := ast.Node(c.call); n != nil; n = p.parent[n] {
		if lit, ok := n.(*ast.FuncLit); ok && x.runsBeside(lit) {
			return no
		}
	}
	if x.neverDone(c.decl, c.call) {
		return no
	}
	fn, _ := x.info.Defs[c.decl.Name].(*types.Func)
	if fn == nil || x.started(fn) {
		return no
	}
	if x.awaited(fn, depth) == no {
		return no
	}
	return yes
}

// launchesAfter reports whether a program serves others once a call has returned: it waits for what it needs as it begins. Of a
// command that does its work and ends, a person waits for the end.
func (x *unit) launchesAfter(c caller) bool {
	found := false
	ast.Inspect(c.decl.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && call.Pos() > c.call.End() && x.says(lexicon.Launches, calledName(call))
		return !found
	})
	return found
}

// runsBeside reports whether a function literal is run beside the rest of the program: by a go statement, or by the Go of a group.
func (x *unit) runsBeside(lit *ast.FuncLit) bool {
	cur, ok := x.insp.Root().FindNode(lit)
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
	return x.groupGo(call)
}

// groupGo reports whether a call is one of a group's Go, which runs a function beside the rest.
func (x *unit) groupGo(call *ast.CallExpr) bool {
	fn := x.calledFunc(call)
	return fn != nil && fn.Name() == "Go" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 1 && len(call.Args) == 1
}

// started reports whether a function of the package is run beside the rest of the program.
func (x *unit) started(fn types.Object) bool {
	if x.beside == nil {
		x.beside = map[types.Object]bool{}
		for n := range x.insp.PreorderSeq((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
			var run ast.Expr
			switch n := n.(type) {
			case *ast.GoStmt:
				run = n.Call.Fun
			case *ast.CallExpr:
				if !x.groupGo(n) {
					continue
				}
				run = n.Args[0]
			}
			if o := x.funcRef(run); o != nil {
				x.beside[o] = true
			}
		}
	}
	return x.beside[fn]
}

// neverDone reports whether a function goes on for ever whatever becomes of n: a loop around n, or after it, is left by nothing
// but failures, or n is followed by a wait for nothing.
func (x *unit) neverDone(d *ast.FuncDecl, n ast.Node) bool {
	p := x.placesIn(d.Body)
	found := false
	ast.Inspect(d.Body, func(m ast.Node) bool {
		switch m := m.(type) {
		case *ast.FuncLit:
			return within(n.Pos(), m)
		case *ast.ForStmt:
			around := m != n && within(n.Pos(), m)
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
func (x *unit) leftInPeace(p *places, loop *ast.ForStmt) bool {
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
func (x *unit) returnsFault(p *places, ret *ast.ReturnStmt) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := ast.Unparen(ret.Results[len(ret.Results)-1])
	if !isError(x.info.TypeOf(last)) {
		return false
	}
	if _, made := last.(*ast.CallExpr); made {
		return true
	}
	v := x.variable(last)
	for n := p.parent[ret]; v != nil && n != nil; n = p.parent[n] {
		if i, ok := n.(*ast.IfStmt); ok && within(ret.Pos(), i.Body) {
			b, ok := ast.Unparen(i.Cond).(*ast.BinaryExpr)
			if ok && b.Op == token.NEQ && x.variable(b.X) == v && x.info.Types[b.Y].IsNil() {
				return true
			}
		}
	}
	return false
}

// breaks reports whether a break may leave a loop: it names a label, or stands in nothing else that it leaves.
func breaks(p *places, b *ast.BranchStmt, loop ast.Node) bool {
	if b.Label != nil {
		return true
	}
	for n := p.parent[b]; n != nil && n != loop; n = p.parent[n] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			return false
		}
	}
	return true
}

func inCommClause(p *places, n, loop ast.Node) bool {
	for n = p.parent[n]; n != nil && n != loop; n = p.parent[n] {
		if _, ok := n.(*ast.CommClause); ok {
			return true
		}
	}
	return false
}
