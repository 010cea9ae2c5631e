package effects

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
)

// A visitor notes what a function does by itself.
type visitor struct {
	*Functions
	fi        *Func
	assigned  map[*types.Var]bool              // variables that do not keep what they begin with
	presented []presented                      // what requests have their credentials from
	taken     []*ast.IndexExpr                 // the elements of lists in the function at hand
	made      map[types.Object][]*ast.CallExpr // the calls in the function at hand that can fail, but for those that are written like one before
}

func (v *visitor) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		if gotypes.Interesting(n) || v.retriesByLibrary(n) {
			v.fi.looping = append(v.fi.looping, n)
		}
	case *ast.ForStmt, *ast.LabeledStmt:
		v.fi.Loops = true
	case *ast.RangeStmt:
		v.fi.Loops = true
		if n.Tok == token.ASSIGN {
			v.written(n.Key)
			if n.Value != nil {
				v.written(n.Value)
			}
		}
	case *ast.KeyValueExpr:
		if id, ok := n.Key.(*ast.Ident); ok {
			v.NoteFuncField(v.Info.Uses[id], n.Value)
			v.noteTable(v.Info.Uses[id], n.Value)
			v.sendsBy(id, n.Value)
		}
		v.mentions(&v.fi.holds, n.Value)
	case *ast.CompositeLit:
		v.NoteFuncFields(n)
		v.mentions(&v.fi.holds, n.Elts...)
	case *ast.ReturnStmt:
		v.mentions(&v.fi.holds, n.Results...)
	case *ast.ValueSpec:
		v.mentions(&v.fi.holds, n.Values...)
	case *ast.AssignStmt:
		v.assign(n)
	case *ast.IncDecStmt:
		v.written(n.X)
		v.assignsField(n.X)
	case *ast.UnaryExpr:
		switch n.Op {
		case token.AND:
			v.written(n.X)
			v.shows(n)
			if sel, ok := n.X.(*ast.SelectorExpr); ok {
				v.NoteFuncField(v.Info.Uses[sel.Sel], n)
			}
		case token.ARROW:
			v.fi.Waits = true
		}
	case *ast.SelectStmt:
		v.fi.Waits = true
	case *ast.SelectorExpr:
		if !v.fi.Touches && v.looksAtStatus(n) {
			v.fi.Touches = true
		}
	case *ast.IndexExpr:
		if v.isThing(n) {
			v.taken = append(v.taken, n)
		}
		if table, ok := v.Denoted(n.X).(*types.Var); ok && gotypes.HoldsFunctions(table.Type()) {
			v.fi.values = append(v.fi.values, table)
		}
	case *ast.BinaryExpr:
		if n.Op == token.ADD {
			v.presentsIn(n)
		}
	case *ast.CallExpr:
		v.call(n)
	}
	return true
}

// retriesByLibrary reports whether a function literal hands something to a function that calls it again: who runs the literal may not be
// known, a pool of goroutines say.
func (v *visitor) retriesByLibrary(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && !found && v.takesFunction(call) {
			fn, _ := typeutil.Callee(v.Info, call).(*types.Func)
			found = fn != nil && v.callsAgain(fn)
		}
		return !found
	})
	return found
}

// callsAgain reports whether a function of another package calls again what it is given: one of a retry library, or a helper.
func (v *visitor) callsAgain(fn *types.Func) bool {
	if _, ok := v.RetryFunc(fn); ok {
		return true
	}
	s := v.SummaryOf(fn)
	return s != nil && s.Repeats != nil
}

// written notes that a variable is assigned to, or that its address is taken.
func (v *visitor) written(e ast.Expr) {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.IndexExpr:
			e = u.X
			continue
		case *ast.Ident:
			if o, ok := v.Info.Uses[u].(*types.Var); ok {
				v.assigned[o] = true
				if gotypes.IsGlobal(o) {
					v.fi.fills = append(v.fi.fills, o)
				}
			}
		case *ast.SelectorExpr:
			if o, ok := v.Info.Uses[u.Sel].(*types.Var); ok && !o.IsField() {
				v.assigned[o] = true
			}
		}
		return
	}
}

// callsItself reports whether a function literal calls the variable that it is put into.
func (v *visitor) callsItself(kept types.Object, e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.FuncLit)
	if !ok || kept == nil {
		return false
	}
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			id, ok := ast.Unparen(call.Fun).(*ast.Ident)
			found = found || ok && v.Info.Uses[id] == kept
		}
		return !found
	})
	return found
}

