package retry

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A scoped is a context that is in scope where a path waits.
type scoped struct {
	Text string     // how the program writes it: ctx, req.Context(), c.ctx
	Root *types.Var // the variable that it begins with
	Self bool       // it is that variable, or the context of a request that is
	Made ast.Node   // the call that made it from another context, with an end of its own; may be nil
	At   ast.Node   // the wait, or the call that leads to it, in the function that has the context
	Fn   ast.Node
}

// Waits puts a wait that nothing ends on the trail.
func (x *Recorder) Waits(fr *paths.Frame, st *paths.State, n ast.Node, amount *sym.Value) {
	if len(st.Outs) == 0 {
		return
	}
	var all []scoped
	at := n
	for f := fr; f != nil; f = f.Caller {
		all = append(all, x.contextsAt(f, st, at)...)
		if f.Call == nil {
			break
		}
		at = f.Call
	}
	x.pass(st, Step{Node: n, Kind: StepWait, Wait: &wait{Frame: fr, Amount: amount, Ctx: all}})
}

// contextsAt are the contexts that the function of a frame has at n, innermost first.
func (x *Recorder) contextsAt(fr *paths.Frame, st *paths.State, n ast.Node) []scoped {
	var out []scoped
	add := func(s scoped) {
		s.At, s.Fn = n, fr.Fn
		out = append(out, s)
	}
	_, literal := fr.Fn.(*ast.FuncLit) // of which it is seen what it is given; a declared function may be given another request some day
	variables := x.pkg.variablesAt(fr.Fn, n.Pos())
	none := slices.ContainsFunc(variables, func(v *types.Var) bool { // that of a request is the same, as a rule
		return gotypes.IsContext(v.Type()) && foundEndless(st, x.Load(st, fr.Cell(v), v.Type()))
	})
	for _, v := range variables {
		switch {
		case gotypes.IsContext(v.Type()):
			if value := x.Load(st, fr.Cell(v), v.Type()); x.Ends(value) && !foundEndless(st, value) && (x.IsParam(fr.Fn, v) || !x.HoldsEndless(v, n)) {
				add(scoped{Text: v.Name(), Root: v, Self: true, Made: x.madeBy(fr, v, value)})
			}
		case x.IsParam(fr.Fn, v) && gotypes.HasContext(v.Type()) && !x.pkg.withoutContext(fr.Fn, v, 0) && !none && !x.keepsEndless(v) && !(literal && x.onlyEndless(x.Load(st, fr.Cell(v), v.Type()))):
			add(scoped{Text: v.Name() + ".Context()", Root: v, Self: true})
		}
	}
	if slices.ContainsFunc(out, func(s scoped) bool { return s.Made == nil }) {
		return out
	}
	for _, e := range x.pkg.contextsIn(fr.Fn) {
		if call, called := e.(*ast.CallExpr); called && (none || x.NeverEnds(e) || literal && x.onlyEndless(x.Eval(fr, st, call.Fun.(*ast.SelectorExpr).X))) { // of a request, or of what keeps one
			continue
		}
		if root := x.pkg.RootOf(e); root != nil && inScope(root, n.Pos()) {
			if v := x.Eval(fr, st, e); x.Ends(v) && !foundEndless(st, v) {
				add(scoped{Text: types.ExprString(e), Root: root})
			}
			break
		}
	}
	return out
}

// onlyEndless reports whether a value is a request whose context never ends.
func (x *Recorder) onlyEndless(request *sym.Value) bool {
	return !x.GivenContext(nil, []*sym.Value{request})
}

// keepsEndless reports whether the method Context of what a variable holds certainly returns a context that never ends.
func (x *Recorder) keepsEndless(v *types.Var) bool {
	obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, v.Pkg(), "Context")
	fn, ok := obj.(*types.Func)
	return ok && x.GivesEndless(fn)
}

// foundEndless reports whether the path has found that a context never ends: it is nil, or its Done is.
func foundEndless(st *paths.State, ctx *sym.Value) bool {
	return ctx.Op != sym.OpNil && st.Facts.Any(func(cond *sym.Value, truth bool) bool {
		return sym.NilTest(cond) && truth == (cond.Name == "==") && slices.ContainsFunc(cond.Args, func(v *sym.Value) bool {
			return v == ctx || v.Op == sym.OpCall && len(v.Args) == 1 && v.Args[0] == ctx && strings.HasSuffix(v.Name, ".Done")
		})
	})
}

