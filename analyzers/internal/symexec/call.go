package symexec

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// prepare makes the calls in e, in order, and keeps their results for eval.
func (x *Exec) prepare(fr *paths.Frame, e ast.Expr, states []*paths.State) []*paths.State {
	if len(states) == 0 || e == nil {
		return states
	}
	if tv, ok := x.Info.Types[e]; ok && (tv.Value != nil || tv.IsType()) {
		return states
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return x.prepare(fr, e.X, states)
	case *ast.SelectorExpr:
		return x.prepare(fr, e.X, states)
	case *ast.StarExpr:
		return x.prepare(fr, e.X, states)
	case *ast.UnaryExpr:
		states = x.prepare(fr, e.X, states)
		if e.Op == token.ARROW {
			if g := x.Awaited(fr.Fn, e); g != nil {
				return x.answered(fr, e, g, states)
			}
			for _, st := range states {
				x.receive(fr, st, e.X)
			}
		}
		return states
	case *ast.BinaryExpr:
		return x.prepare(fr, e.Y, x.prepare(fr, e.X, states))
	case *ast.IndexExpr:
		return x.prepare(fr, e.Index, x.prepare(fr, e.X, states))
	case *ast.SliceExpr:
		for _, s := range []ast.Expr{e.X, e.Low, e.High, e.Max} {
			states = x.prepare(fr, s, states)
		}
		return states
	case *ast.TypeAssertExpr:
		return x.prepare(fr, e.X, states)
	case *ast.KeyValueExpr:
		return x.prepare(fr, e.Value, states)
	case *ast.CompositeLit:
		for _, el := range e.Elts {
			states = x.prepare(fr, el, states)
		}
		return states
	case *ast.CallExpr:
		return x.call(fr, e, states)
	}
	return states
}

// call makes a call on each path, after the calls in its operands.
func (x *Exec) call(fr *paths.Frame, call *ast.CallExpr, states []*paths.State) []*paths.State {
	if tv, ok := x.Info.Types[call.Fun]; ok && tv.IsType() { // conversion
		states = x.prepare(fr, call.Args[0], states)
		for _, st := range states {
			st.SetResult(call, x.In.Convert(x.Eval(fr, st, call.Args[0]), tv.Type))
		}
		return states
	}
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := x.Info.Uses[id].(*types.Builtin); ok {
			return x.builtin(fr, call, b.Name(), states)
		}
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		states = x.prepare(fr, sel.X, states)
	} else if inner, ok := ast.Unparen(call.Fun).(*ast.CallExpr); ok {
		states = x.prepare(fr, inner, states)
	}
	for _, a := range call.Args {
		states = x.prepare(fr, a, states)
	}
	outer := x.beside
	x.beside = nil
	c := calling{Exec: x, fr: fr, call: call}
	now := x.begin()
	for _, st := range x.alike(fr, call, states) {
		x.now = now
		if x.Steps++; x.Steps > x.Limit {
			return nil
		}
		c.sort(st)
	}
	c.tryAgain()
	if len(c.yielding) > 0 {
		c.out = append(c.out, x.yield(c.yields.yield, fr, call, c.yielding, c.elements)...)
	}
	c.enter()
	for _, a := range call.Args {
		x.aside(fr, a, x.beside)
	}
	if len(x.beside) > 0 && x.GroupGo(call) {
		x.launchHeld(fr, call, call.Args[0], nil, x.beside)
	}
	x.beside = outer
	return c.out
}

// A calling is a call on several paths, which are sorted by what each of them calls: paths that call the same with the same
// values go through it together.
type calling struct {
	*Exec
	fr   *paths.Frame
	call *ast.CallExpr
	out  []*paths.State // the paths on which the call has been made

	groups    []*calledGroup
	libraries []repeatedGroup
	yields    Invocation // of an iterator: what its loop does with an element
	yielding  []*paths.State
	elements  [][]*sym.Value
}

