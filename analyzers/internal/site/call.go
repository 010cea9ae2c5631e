package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

const maxDepth = 9 // calls followed below a root

// prepare makes the calls in e, in order, and keeps their results for eval.
func (x *exec) prepare(fr *frame, e ast.Expr, states []*state) []*state {
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

// receive waits on a channel.
func (x *exec) receive(fr *frame, st *state, ch ast.Expr) {
	v := x.eval(fr, st, ch)
	switch {
	case v.Op == sym.OpCall && v.Name == "time.After":
		x.addWait(st, v.Args[0], domain.WaitAmount)
		x.receives(fr, st, ch, v.Args[0])
	case v.Op == sym.OpField && v.Name == "C" && v.Args[0].Op == sym.OpCall && v.Args[0].Name == "time.NewTimer":
		d := v.Args[0].Args[0]
		if to, ok := st.env.Get(sym.Key{Base: v.Args[0], Ghost: reset}); ok {
			d = to
		}
		x.addWait(st, d, domain.WaitAmount)
		x.receives(fr, st, ch, d)
	case v.Op == sym.OpField && v.Name == "C", v.Op == sym.OpCall && v.Name == "time.Tick":
		x.addWait(st, nil, domain.WaitPaced)
	default:
		x.addWait(st, nil, domain.WaitUnknown)
	}
}

// takesContext reports whether a parameter is a context.
func takesContext(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if gotypes.IsContext(p.Type()) {
			return true
		}
	}
	return false
}

// addWait notes a wait on every outcome of the path.
func (x *exec) addWait(st *state, d *sym.Value, bits domain.WaitBits) {
	if d != nil && d.Op == sym.OpInt && d.Int <= 0 {
		return
	}
	for i, o := range st.outs {
		c := *o
		c.waits |= bits
		if d != nil {
			args := []*sym.Value{d}
			if o.wait != nil {
				args = append(slices.Clone(o.wait.Args), d)
			}
			c.wait = x.in.Make(sym.Value{Op: sym.OpTuple, Args: args})
		}
		st.outs[i] = &c
	}
}

// credential notes that something named like a credential was renewed or set since the attempts.
func (x *exec) credential(st *state, name string) {
	x.renews(st, x.Renewal(name))
}

// renews notes a renewal of credentials on every outcome of the path.
func (x *exec) renews(st *state, r domain.Renewal) {
	if r == domain.NotRenewed {
		return
	}
	for i, o := range st.outs {
		if o.renewed < r {
			c := *o
			c.renewed = r
			st.outs[i] = &c
		}
	}
}

// A callee is what a call expression calls.
type callee struct {
	fn    *types.Func // declared function or method, if known
	lit   *ast.FuncLit
	fr    *frame // the frame that lit captured
	recv  *sym.Value
	name  string     // the function's, field's or variable's, for judging by name
	full  string     // the full name of fn
	yield *iteration // of what a function that is ranged over calls
	sig   *types.Signature
}

func (x *exec) callee(fr *frame, st *state, call *ast.CallExpr) (c callee) {
	defer func() { c.full = x.FullName(c.fn) }()
	c.sig, _ = x.Info.TypeOf(call.Fun).Underlying().(*types.Signature)
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		c.name = f.Sel.Name
	case *ast.Ident:
		c.name = f.Name
	}
	if fn, ok := typeutil.Callee(x.Info, call).(*types.Func); ok {
		c.fn = x.Implementation(fn)
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.Info.Selections[sel] != nil {
			c.recv = x.eval(fr, st, sel.X)
			c.fn = x.dynamic(c.fn, c.recv)
		}
		return c
	}
	v := x.eval(fr, st, call.Fun)
	if named, ok := v.Obj.(*types.Var); ok { // whatever variable it was put into
		c.name = named.Name()
	}
	if f, ok := v.Obj.(*types.Var); ok && v.Op == sym.OpField { // the only function that the field is ever set to
		if set := x.FieldFunc(f); set != nil {
			if fn := x.soleFunc(set); fn != nil {
				v = fn
			}
		}
	}
	switch v.Op {
	case sym.OpYield:
		c.yield = x.iterations[v]
	case sym.OpClosure:
		c.lit, _ = v.Node.(*ast.FuncLit)
		c.fr = frameOf(v.Scope)
	case sym.OpFunc:
		c.fn, _ = v.Obj.(*types.Func)
		if len(v.Args) > 0 {
			c.recv = v.Args[0]
		}
	}
	return c
}