// RootOf is the variable that a plain expression, or a call of a method of one, begins with.
func (x *History) RootOf(e ast.Expr) *types.Var {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			e = u.Fun
		case *ast.SelectorExpr:
			e = u.X
			if v, ok := x.Info.Uses[u.Sel].(*types.Var); ok && !v.IsField() {
				return v // of another package
			}
		case *ast.Ident:
			v, _ := x.Info.Uses[u].(*types.Var)
			return v
		default:
			return nil
		}
	}
}

// inScope reports whether a variable is in scope at a place, be it hidden by another one of its name.
func inScope(v *types.Var, pos token.Pos) bool {
	s := v.Parent()
	return s == nil || v.Pkg() != nil && s == v.Pkg().Scope() || s.Contains(pos) && v.Pos() < pos
}

// variablesAt are the variables of fn that are in scope at a place, and those of the functions around it that it uses
// itself; the innermost first.
func (x *History) variablesAt(fn ast.Node, pos token.Pos) []*types.Var {
	at := place{fn, pos}
	list, known := x.variables[at]
	if !known {
		list = x.computeVariables(fn, pos)
		x.variables[at] = list
	}
	return list
}

// A place is a position in a function.
type place struct {
	fn  ast.Node
	pos token.Pos
}

func (x *History) computeVariables(fn ast.Node, pos token.Pos) []*types.Var {
	var out []*types.Var
	lit, _ := fn.(*ast.FuncLit)
	for s := x.Pkg.Scope().Innermost(pos); s != nil && s != x.Pkg.Scope(); s = s.Parent() {
		var here []*types.Var
		for _, name := range s.Names() {
			v, ok := s.Lookup(name).(*types.Var)
			if !ok || v.Pos() >= pos || name == "_" || !gotypes.IsContext(v.Type()) && !gotypes.HasContext(v.Type()) {
				continue
			}
			if gotypes.Within(v.Pos(), fn) || lit != nil && slices.Contains(x.FreeVariables(lit), types.Object(v)) {
				here = append(here, v)
			}
		}
		slices.SortFunc(here, func(a, b *types.Var) int { return cmp.Compare(a.Pos(), b.Pos()) })
		out = append(out, here...)
	}
	return out
}

// contextsIn are the fields and the requests' contexts that a function uses: c.ctx, cfg.Request.Context().
func (x *History) contextsIn(fn ast.Node) []ast.Expr {
	if list, ok := x.contexts[fn]; ok {
		return list
	}
	var out []ast.Expr
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectorExpr:
			if sel := x.Info.Selections[n]; sel != nil && sel.Kind() == types.FieldVal && gotypes.IsContext(sel.Type()) && gotypes.PlainExpr(n) {
				out = append(out, n)
			}
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Context" && len(n.Args) == 0 && gotypes.IsContext(x.Info.TypeOf(n)) && gotypes.PlainExpr(sel.X) {
				if s := x.Info.Selections[sel]; s != nil && gotypes.HasContext(s.Recv()) && x.longLived(fn, sel.X) {
					out = append(out, n)
				}
			}
		}
		return true
	})
	x.contexts[fn] = out
	return out
}

// longLived reports whether a request was not made in fn itself: one that http.NewRequest made has no context.
func (x *History) longLived(fn ast.Node, e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return true
	}
	v, ok := x.Info.Uses[id].(*types.Var)
	return ok && (x.IsParam(fn, v) || !gotypes.Within(v.Pos(), fn))
}

// withoutContext reports whether a parameter is a request that all callers of the function, or theirs, make by
// http.NewRequest.
func (x *History) withoutContext(fn ast.Node, param *types.Var, depth int) bool {
	if depth > 3 {
		return false
	}
	if lit, ok := fn.(*ast.FuncLit); ok {
		d := x.Enclosing(lit)
		return d != nil && x.literalWithoutContext(lit.Body, d.Body, d, param, depth)
	}
	d := fn.(*ast.FuncDecl)
	obj, ok := x.Info.Defs[d.Name].(*types.Func)
	if !ok {
		return false
	}
	i := slices.Index(slices.Collect(obj.Signature().Params().Variables()), param)
	calls, all := x.CallersOf(obj)
	return i >= 0 && all && x.givenWithoutContext(calls, i, param, depth)
}

// givenWithoutContext reports whether all calls, of which there is one, give as their argument i a request that http.NewRequest has made, or hand on
// the parameter itself.
func (x *History) givenWithoutContext(calls []index.Caller, i int, param *types.Var, depth int) bool {
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c index.Caller) bool {
		if i >= len(c.Call.Args) {
			return true
		}
		if f, ok := x.Denoted(c.Call.Args[i]).(*types.Var); ok && f.IsField() {
			return !x.keptWithoutContext(f)
		}
		v := x.Variable(c.Call.Args[i])
		if v == nil {
			return true
		}
		if v == param || c.Decl != nil && x.IsParam(c.Decl, v) && x.withoutContext(c.Decl, v, depth+1) || x.literalWithoutContext(c.Call, c.Root, c.Decl, v, depth+1) { // it hands on what it was given
			return false
		}
		return !x.madeWithoutContext(x.PlacesIn(c.Root), c.Call.Args[i])
	})
}