// A calledGroup are the paths that call a function of the package with the same values.
type calledGroup struct {
	Invocation
	states []*paths.State
}

// A repeatedGroup are the paths that have a library try the same.
type repeatedGroup struct {
	Repeating
	states []*paths.State
}

// sort finds out what a path calls: it makes a call that is not followed, and puts off the others.
func (c *calling) sort(st *paths.State) {
	inv := c.invocation(c.fr, st, c.call)
	each := c.oneEach(st, inv)
	if each == nil {
		each = c.byKey(c.fr, st, c.call, inv)
	}
	if each != nil {
		for _, a := range each {
			c.sortCalled(a.st, a.inv)
		}
		return
	}
	c.sortCalled(st, inv)
}

// sortCalled is sort of a call with its values.
func (c *calling) sortCalled(st *paths.State, inv Invocation) {
	if inv.yield != nil {
		c.yields, c.yielding, c.elements = inv, append(c.yielding, st), append(c.elements, inv.Args)
		return
	}
	c.credentialsOf(c.fr, st, c.call, inv)
	if inv.Fn != nil {
		c.rekeys(c.fr, st, c.call, inv.Fn)
		inv.Summary = c.SummaryOf(inv.Fn)
	}
	if inv.Summary != nil && inv.Summary.Renews {
		c.renews(c.fr, st, c.call, domain.Touched)
	}
	if r, ok := c.Models.Repeats(c.Exec, st, c.call, inv); ok {
		if i := slices.IndexFunc(c.libraries, func(l repeatedGroup) bool { return l.Same(r) }); i >= 0 {
			c.libraries[i].states = append(c.libraries[i].states, st)
		} else {
			c.libraries = append(c.libraries, repeatedGroup{r, []*paths.State{st}})
		}
		return
	}
	if inv.Full == "time.AfterFunc" {
		c.later(c.fr, c.call, st, inv)
	}
	if inv.target = c.followed(st, inv); inv.target != nil && c.tellable(c.fr, st, inv) {
		if known, ok := c.Own(inv.Fn.Origin(), slices.ContainsFunc(inv.Args, (*sym.Value).IsConst)); ok {
			inv.Summary, inv.target, inv.asks = known, nil, true
		}
	}
	if inv.target == nil {
		if c.mayPresent(inv) {
			st.Presents()
		}
		if inv.Fn != nil && c.rereads(inv.Fn) {
			c.renews(c.fr, st, c.call, domain.Touched)
		}
		c.out = append(c.out, c.step(c.fr, c.call, st, inv)...)
		return
	}
	for _, g := range c.groups {
		if g.target == inv.target && g.Recv == inv.Recv && g.fr == inv.fr && slices.Equal(g.Args, inv.Args) {
			g.states = append(g.states, st)
			return
		}
	}
	c.groups = append(c.groups, &calledGroup{inv, []*paths.State{st}})
}

// tryAgain has libraries call what they were given.
func (c *calling) tryAgain() {
	for _, l := range c.libraries {
		forks := make([]*paths.State, len(l.states))
		for i, st := range l.states {
			forks[i] = st.Fork()
		}
		if done, ok := l.Run(c.fr, forks); ok {
			c.out = append(c.out, done...)
			continue
		}
		for _, st := range l.states {
			c.out = append(c.out, c.step(c.fr, c.call, st, l.Made())...)
		}
	}
}

// enter goes through the bodies of functions of the package.
func (c *calling) enter() {
	for _, g := range c.groups {
		if !c.makesRequest(g.Callee) {
			c.out = append(c.out, c.body(g.Invocation, g.states)...)
			continue
		}
		for _, st := range g.states { // those that it makes of one are alike, and not those that come to it
			c.out = append(c.out, c.oneOfEach(c.call, c.body(g.Invocation, []*paths.State{st}))...)
		}
	}
}