// assign notes which functions fields are set to, and which fields and variables are assigned to.
func (v *visitor) assign(n *ast.AssignStmt) {
	v.mentions(&v.fi.holds, n.Rhs...)
	for i, l := range n.Lhs {
		if id, ok := l.(*ast.Ident); ok && len(n.Lhs) == len(n.Rhs) {
			v.fi.again = v.fi.again || v.callsItself(v.Info.Uses[id], n.Rhs[i])
		}
		sel, ok := l.(*ast.SelectorExpr)
		switch {
		case !ok:
		case len(n.Lhs) == len(n.Rhs):
			v.NoteFuncField(v.Info.Uses[sel.Sel], n.Rhs[i])
			v.noteTable(v.Info.Uses[sel.Sel], n.Rhs[i])
			v.sendsBy(sel.Sel, n.Rhs[i])
		default:
			v.NoteFuncField(v.Info.Uses[sel.Sel], n.Rhs[0])
		}
	}
	if n.Tok == token.DEFINE {
		return
	}
	for _, l := range n.Lhs {
		v.written(l)
		v.assignsField(l)
	}
}

// assignsField notes that a field is assigned to, or an element of one.
func (v *visitor) assignsField(to ast.Expr) {
	if index, ok := ast.Unparen(to).(*ast.IndexExpr); ok {
		to = index.X
	}
	if sel, ok := ast.Unparen(to).(*ast.SelectorExpr); ok {
		if f, ok := v.Info.Uses[sel.Sel].(*types.Var); ok && f.IsField() {
			v.fi.Assigns = append(v.fi.Assigns, f)
		}
	}
}

// looksAtStatus reports whether a selection is that of a status or an error code.
func (v *visitor) looksAtStatus(n *ast.SelectorExpr) bool {
	sel := v.Info.Selections[n]
	if sel == nil {
		return v.Speaks(v.Info.Uses[n.Sel])
	}
	f, ok := sel.Obj().(*types.Var)
	return ok && (f.Name() == "StatusCode" || v.Says(lexicon.ClearStatus, f.Name()) || v.CarrierOf(sel.Recv(), f) != api.CarriesNothing || v.CarriesCode(sel.Recv(), f) || api.TellsKind(sel.Recv(), f))
}

// call notes what a call does.
func (v *visitor) call(n *ast.CallExpr) {
	name := gotypes.CalledName(n)
	v.fi.rotates = v.fi.rotates || v.picks(n, name)
	v.fi.Renews = v.fi.Renews || v.Renewal(name) == domain.Renewed
	callee := typeutil.Callee(v.Info, n)
	v.twice(n, callee)
	fn, _ := callee.(*types.Func)
	if sig, ok := v.Info.TypeOf(n.Fun).Underlying().(*types.Signature); ok {
		v.fi.Hooks = v.fi.Hooks || gotypes.IsPutIn(fn, sig) && !isLiteral(n.Fun) && !v.isLocal(n.Fun)
	}
	if fn == nil {
		v.callOfValue(n)
		v.mentions(&v.fi.Calls, n.Args...) // what is converted, or what a function makes another one of: a middleware
		return
	}
	ofInterface := fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type())
	v.fi.tries = v.fi.tries || ofInterface && gotypes.FailsLast(fn.Signature())
	elsewhere := fn.Pkg() == nil || fn.Pkg() != v.Pkg && !gotypes.IsStd(fn.Pkg().Path()) || ofInterface
	v.leaves(fn, elsewhere)
	v.fi.fills = append(v.fi.fills, v.Fills(n, fn)...)
	if locks, reads := isLock(fn); locks {
		v.takes(n, reads)
	} else if !v.fi.pauses && fn.Pkg() != v.Pkg && (v.Says(lexicon.Waits, fn.Name()) || functions.MakesTimer(v.FullName(fn))) {
		v.fi.Waits, v.fi.pauses = true, true
	}
	v.fi.Draws = v.fi.Draws || v.DrawsStd(fn)
	v.fi.MayWait = v.fi.MayWait || v.MayPause(fn)
	v.presents(n, fn)
	if _, ok := v.RetryFunc(fn); ok {
		v.fi.Loops, v.fi.asks = true, true
	}
	if (elsewhere || fn.Pkg() == v.Pkg) && (gotypes.TakesRequest(fn.Signature()) || gotypes.TakesReader(fn.Signature())) {
		v.fi.gives++
	}
	v.called(n, fn)
	if p, ok := v.ProtocolOf(fn, fn.Signature()); ok {
		v.fi.Touches, v.fi.Reaches = true, true
		if p != domain.ProtoGRPC {
			v.fi.sends++
		}
	}
	v.fi.Touches = v.fi.Touches || v.tellsOutcome(n, fn)
}