// literalWithoutContext is withoutContext for a parameter of the function literal in which n stands, in a declaration.
func (x *History) literalWithoutContext(n, root ast.Node, decl *ast.FuncDecl, param *types.Var, depth int) bool {
	lit := x.PlacesIn(root).Literal(n)
	if lit == nil || depth > 3 {
		return false
	}
	i := slices.Index(gotypes.Params(x.Info, lit), types.Object(param))
	calls, all := x.AnsweredBy(n, root, decl)
	return i >= 0 && all && x.givenWithoutContext(calls, i, param, depth)
}

// madeWithoutContext reports whether an expression is a request that http.NewRequest makes, or a variable that holds nothing else.
func (x *History) madeWithoutContext(p *index.Places, e ast.Expr) bool {
	if v := x.Variable(e); v != nil && !v.IsField() {
		w, ok := p.Only(v)
		if !ok || w.Value == nil {
			return false
		}
		e = w.Value
	}
	made, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && x.newRequest(x.CalledFunc(made))
}

// keptWithoutContext reports whether a field that nobody else can set holds nothing but requests that http.NewRequest makes.
func (x *History) keptWithoutContext(f *types.Var) bool {
	if f.Exported() || f.Pkg() != x.Pkg {
		return false
	}
	set, other := false, false
	for n := range x.Insp.PreorderSeq((*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil), (*ast.CompositeLit)(nil), (*ast.UnaryExpr)(nil)) {
		var values []ast.Expr
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && x.Info.Uses[id] == types.Object(f) {
				values = append(values, n.Value)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if x.Denoted(l) == types.Object(f) {
					values = append(values, n.Rhs[min(i, len(n.Rhs)-1)])
				}
			}
		case *ast.CompositeLit:
			for g, e := range x.Unkeyed(n) {
				if g == f {
					values = append(values, e)
				}
			}
		case *ast.UnaryExpr: // its address
			other = other || n.Op == token.AND && x.Denoted(n.X) == types.Object(f)
		}
		for _, v := range values {
			d := x.Enclosing(v)
			set, other = true, other || d == nil || !x.madeWithoutContext(x.PlacesIn(d.Body), v)
		}
	}
	return set && !other
}

// newRequest reports whether a function is http.NewRequest, or one of the package that makes its requests by that alone.
func (x *History) newRequest(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	if fn.FullName() == "net/http.NewRequest" {
		return true
	}
	d := x.Decls[fn.Origin()]
	if d == nil || fn.Signature().Results().Len() == 0 || !gotypes.IsRequest(fn.Signature().Results().At(0).Type()) {
		return false
	}
	plain, other := false, false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			made := x.CalledFunc(n)
			plain = plain || made != nil && made.FullName() == "net/http.NewRequest"
		case *ast.Ident:
			v, ok := x.Info.Uses[n].(*types.Var)
			other = other || n.Name == "WithContext" || n.Name == "Clone" || n.Name == "NewRequestWithContext" || ok && gotypes.IsContext(v.Type())
		}
		return !other
	})
	return plain && !other
}

// madeBy is the call that made the context that a variable holds, if it was made from another one with an end of its own. Of a
// variable that is not used any more no value is kept: any of its assignments may have been the last, and without any it is as
// the function was given it.
func (x *Recorder) madeBy(fr *paths.Frame, v *types.Var, holds *sym.Value) ast.Node {
	assigned := x.Assignments(fr.Fn)[v]
	if sig := x.SignatureOf(fr.Fn); sig != nil && len(assigned) == 0 {
		if i := slices.Index(slices.Collect(sig.Params().Variables()), v); i >= 0 && i < len(fr.Args) {
			holds = fr.Args[i]
		}
	}
	if holds.DerivesContext() {
		for holds.Name == "context.WithValue" {
			holds = holds.Args[0]
		}
		return holds.Node
	}
	for _, rhs := range assigned {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || !gotypes.IsContext(x.Info.TypeOf(call.Args[0])) {
			continue
		}
		if name := gotypes.CalledName(call); x.Says(lexicon.Derives, name) && name != "WithValue" {
			return call
		}
	}
	return nil
}