// body goes through the body of a function, if it is not too deep.
func (c *calling) body(inv Invocation, states []*paths.State) []*paths.State {
	out, ok := c.follow(c.fr, c.call, states, inv)
	if ok {
		return out
	}
	for _, st := range states {
		c.Observers.Calls(st, c.call, inv.Callee, inv.Args)
		out = append(out, c.unfollowed(c.fr, c.call, st, inv.Callee, inv.Args)...)
	}
	return out
}

// makesRequest reports whether a function does no more than to make a request: it is followed for what it puts into it.
func (x *Exec) makesRequest(c Callee) bool {
	return x.OnlyMakesRequest(c.Fn) && x.Infos[c.Fn.Origin()].Statements() <= x.Limits.Making
}

// oneOfEach keeps a path for each kind of answer of a function that makes a request, and of these one with a body, if there
// is: headers, queries and the like are many, and no two of them make a difference to how the request fares.
func (x *Exec) oneOfEach(call *ast.CallExpr, states []*paths.State) []*paths.State {
	var out []*paths.State
	at := map[uint64]int{}
	hasBody := func(s *paths.State) bool {
		v := s.Result(call)
		if v != nil && v.Op == sym.OpTuple && len(v.Args) > 0 {
			v = v.Args[0]
		}
		if v == nil {
			return false
		}
		body := x.BodyOf(s, v)
		return body != nil && body.Op != sym.OpNil
	}
	for _, s := range states {
		k := s.Answers()
		i, known := at[k]
		switch {
		case !known:
			at[k] = len(out)
			out = append(out, s)
		case hasBody(s) && !hasBody(out[i]):
			out[i] = s
		}
	}
	return out
}

// followed is the function to execute in place of a call, if any.
func (x *Exec) followed(st *paths.State, inv Invocation) ast.Node {
	if inv.lit != nil {
		return inv.lit
	}
	if inv.Fn == nil {
		return nil
	}
	d := x.Decls[inv.Fn.Origin()]
	if d == nil || !x.worthFollowing(st, inv.Callee, inv.Args) {
		return nil
	}
	if proto, ok := x.ProtocolOf(inv.Fn, inv.Sig); ok && (proto == domain.ProtoHTTP || proto == domain.ProtoGRPC) {
		return nil
	}
	return d
}

// step makes a call that is not followed into a body: a function that the engine knows, an attempt, or neither.
func (x *Exec) step(fr *paths.Frame, call *ast.CallExpr, st *paths.State, inv Invocation) []*paths.State {
	c, args := inv.Callee, inv.Args
	x.Observers.Calls(st, call, c, args)
	if c.Fn != nil {
		if out, ok := x.Models.Call(x, fr, st, call, inv); ok {
			return out
		}
		if proto, ok := x.ProtocolOf(c.Fn, c.Sig); ok {
			return x.Attempt(fr, call, st, c, proto, args)
		}
	} else if c.Sig != nil {
		if proto, ok := api.SignatureProtocol(c.Sig); ok {
			return x.Attempt(fr, call, st, c, proto, args)
		}
	}
	return x.unfollowed(fr, call, st, c, args)
}

// maxDefault are the statements of a function that makes a struct with a few settings in it; its block counts as one.
const maxDefault = 4

// makesPolicy reports whether a function of that signature makes a struct with functions in it, which somebody may ask.
func makesPolicy(sig *types.Signature) bool {
	if sig == nil || sig.Results().Len() != 1 {
		return false
	}
	s := gotypes.StructOf(sig.Results().At(0).Type())
	if s == nil {
		return false
	}
	for f := range s.Fields() {
		if gotypes.IsFunction(f.Type()) {
			return true
		}
	}
	return false
}

// tellsWithout reports whether a function that is given nothing returns what a path can tell: a policy that it makes, or what a method
// finds in an object that the path has set.
func (x *Exec) tellsWithout(st *paths.State, c Callee, fi *effects.Func) bool {
	return fi.Statements() <= maxDefault && makesPolicy(c.Sig) || c.Recv != nil && fi.Statements() <= x.Limits.Making && hasSet(st, c.Recv)
}

