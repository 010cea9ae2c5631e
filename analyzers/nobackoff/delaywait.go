package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A waitSlice is the part of a function, or of the body of an endless loop, that computes for how long it waits.
type waitSlice struct {
	*delayFlow
	whole    ast.Node // the function's body or the loop's, of which it is a part
	argument ast.Expr
	list     []ast.Stmt // in the order of the source
	needed   map[types.Object]bool
}

// countsAttempts reports whether a function of the package is told the number of an attempt. A package that has neither a
// client nor a function that returns a delay may still have one that waits for it.
func (x *finder) countsAttempts() bool {
	if !gotypes.ImportsTime(x.Pkg) {
		return false
	}
	for c := range x.Insp.Root().Preorder((*ast.FuncDecl)(nil)) {
		for _, f := range c.Node().(*ast.FuncDecl).Type.Params.List {
			for _, n := range f.Names {
				if lexicon.Attempts.Has(n.Name) {
					return true
				}
			}
		}
	}
	return false
}

// waits judges the functions that compute the delay of an attempt and wait for it themselves, and the endless loops that do.
func (w *delayFlow) waits(funcs []*delayFunc, guard site.Guard) []*delay {
	var out []*delay
	for c := range w.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || len(call.Args) != 1 || sel.Sel.Name != "NewTicker" && !hintCalls[sel.Sel.Name] {
			continue
		}
		fn, _ := typeutil.Callee(w.Info, call).(*types.Func)
		if fn == nil || !waitCalls[fn.FullName()] || w.Info.Types[call.Args[0]].Value != nil {
			continue
		}
		decl, ok := gotypes.EnclosingDecl(c)
		if !ok || w.silent(decl) || slices.ContainsFunc(funcs, func(f *delayFunc) bool { return f.node == decl }) {
			continue
		}
		guard(decl, decl.Name.Name, func() {
			if d := w.judgeWait(c, call, decl); d != nil {
				out = append(out, d)
			}
		})
	}
	return out
}

func (w *delayFlow) judgeWait(c inspector.Cursor, call *ast.CallExpr, decl *ast.FuncDecl) *delay {
	s := &waitSlice{delayFlow: w, argument: call.Args[0], needed: map[types.Object]bool{}}
	var loop *ast.ForStmt
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		loop, _ = o.Node().(*ast.ForStmt)
		if loop == nil || loop.Cond != nil {
			return nil // somebody has thought of how often it goes round
		}
		break
	}
	s.whole = decl.Body
	if loop != nil {
		s.whole = loop.Body
	}
	s.need(s.argument)
	s.collect(c)
	attempt := s.attemptOf(decl, loop)
	if attempt == nil || !s.grows() || s.comparesElsewhere() || s.dependsOnOutcome() {
		return nil
	}
	f := s.function(decl.Name, attempt)
	f.bases = basesOf(w.Info, gotypes.Body(f.node))
	if w.oddArithmetic(f) {
		return nil
	}
	d := w.overflows(f)
	if d == nil || d.Fault == delayUncapped || d.waited > lifetime {
		return nil // nobody waits for as long as that takes
	}
	if loop == nil {
		told := &delayFunc{node: decl, at: decl.Name, name: decl.Name.Name, sig: w.SignatureOf(decl), attempt: attempt}
		if !w.reachable(told, d) {
			return nil
		}
	}
	d.Func, d.Waits = decl.Name.Name, true
	return d
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
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				is(l)
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

// attemptOf is what counts the attempts: a parameter of the function, or the counter of the loop.
func (s *waitSlice) attemptOf(decl *ast.FuncDecl, loop *ast.ForStmt) *types.Var {
	if loop != nil {
		var found *types.Var
		ast.Inspect(loop, func(n ast.Node) bool {
			if i, ok := n.(*ast.IncDecStmt); ok && i.Tok == token.INC {
				if v, ok := s.object(i.X).(*types.Var); ok && !v.IsField() && s.needed[v] && gotypes.IsCount(v.Type()) {
					found = v
				}
			}
			return true
		})
		return found
	}
	params := s.SignatureOf(decl).Params()
	for i := range params.Len() {
		if p := params.At(i); s.needed[p.Origin()] && gotypes.IsCount(p.Type()) && lexicon.Attempts.Has(p.Name()) {
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
		if n, ok := s.constantOf(o); ok {
			f.fixed[o] = n
		}
	}
	return f
}

// constantOf is the value of a variable that is given a constant once.
func (w *delayFlow) constantOf(o types.Object) (int64, bool) {
	for _, c := range w.mentions(o) {
		switch p := c.Parent().Node().(type) {
		case *ast.AssignStmt:
			if p.Tok != token.DEFINE && p.Tok != token.ASSIGN && slices.Contains(p.Lhs, c.Node().(ast.Expr)) {
				return 0, false
			}
		case *ast.IncDecStmt, *ast.UnaryExpr, *ast.Field:
			return 0, false
		}
	}
	d := w.definitions(o)
	if len(d) != 1 || d[0] == nil {
		return 0, false
	}
	return gotypes.IntConstant(w.Info, d[0])
}