// sorts reports whether a call asks an error which one it is, in a function that others ask for that: what they have made of a status by the
// same package may be among them.
func (v *visitor) sorts(fn *types.Func) bool {
	if full := v.FullName(fn); v.fi.Decl == nil || full != "errors.Is" && full != "errors.As" {
		return false
	}
	asked, _ := v.Info.Defs[v.fi.Decl.Name].(*types.Func)
	if asked == nil || !asked.Exported() || !gotypes.TakesError(asked.Signature()) {
		return false
	}
	r := asked.Signature().Results()
	return r.Len() == 1 && gotypes.IsBool(r.At(0).Type())
}

// testsWord reports whether a call looks in a text for the word that is the code of an error.
func (v *visitor) testsWord(n *ast.CallExpr, fn *types.Func) bool {
	if len(n.Args) != 2 || !functions.TestsText(v.FullName(fn)) {
		return false
	}
	text := v.Info.Types[n.Args[1]].Value
	if text == nil || text.Kind() != constant.String {
		return false
	}
	_, ok := v.WordOf(constant.StringVal(text))
	return ok
}

// leaves notes what a call that can fail asks of other packages.
func (v *visitor) leaves(fn *types.Func, elsewhere bool) {
	v.fi.works = v.fi.works || v.FullName(fn) == functions.MakesCommand || v.Streams(fn) || elsewhere && gotypes.KeepsAnswer(fn.Signature())
	if !gotypes.FailsLast(fn.Signature()) {
		return
	}
	v.fi.Leaves = v.fi.Leaves || elsewhere && (!v.Says(lexicon.Quiet, fn.Name()) || v.AsksServer(fn))
	v.fi.connects = v.fi.connects || functions.Connects(v.FullName(fn)) || elsewhere && fn.Signature().Results().Len() > 1 && v.Says(lexicon.Connects, fn.Name())
	v.fi.works = v.fi.works || gotypes.TakesContext(fn.Signature()) && (elsewhere || gotypes.IsStd(fn.Pkg().Path()) && v.FullName(fn) != "net/http.NewRequestWithContext")
}

// callOfValue notes what a call of a function does that is not known by name.
func (v *visitor) callOfValue(n *ast.CallExpr) {
	sig, ok := v.Info.TypeOf(n.Fun).Underlying().(*types.Signature)
	if !ok {
		return
	}
	v.fi.unseen = v.fi.unseen || !isLiteral(n.Fun) && gotypes.CalledBuiltin(v.Info, n) == "" && !v.Info.Types[n.Fun].IsType() && !gotypes.IsTold(sig)
	if _, ok := api.SignatureProtocol(sig); ok {
		v.fi.Touches, v.fi.Reaches = true, true
	}
	v.fi.Waits = v.fi.Waits || gotypes.TakesDuration(sig) && !gotypes.ReturnsDuration(sig) && !isLiteral(n.Fun)
	v.mentions(&v.fi.Calls, n.Fun)
	v.fi.lits = v.fi.lits || !v.Info.Types[n.Fun].IsType() && v.takesFunction(n)
	v.fi.invokes = v.fi.invokes || v.fi.Decl != nil && gotypes.FailsLast(sig) && v.IsParam(v.fi.Decl, v.Variable(n.Fun))
}

func isLiteral(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.FuncLit)
	return ok
}

// picks reports whether a call picks another key, host or channel, by its name. What only says whether there is a next one picks none.
func (v *visitor) picks(n *ast.CallExpr, name string) bool {
	return v.Says(lexicon.Rotates, name) && !gotypes.IsBool(v.Info.TypeOf(n))
}

// isLocal reports whether an expression is a variable that a function has for itself.
func (v *visitor) isLocal(e ast.Expr) bool {
	obj := v.Variable(e)
	return obj != nil && !obj.IsField() && obj.Parent() != v.Pkg.Scope() && (v.fi.Decl == nil || !v.IsParam(v.fi.Decl, obj))
}