// worthFollowing reports whether following a function of the package can tell more than its signature: it sends
// requests, looks at statuses or waits; or it is handed an outcome or a function; or it computes a delay.
func (x *Exec) worthFollowing(st *paths.State, c Callee, args []*sym.Value) bool {
	fi := x.Infos[c.Fn.Origin()]
	if fi == nil || fi.Touches || fi.Waits {
		return fi != nil
	}
	if x.makesRequest(c) || x.asksBody(c) || x.setsSent(fi) || len(st.Outs) > 0 && len(args) == 0 && fi.Sets() {
		return true
	}
	if gotypes.IsIterator(c.Sig) || x.schedules(fi, c.Sig) || len(args) == 0 && x.tellsWithout(st, c, fi) {
		return true
	}
	if !x.mayJudge(c.Fn, c.Sig, fi) {
		return false
	}
	telling := func(v *sym.Value) bool {
		if gotypes.IsReflected(v.Typ) || gotypes.IsContent(v.Typ) && x.Recursive(fi) { // what is asked of it cannot be read, or is a matter of all its parts
			return false
		}
		return st.DepsOf(v)&sym.DepOutcome != 0 || v.Op == sym.OpClosure || v.Op == sym.OpFunc || v.Op == sym.OpYield || v.Op == sym.OpErrNew || isKnownError(v) || st.KeepsOutcome(v)
	}
	for i, a := range args { // that nothing failed tells as well
		if a.Op == sym.OpNil && i < c.Sig.Params().Len() && gotypes.IsError(c.Sig.Params().At(i).Type()) {
			return true
		}
	}
	return c.Recv != nil && telling(c.Recv) || slices.ContainsFunc(args, telling)
}

// isKnownError reports whether a value is one certain error: one that the package keeps in a variable, or of a type of its own. Which of them
// it is can be all that tells of an outcome.
func isKnownError(v *sym.Value) bool {
	switch v.Op {
	case sym.OpGlobal, sym.OpConvert, sym.OpRef, sym.OpWith, sym.OpComposite:
		return v.Typ != nil && gotypes.ImplementsError(v.Typ)
	}
	return false
}

// schedules reports whether a function makes delays, or what a library that retries is told.
func (x *Exec) schedules(fi *effects.Func, sig *types.Signature) bool {
	return gotypes.ReturnsDuration(sig) || makesDelays(sig) || fi.Adjusts(x.Limits.Making)
}

// hasSet reports whether a path has set a field of an object: what a method returns of that may be another thing now.
func hasSet(st *paths.State, of *sym.Value) bool {
	for k := range st.Env.All() {
		if k.Base == of && k.Ghost == nil {
			return true
		}
	}
	return false
}

// mayJudge reports whether what a function returns can be a judgement on an outcome that it is handed: not a text or a
// part of a body, unless a provider's code may be among them, or it is an error's text, which the program may ask for; and no message that it writes.
func (x *Exec) mayJudge(fn *types.Func, sig *types.Signature, fi *effects.Func) bool {
	if sig.Results().Len() == 0 {
		return !x.OnlyWrites(fi)
	}
	if fn.Name() == "Error" || len(x.Tied().Fields) > 0 {
		return true
	}
	for v := range sig.Results().Variables() {
		switch t := v.Type().Underlying().(type) {
		case *types.Basic:
			if t.Info()&types.IsString == 0 {
				return true
			}
		case *types.Interface, *types.Pointer, *types.Struct, *types.Signature:
			return true
		}
	}
	return false
}

func (x *Exec) Tuple(vals []*sym.Value) *sym.Value {
	if len(vals) == 1 {
		return vals[0]
	}
	return x.In.Make(sym.Value{Op: sym.OpTuple, Args: vals})
}