func (x *exec) call(fr *frame, call *ast.CallExpr, states []*state) []*state {
	if tv, ok := x.Info.Types[call.Fun]; ok && tv.IsType() { // conversion
		states = x.prepare(fr, call.Args[0], states)
		for _, st := range states {
			st.setTmp(call, x.in.Convert(x.eval(fr, st, call.Args[0]), tv.Type))
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
	var out []*state
	// Paths that call the same function with the same values go through it together.
	type group struct {
		invocation
		states []*state
	}
	var groups []*group
	type repeated struct {
		repeating
		states []*state
	}
	var libraries []repeated
	var yields invocation
	var yielding []*state
	var elements [][]*sym.Value
	for _, st := range states {
		if x.steps++; x.steps > x.limit {
			return nil
		}
		inv := x.invocation(fr, st, call)
		if inv.yield != nil {
			yields, yielding, elements = inv, append(yielding, st), append(elements, inv.args)
			continue
		}
		if inv.fn != nil {
			x.credential(st, inv.fn.Name())
		} else {
			x.credential(st, inv.name)
		}
		if inv.fn != nil {
			inv.summary = x.SummaryOf(inv.fn)
		}
		if inv.summary != nil && inv.summary.Renews {
			x.renews(st, domain.Touched)
		}
		if r, ok := x.models.Repeats(x, st, call, inv); ok {
			if i := slices.IndexFunc(libraries, func(l repeated) bool { return l.Same(r) }); i >= 0 {
				libraries[i].states = append(libraries[i].states, st)
			} else {
				libraries = append(libraries, repeated{r, []*state{st}})
			}
			continue
		}
		if inv.full == "time.AfterFunc" {
			x.later(fr, call, st, inv)
		}
		if inv.target = x.followed(st, inv); inv.target == nil {
			out = append(out, x.step(fr, call, st, inv)...)
			continue
		}
		joined := false
		for _, g := range groups {
			if g.target == inv.target && g.recv == inv.recv && g.fr == inv.fr && slices.Equal(g.args, inv.args) {
				g.states = append(g.states, st)
				joined = true
				break
			}
		}
		if !joined {
			groups = append(groups, &group{inv, []*state{st}})
		}
	}
	for _, l := range libraries {
		forks := make([]*state, len(l.states))
		for i, st := range l.states {
			forks[i] = st.fork()
		}
		if done, ok := l.Run(fr, forks); ok {
			out = append(out, done...)
			continue
		}
		for _, st := range l.states {
			out = append(out, x.step(fr, call, st, l.Made())...)
		}
	}
	if len(yielding) > 0 {
		out = append(out, x.yield(yields.yield, fr, call, yielding, elements)...)
	}
	for _, g := range groups {
		followed, ok := x.follow(fr, call, g.states, g.invocation)
		if !ok {
			for _, st := range g.states {
				x.observers.Calls(st, call, g.callee, g.args)
				followed = append(followed, x.unfollowed(fr, call, st, g.callee, g.args)...)
			}
		}
		if x.makesRequest(g.callee) {
			followed = x.oneOfEach(call, followed)
		}
		out = append(out, followed...)
	}
	return out
}

// maxMaking bounds the statements of the functions that are followed for the request that they make: they are gone through
// once more for each path on every round.
const maxMaking = 30

// functions.MakesRequest reports whether a function does no more than to make a request: it is followed for what it puts into it.
func (x *exec) makesRequest(c callee) bool {
	if c.fn == nil || c.sig.Results().Len() == 0 || !gotypes.IsRequest(c.sig.Results().At(0).Type()) {
		return false
	}
	fi := x.Infos[c.fn.Origin()]
	return fi != nil && !fi.Touches && !fi.Waits && fi.Statements() <= maxMaking
}

// oneOfEach keeps a path for each kind of answer of a function that makes a request, and of these one with a body, if there
// is: headers, queries and the like are many, and no two of them make a difference to how the request fares.
func (x *exec) oneOfEach(call *ast.CallExpr, states []*state) []*state {
	var out []*state
	at := map[uint64]int{}
	hasBody := func(s *state) bool {
		v := s.tmp.of(call)
		if v != nil && v.Op == sym.OpTuple && len(v.Args) > 0 {
			v = v.Args[0]
		}
		if v == nil {
			return false
		}
		body := x.bodyOf(s, v)
		return body != nil && body.Op != sym.OpNil
	}
	for _, s := range states {
		k := s.answers()
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

// An invocation is a call with its values on one path.
type invocation struct {
	callee
	args    []*sym.Value
	target  ast.Node         // the function to follow, or nil
	summary *summary.Summary // what is known of a function of another package, or nil
}

func (x *exec) invocation(fr *frame, st *state, call *ast.CallExpr) invocation {
	inv := invocation{callee: x.callee(fr, st, call)}
	for _, a := range call.Args {
		v := x.eval(fr, st, a)
		if v.Op == sym.OpTuple && len(call.Args) == 1 { // f(g())
			inv.args = append(inv.args, v.Args...)
			continue
		}
		inv.args = append(inv.args, v)
	}
	return inv
}

// followed is the function to execute in place of a call, if any.
func (x *exec) followed(st *state, inv invocation) ast.Node {
	if inv.lit != nil {
		return inv.lit
	}
	if inv.fn == nil {
		return nil
	}
	d := x.Decls[inv.fn.Origin()]
	if d == nil || !x.worthFollowing(st, inv.callee, inv.args) {
		return nil
	}
	if proto, ok := x.ProtocolOf(inv.fn, inv.sig); ok && (proto == domain.ProtoHTTP || proto == domain.ProtoGRPC) {
		return nil
	}
	return d
}

// step makes a call that is not followed into a body: a function that the engine knows, an attempt, or neither.
func (x *exec) step(fr *frame, call *ast.CallExpr, st *state, inv invocation) []*state {
	c, args := inv.callee, inv.args
	x.observers.Calls(st, call, c, args)
	if c.fn != nil {
		if out, ok := x.models.Call(x, fr, st, call, inv); ok {
			return out
		}
		if proto, ok := x.ProtocolOf(c.fn, c.sig); ok {
			return x.attempt(fr, call, st, c, proto, args)
		}
	} else if c.sig != nil {
		if proto, ok := api.SignatureProtocol(c.sig); ok {
			return x.attempt(fr, call, st, c, proto, args)
		}
	}
	return x.unfollowed(fr, call, st, c, args)
}

// worthFollowing reports whether following a function of the package can tell more than its signature: it sends
// requests, looks at statuses or waits; or it is handed an outcome or a function; or it computes a delay.
func (x *exec) worthFollowing(st *state, c callee, args []*sym.Value) bool {
	fi := x.Infos[c.fn.Origin()]
	if fi == nil || fi.Touches || fi.Waits {
		return fi != nil
	}
	if x.makesRequest(c) || x.asksBody(c) || len(st.outs) > 0 && len(args) == 0 && fi.Sets() {
		return true
	}
	if gotypes.IsIterator(c.sig) {
		return true
	}
	for i := range c.sig.Results().Len() {
		if gotypes.IsDuration(c.sig.Results().At(i).Type()) {
			return true
		}
	}
	if !x.mayJudge(c.fn, c.sig) {
		return false
	}
	telling := func(v *sym.Value) bool {
		return st.depsOf(v)&sym.DepOutcome != 0 || v.Op == sym.OpClosure || v.Op == sym.OpFunc || v.Op == sym.OpYield || v.Op == sym.OpErrNew || st.keepsOutcome(v)
	}
	for i, a := range args { // that nothing failed tells as well
		if a.Op == sym.OpNil && i < c.sig.Params().Len() && gotypes.IsError(c.sig.Params().At(i).Type()) {
			return true
		}
	}
	return c.recv != nil && telling(c.recv) || slices.ContainsFunc(args, telling)
}

// mayJudge reports whether what a function returns can be a judgement on an outcome that it is handed: not a text or a
// part of a body, unless a provider's code may be among them, or it is an error's text, which the program may ask for.
func (x *exec) mayJudge(fn *types.Func, sig *types.Signature) bool {
	if sig.Results().Len() == 0 || fn.Name() == "Error" || len(x.Tied().Fields) > 0 {
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

// follow executes a function of the package in place of the call.
func (x *exec) follow(fr *frame, call *ast.CallExpr, states []*state, inv invocation) ([]*state, bool) {
	if fr.depth >= maxDepth {
		return nil, false
	}
	fn := inv.target
	path := fr.path.Call(call.Pos())
	sig := x.SignatureOf(fn)
	recursions := 0
	var again *frame
	for f := fr; f != nil; f = f.caller {
		if f.fn != fn {
			continue
		}
		recursions++
		if again == nil && (len(states) == 0 || !x.advances(states[0], f, inv, sig)) {
			again = f
		}
	}
	if recursions > 3 {
		return nil, true // every attempt on this path was made three times, or there is none
	}
	if again != nil {
		path = again.path // the same attempt, reached again
	}
	if lit, ok := fn.(*ast.FuncLit); ok {
		x.asides[lit] = true
	}
	in := x.newFrame(fn, sig, inv.fr, fr, path)
	for _, st := range states {
		st.stack = &suspended{st.tmp, st.stack}
		st.tmp = nil
		x.bind(in, st, sig, inv.recv, inv.args)
	}
	in.recv, in.args, in.call = inv.recv, inv.args, call
	if again != nil {
		x.markVia(states, fr, call, 0)
	}
	var out []*state
	for _, r := range x.run(in, x.merge(states)) {
		s := r.st.fork()
		v := x.tuple(r.vals)
		x.observers.Returned(s, in) // while its variables are still known
		if !v.Refs {
			s.env.DropFunc(func(k sym.Key) bool { return k.Frame == in.id && k.Obj != nil })
		}
		s.tmp = s.stack.tmp
		s.stack = s.stack.next
		s.setTmp(call, v)
		s.collect(v)
		out = append(out, s)
	}
	return x.merge(out), true
}

// advances reports whether a recursive call is about something else than the call before: another object, another
// name. Counters, flags, contexts and errors do not say so. It is a call like any other then, as that of a login which is
// sent by the same function as what it is for.
func (x *exec) advances(st *state, before *frame, now invocation, sig *types.Signature) bool {
	if before.recv != now.recv {
		return true
	}
	for i := range min(len(before.args), len(now.args), sig.Params().Len()) {
		was, is := before.args[i], now.args[i]
		if was == is {
			continue
		}
		t := sig.Params().At(i).Type()
		switch u := t.Underlying().(type) {
		case *types.Basic:
			if u.Info()&types.IsString != 0 {
				return true
			}
		case *types.Slice:
			if b, ok := u.Elem().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
				return !sig.Variadic() || i < sig.Params().Len()-1
			}
		case *types.Struct, *types.Interface:
			if !gotypes.IsError(t) && x.names(st, was, is) {
				return true
			}
		case *types.Pointer:
			if gotypes.IsRequest(t) && asksForAnother(was, is) {
				return true
			}
		}
	}
	return false
}

// names reports whether a struct that was written out for a call has another text in it than the one before.
func (x *exec) names(st *state, was, is *sym.Value) bool {
	if is.Op != sym.OpComposite && is.Op != sym.OpWith || is.Typ == nil {
		return false
	}
	s, ok := is.Typ.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if b, ok := f.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 && x.field(st, was, is.Typ, f) != x.field(st, is, is.Typ, f) {
			return true
		}
	}
	return false
}

// asksForAnother reports whether a request was made for another method or address than the one before, and not from that.
func asksForAnother(was, is *sym.Value) bool {
	before, now := madeOf(original(was)), madeOf(original(is))
	if now == nil {
		return false
	}
	now = now[:2] // without the body
	from := func(v *sym.Value) bool { return v == was }
	return (before == nil || !slices.Equal(before[:2], now)) && !slices.ContainsFunc(now, func(v *sym.Value) bool { return v.Any(from) })
}

func (x *exec) tuple(vals []*sym.Value) *sym.Value {
	if len(vals) == 1 {
		return vals[0]
	}
	return x.in.Make(sym.Value{Op: sym.OpTuple, Args: vals})
}

func (x *exec) bind(fr *frame, st *state, sig *types.Signature, recv *sym.Value, args []*sym.Value) {
	if sig == nil {
		return
	}
	if r := sig.Recv(); r != nil && recv != nil {
		st.set(sym.Key{Obj: r, Frame: fr.id}, recv)
	}
	n := sig.Params().Len()
	for i := range n {
		p := sig.Params().At(i)
		switch {
		case sig.Variadic() && i == n-1:
			var rest []*sym.Value
			if len(args) > i {
				rest = args[i:]
			}
			if len(rest) == 1 && rest[0].Typ != nil && types.Identical(rest[0].Typ, p.Type()) {
				st.set(sym.Key{Obj: p, Frame: fr.id}, rest[0])
			} else {
				st.set(sym.Key{Obj: p, Frame: fr.id}, x.in.Make(sym.Value{Op: sym.OpComposite, Name: "slice", Args: rest, Typ: p.Type()}))
			}
		case i < len(args):
			st.set(sym.Key{Obj: p, Frame: fr.id}, args[i])
		}
	}
}

func (x *exec) builtin(fr *frame, call *ast.CallExpr, name string, states []*state) []*state {
	for _, a := range call.Args {
		states = x.prepare(fr, a, states)
	}
	if name == "panic" {
		return nil
	}
	for _, st := range states {
		var args []*sym.Value
		for _, a := range call.Args {
			if tv, ok := x.Info.Types[a]; !ok || !tv.IsType() {
				args = append(args, x.eval(fr, st, a))
			}
		}
		var v *sym.Value
		switch name {
		case "min", "max":
			v = x.in.MinMax(name, args)
		case "len":
			if elems, ok := args[0].Elements(); ok && args[0].Name == "slice" {
				v = x.in.Int(int64(len(elems)))
			} else if args[0].Op == sym.OpString {
				v = x.in.Int(int64(len(args[0].Name)))
			} else {
				v = x.in.Make(sym.Value{Op: sym.OpLen, Args: args})
			}
		case "new":
			k := sym.Key{Node: call, Frame: fr.id}
			if t := x.Info.TypeOf(call.Args[0]); t != nil {
				st.set(k, x.in.Zero(t))
				v = x.in.Make(sym.Value{Op: sym.OpRef, Cell: k, Typ: types.NewPointer(t)})
				x.observers.Fresh(st, v)
			}
		case "delete", "clear":
			x.changes(st, args[:1])
		case "append":
			for _, a := range args {
				x.observers.Escapes(st, a)
			}
			v = x.in.Make(sym.Value{Op: sym.OpCall, Name: "append", Args: args, Typ: x.Info.TypeOf(call)})
		}
		if v == nil {
			v = x.in.Make(sym.Value{Op: sym.OpCall, Name: name, Node: call, Args: args, Typ: x.Info.TypeOf(call)})
		}
		st.setTmp(call, v)
	}
	return states
}

// unfollowed is a call of which only the signature and the name are known.
func (x *exec) unfollowed(fr *frame, call *ast.CallExpr, st *state, c callee, args []*sym.Value) []*state {
	for _, a := range call.Args {
		x.aside(fr, a, []*state{st})
	}
	name := c.name
	pkg := ""
	if c.fn != nil {
		name = c.fn.Name()
		if c.fn.Pkg() != nil {
			pkg = c.fn.Pkg().Path()
		}
	}
	std := pkg != "" && gotypes.IsStd(pkg) && c.fn.Pkg() != x.Pkg
	x.sets(st, name, c.recv, args)
	x.givesHandle(st, c, args)
	if !std && x.Says(lexicon.Changes, name) {
		x.changes(st, args)
	}
	if c.fn != nil && len(st.outs) > 0 {
		x.writes(st, x.Infos[c.fn.Origin()])
	}
	returnsDuration := false
	if c.sig != nil {
		for i := range c.sig.Results().Len() {
			returnsDuration = returnsDuration || gotypes.IsDuration(c.sig.Results().At(i).Type())
		}
	}
	if !std && !returnsDuration {
		waits := x.Says(lexicon.Waits, name)
		if c.sig != nil {
			for i := range c.sig.Params().Len() {
				waits = waits || gotypes.IsDuration(c.sig.Params().At(i).Type())
			}
		}
		if waits {
			bits := domain.WaitUnknown
			if lexicon.RateLimits.Has(pkg) && (name == "Wait" || name == "WaitN" || name == "Take" || name == "Accept") {
				bits = domain.WaitPaced
			}
			x.addWait(st, nil, bits)
			if sleepsBlindly(c, name) {
				x.observers.Waits(fr, st, call, nil)
			}
		}
	} else if c.fn == nil && c.sig != nil && (gotypes.IsHook(c.sig) || takesContext(c.sig) && x.takesOutcome(args)) {
		x.addWait(st, nil, domain.WaitUnknown) // told what failed, and when to stop, it can wait as it likes
	} else if std && (pkg == "sync" && (name == "Wait" || name == "Lock") || functions.ScansInput(pkg, name)) {
		x.addWait(st, nil, domain.WaitUnknown)
	}
	if c.sig == nil {
		st.setTmp(call, x.in.Fresh(nil, 0))
		return []*state{st}
	}
	if !std && x.mayAnswer(c, name) && !x.takesOutcome(args) {
		return x.attempt(fr, call, st, c, domain.ProtoOpaque, args)
	}
	x.observers.Made(fr, st, call, c, args)
	var d sym.Deps
	if returnsDuration && !std && x.Says(lexicon.Policies, name) {
		d |= sym.DepPolicy
	}
	if !x.takesOutcome(args) && (x.Says(lexicon.Draws, name) || !std && len(args) == 0 && c.recv == nil || x.Draws(c.fn)) { // a response is what it is
		d |= sym.DepElem
	}
	for _, a := range args {
		d |= st.depsOf(a) &^ a.Deps
	}
	if c.recv != nil {
		d |= st.depsOf(c.recv) &^ c.recv.Deps
	}
	x.clobber(st, call, fr, args, d&^sym.DepOutcome)
	full := c.full
	if full == "" {
		full = name
	}
	operands := args
	if c.recv != nil {
		operands = append([]*sym.Value{c.recv}, args...)
	} else if c.fn == nil {
		operands = append([]*sym.Value{x.eval(fr, st, call.Fun)}, args...)
	}
	base := sym.Value{Op: sym.OpCall, Name: full, Args: operands, Deps: d}
	if d&sym.DepElem != 0 { // another one each time
		base.N = x.nextSeq()
	}
	vals := make([]*sym.Value, c.sig.Results().Len())
	for i := range vals {
		r := base
		r.Int = int64(i)
		r.Typ = c.sig.Results().At(i).Type()
		if madeReader(pkg, r.Typ) { // one made elsewhere of the same text is another, and read by itself
			r.Node = call
		}
		if derived(&r) { // where it was made tells for how long it is
			r.Node = call
		}
		if c.fn != nil && c.fn.Pkg() == x.Pkg && c.recv == nil && gotypes.IsReader(r.Typ) { // it may be one around an argument
			r.Obj = c.fn
		}
		vals[i] = x.in.Make(r)
		x.observers.Fresh(st, vals[i])
		if r.Typ != nil && gotypes.IsRequest(r.Typ) && !sharesBody(vals[i]) { // for all that is known, one made for this round
			x.unset(st, vals[i])
		}
		x.copied(st, vals[i])
	}
	st.setTmp(call, x.tuple(vals))
	return []*state{st}
}

// givesHandle notes that a function that is not followed is given the means to end a library's retries, by a parameter of
// that very type.
func (x *exec) givesHandle(st *state, c callee, args []*sym.Value) {
	if c.sig == nil {
		return
	}
	for i, a := range args {
		if a.Op != sym.OpSym || a.Node == nil || i >= c.sig.Params().Len() || a.Typ == nil || !types.Identical(c.sig.Params().At(i).Type(), a.Typ) {
			continue
		}
		if _, handle := a.Obj.(*types.Var); handle && !gotypes.IsContext(a.Typ) {
			st.set(sym.Key{Base: a, Ghost: broken}, x.in.Bool(true))
		}
	}
}