// called notes the functions of the package that a call comes to, and what is known of one of another package.
func (v *visitor) called(n *ast.CallExpr, fn *types.Func) {
	impl := v.Implementation(fn)
	if impl != fn && impl.Pkg() == v.Pkg {
		v.fi.Calls = append(v.fi.Calls, impl.Origin())
	}
	if s := v.SummaryOf(impl); s != nil {
		v.summarized(n, s)
	}
	if l := v.EntryOf(fn); l != nil {
		v.fi.adjusts = v.fi.adjusts || l.Adjusts
	}
	v.mentions(&v.fi.Calls, n.Args...)
	if impl.Pkg() != v.Pkg && (impl.Pkg() == nil || !gotypes.IsStd(impl.Pkg().Path())) || impl == fn && types.IsInterface(receiver(fn.Signature())) {
		v.fi.unseen = true
	}
	if fn.Name() == "AfterFunc" && len(n.Args) == 2 { // of a timer, which calls it later
		if f, ok := v.Denoted(n.Args[1]).(*types.Func); ok && f.Pkg() == v.Pkg {
			v.fi.Calls = append(v.fi.Calls, f.Origin())
		}
	}
	if fn.Pkg() != v.Pkg {
		return
	}
	v.fi.Calls = append(v.fi.Calls, fn.Origin())
	v.fi.lits = v.fi.lits || v.takesFunction(n)
}

// summarized notes what a function of another package does by what that exports of it.
func (v *visitor) summarized(n *ast.CallExpr, s *summary.Summary) {
	v.fi.Touches = v.fi.Touches || s.Again != nil || len(s.Exits) > 0 && (s.Sends || len(s.Subject) > 0)
	v.fi.Reaches = v.fi.Reaches || s.Asks || s.Again != nil || s.Answers()
	v.fi.Waits = v.fi.Waits || s.Waits
	v.fi.pauses = v.fi.pauses || s.Sleeps != nil
	v.fi.Renews = v.fi.Renews || s.Renews
	v.fi.Rereads = v.fi.Rereads || s.Renews && !s.Sends
	if s.Repeats != nil {
		v.fi.Loops, v.fi.asks = true, true
		v.calledBack(n, s.Repeats.Do)
	}
}

// calledBack notes the method of the package that a helper calls again.
func (v *visitor) calledBack(n *ast.CallExpr, do summary.Part) {
	if do.Method == "" || do.Param < 0 || do.Param >= len(n.Args) {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(v.Info.TypeOf(n.Args[do.Param]), true, v.Pkg, do.Method)
	if fn, ok := obj.(*types.Func); ok {
		if fn = v.Implementation(fn); fn.Pkg() == v.Pkg {
			v.fi.Calls = append(v.fi.Calls, fn.Origin())
		}
	}
}

// noteTable notes what a field is set to that holds functions by their keys.
func (v *visitor) noteTable(field types.Object, set ast.Expr) {
	f, ok := field.(*types.Var)
	if ok && f.IsField() && gotypes.HoldsFunctions(f.Type()) {
		if lit, ok := ast.Unparen(set).(*ast.CompositeLit); ok {
			v.tables[f.Origin()] = append(v.tables[f.Origin()], lit)
		}
	}
}

// takesFunction reports whether a call is given a function.
func (v *visitor) takesFunction(n *ast.CallExpr) bool {
	return slices.ContainsFunc(n.Args, func(a ast.Expr) bool { return gotypes.IsFunction(v.Info.TypeOf(a)) })
}

// mentions notes the functions that expressions denote: who has one of the package may call it.
func (v *visitor) mentions(in *[]*types.Func, list ...ast.Expr) {
	for _, e := range list {
		t := v.Info.TypeOf(e)
		if t == nil {
			continue
		}
		sig, ok := t.Underlying().(*types.Signature)
		if !ok {
			continue
		}
		switch f := v.Denoted(e).(type) {
		case *types.Func:
			if f = v.Implementation(f); f.Pkg() == v.Pkg {
				*in = append(*in, f.Origin())
			}
		case *types.Var:
			v.fi.tries = v.fi.tries || gotypes.FailsLast(sig)
			v.fi.values = append(v.fi.values, f)
		}
	}
}

// tellsOutcome reports whether a function tells of the outcome of a request.
func (v *visitor) tellsOutcome(n *ast.CallExpr, fn *types.Func) bool {
	if l := v.EntryOf(fn); l != nil && (l.Tests || l.Refuses || l.Repeats != nil || l.Code != library.Nothing) {
		return true
	}
	_, sees := v.SeenAs(fn)
	if _, _, asks := v.CodesAsked(v.FullName(fn)); asks || sees {
		return true
	}
	return v.sorts(fn) || v.testsWord(n, fn) || api.StatusMethod(fn) || v.SDKCarrier(fn) || api.IsGRPCResult(fn)
}
