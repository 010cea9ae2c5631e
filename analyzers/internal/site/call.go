package site

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

const maxDepth = 9 // calls followed below a root

// prepare makes the calls in e, in order, and keeps their results for eval.
func (x *exec) prepare(fr *frame, e ast.Expr, states []*state) []*state {
	if len(states) == 0 || e == nil {
		return states
	}
	if tv, ok := x.info.Types[e]; ok && (tv.Value != nil || tv.IsType()) {
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
	case v.op == opCall && v.name == "time.After":
		x.addWait(st, v.args[0], waitAmount)
	case v.op == opField && v.name == "C" && v.args[0].op == opCall && v.args[0].name == "time.NewTimer":
		d := v.args[0].args[0]
		if reset, ok := st.env[key{base: v.args[0], field: "reset"}]; ok {
			d = reset
		}
		x.addWait(st, d, waitAmount)
	case v.op == opField && v.name == "C", v.op == opCall && v.name == "time.Tick":
		x.addWait(st, nil, waitPaced)
	default:
		x.addWait(st, nil, waitUnknown)
	}
}

// addWait notes a wait on every outcome of the path.
func (x *exec) addWait(st *state, d *value, bits waitBits) {
	if d != nil && d.op == opInt && d.i <= 0 {
		return
	}
	for i, o := range st.outs {
		c := *o
		c.waits |= bits
		if d != nil {
			args := []*value{d}
			if o.wait != nil {
				args = append(slices.Clone(o.wait.args), d)
			}
			c.wait = x.in.make(value{op: opTuple, args: args})
		}
		st.outs[i] = &c
	}
}

var credentialName = pattern(`(?i)refresh|renew|re_?login|log_?in|re_?auth|auth|token|credential|sign_?in|session|cookie|api_?key|nonce`)

// renewName are calls that do nothing but renew credentials: what follows is another request.
var renewName = pattern(`(?i)refresh|renew|re_?login|^log_?in|re_?auth|sign_?in|(new|reset|update|fetch|get|next|fresh|clear|invalidate)_?(access_?)?(nonce)|(new|reset|update|fetch|clear|invalidate)_?(access_?)?(token|session|cookie|credential)`)

// credential notes that something named like a credential was renewed or set since the attempts.
func (x *exec) credential(st *state, name string) {
	r, ok := x.renewals[name]
	if !ok {
		switch {
		case renewName().MatchString(name):
			r = renewed
		case credentialName().MatchString(name):
			r = touched
		}
		x.renewals[name] = r
	}
	if r == notRenewed {
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
	fn   *types.Func // declared function or method, if known
	lit  *ast.FuncLit
	fr   *frame // the frame that lit captured
	recv *value
	name string // the function's, field's or variable's, for judging by name
	sig  *types.Signature
}

func (c callee) fullName() string {
	if c.fn == nil {
		return ""
	}
	return c.fn.Origin().FullName()
}

func (x *exec) callee(fr *frame, st *state, call *ast.CallExpr) callee {
	var c callee
	c.sig, _ = x.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		c.name = f.Sel.Name
	case *ast.Ident:
		c.name = f.Name
	}
	if fn, ok := typeutil.Callee(x.info, call).(*types.Func); ok {
		c.fn = fn
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.info.Selections[sel] != nil {
			c.recv = x.eval(fr, st, sel.X)
		}
		return c
	}
	v := x.eval(fr, st, call.Fun)
	switch v.op {
	case opClosure:
		c.lit, _ = v.node.(*ast.FuncLit)
		c.fr = v.fr
	case opFunc:
		c.fn, _ = v.obj.(*types.Func)
		if len(v.args) > 0 {
			c.recv = v.args[0]
		}
	}
	return c
}

func (x *exec) call(fr *frame, call *ast.CallExpr, states []*state) []*state {
	if tv, ok := x.info.Types[call.Fun]; ok && tv.IsType() { // conversion
		states = x.prepare(fr, call.Args[0], states)
		for _, st := range states {
			st.setTmp(call, x.in.convert(x.eval(fr, st, call.Args[0]), tv.Type))
		}
		return states
	}
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := x.info.Uses[id].(*types.Builtin); ok {
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
	for _, st := range states {
		if x.steps++; x.steps > x.limit {
			return nil
		}
		inv := x.invocation(fr, st, call)
		if inv.fn != nil {
			x.credential(st, inv.fn.Name())
		} else {
			x.credential(st, inv.name)
		}
		if cb, ok := x.libraryCall(inv); ok {
			if done, ok := x.retryByLibrary(fr, call, []*state{st.fork()}, cb); ok {
				out = append(out, done...)
				continue
			}
		}
		target := x.followed(st, inv)
		if target == nil {
			out = append(out, x.step(fr, call, st, inv)...)
			continue
		}
		inv.target = target
		joined := false
		for _, g := range groups {
			if g.target == target && g.recv == inv.recv && g.fr == inv.fr && slices.Equal(g.args, inv.args) {
				g.states = append(g.states, st)
				joined = true
				break
			}
		}
		if !joined {
			groups = append(groups, &group{inv, []*state{st}})
		}
	}
	for _, g := range groups {
		followed, ok := x.follow(fr, call, g.states, g.invocation)
		if !ok {
			for _, st := range g.states {
				followed = append(followed, x.unfollowed(fr, call, st, g.callee, g.args)...)
			}
		}
		out = append(out, followed...)
	}
	return out
}

// An invocation is a call with its values on one path.
type invocation struct {
	callee
	args   []*value
	target ast.Node // the function to follow, or nil
}

func (x *exec) invocation(fr *frame, st *state, call *ast.CallExpr) invocation {
	inv := invocation{callee: x.callee(fr, st, call)}
	for _, a := range call.Args {
		v := x.eval(fr, st, a)
		if v.op == opTuple && len(call.Args) == 1 { // f(g())
			inv.args = append(inv.args, v.args...)
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
	d := x.decls[inv.fn.Origin()]
	if d == nil || !x.worthFollowing(st, inv.callee, inv.args) {
		return nil
	}
	if proto, ok := x.protocolOf(inv.fn, inv.sig); ok && (proto == protoHTTP || proto == protoGRPC) {
		return nil
	}
	return d
}

// step makes a call that is not followed into a body: a function that the engine knows, an attempt, or neither.
func (x *exec) step(fr *frame, call *ast.CallExpr, st *state, inv invocation) []*state {
	c, args := inv.callee, inv.args
	if c.fn != nil {
		if v, handled := x.known(fr, st, call, c, args); handled {
			if v == nil {
				return nil // does not return
			}
			st.setTmp(call, v)
			return []*state{st}
		}
		if proto, ok := x.protocolOf(c.fn, c.sig); ok {
			return x.attempt(fr, call, st, c, proto, args)
		}
	} else if c.sig != nil {
		if proto, ok := signatureProtocol(c.sig); ok {
			return x.attempt(fr, call, st, c, proto, args)
		}
	}
	return x.unfollowed(fr, call, st, c, args)
}

// worthFollowing reports whether following a function of the package can tell more than its signature: it sends
// requests, looks at statuses or waits; or it is handed an outcome or a function; or it computes a delay.
func (x *exec) worthFollowing(st *state, c callee, args []*value) bool {
	fi := x.infos[c.fn.Origin()]
	if fi == nil || fi.touches || fi.waits {
		return fi != nil
	}

	for i := range c.sig.Results().Len() {
		if isDuration(c.sig.Results().At(i).Type()) {
			return true
		}
	}
	telling := func(v *value) bool {
		return st.depsOf(v)&depOutcome != 0 || v.op == opClosure || v.op == opFunc || v.op == opErrNew
	}
	return c.recv != nil && telling(c.recv) || slices.ContainsFunc(args, telling)
}

// follow executes a function of the package in place of the call.
func (x *exec) follow(fr *frame, call *ast.CallExpr, states []*state, inv invocation) ([]*state, bool) {
	if fr.depth >= maxDepth {
		return nil, false
	}
	fn := inv.target
	path := fr.path + ">" + strconv.Itoa(int(call.Pos()))
	recursions := 0
	var recursive *frame
	for f := fr; f != nil; f = f.caller {
		if f.fn == fn {
			recursions++
			recursive = f
		}
	}
	if recursive != nil {
		if recursions > 3 {
			return nil, true // every attempt on this path was made three times, or there is none
		}
		path = recursive.path // the same attempt, reached again
	}
	if lit, ok := fn.(*ast.FuncLit); ok {
		x.asides[lit] = true
	}
	sig := x.signatureOf(fn)
	in := x.newFrame(fn, sig, inv.fr, fr, path)
	for _, st := range states {
		st.stack = &suspended{st.tmp, st.stack}
		st.tmp = nil
		x.bind(in, st, sig, inv.recv, inv.args)
	}
	in.recv, in.args = inv.recv, inv.args
	if recursive != nil {
		x.markVia(states, call, 0)
		if advances(recursive, in, sig) {
			for _, st := range states {
				st.advance()
			}
		}
	}
	var out []*state
	for _, r := range x.run(in, merge(states)) {
		s := r.st.fork()
		v := x.tuple(r.vals)
		if !v.refs {
			for k := range s.env {
				if k.frame == in.id && k.obj != nil {
					s.drop(k)
				}
			}
		}
		s.tmp, s.sharedTmp = s.stack.tmp, true
		s.stack = s.stack.next
		s.setTmp(call, v)
		s.collect(v)
		out = append(out, s)
	}
	return merge(out), true
}

// advances reports whether a recursive call is about something else than the call before: another object, another
// name. Counters, flags, contexts, requests and errors do not say so.
func advances(before, now *frame, sig *types.Signature) bool {
	if before.recv != now.recv {
		return true
	}
	for i := range min(len(before.args), len(now.args), sig.Params().Len()) {
		if before.args[i] == now.args[i] {
			continue
		}
		switch t := sig.Params().At(i).Type().Underlying().(type) {
		case *types.Basic:
			if t.Info()&types.IsString != 0 {
				return true
			}
		case *types.Slice:
			if b, ok := t.Elem().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
				return !sig.Variadic() || i < sig.Params().Len()-1
			}
		}
	}
	return false
}

func (x *exec) tuple(vals []*value) *value {
	if len(vals) == 1 {
		return vals[0]
	}
	return x.in.make(value{op: opTuple, args: vals})
}

func (x *exec) bind(fr *frame, st *state, sig *types.Signature, recv *value, args []*value) {
	if sig == nil {
		return
	}
	if r := sig.Recv(); r != nil && recv != nil {
		st.set(key{obj: r, frame: fr.id}, recv)
	}
	n := sig.Params().Len()
	for i := range n {
		p := sig.Params().At(i)
		switch {
		case sig.Variadic() && i == n-1:
			var rest []*value
			if len(args) > i {
				rest = args[i:]
			}
			if len(rest) == 1 && rest[0].typ != nil && types.Identical(rest[0].typ, p.Type()) {
				st.set(key{obj: p, frame: fr.id}, rest[0])
			} else {
				st.set(key{obj: p, frame: fr.id}, x.in.make(value{op: opComposite, name: "slice", args: rest, typ: p.Type()}))
			}
		case i < len(args):
			st.set(key{obj: p, frame: fr.id}, args[i])
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
		var args []*value
		for _, a := range call.Args {
			if tv, ok := x.info.Types[a]; !ok || !tv.IsType() {
				args = append(args, x.eval(fr, st, a))
			}
		}
		var v *value
		switch name {
		case "min", "max":
			v = x.minmax(name, args)
		case "len":
			if elems, ok := args[0].elements(); ok && args[0].name == "slice" {
				v = x.in.int(int64(len(elems)))
			} else if args[0].op == opString {
				v = x.in.int(int64(len(args[0].name)))
			} else {
				v = x.in.make(value{op: opLen, args: args})
			}
		case "new":
			k := key{node: call, frame: fr.id}
			if t := x.info.TypeOf(call.Args[0]); t != nil {
				st.set(k, x.zero(t))
				v = x.in.make(value{op: opRef, cell: k, typ: types.NewPointer(t)})
			}
		case "delete", "clear":
			x.changes(st, args[:1])
		case "append":
			v = x.in.make(value{op: opCall, name: "append", args: args, typ: x.info.TypeOf(call)})
		}
		if v == nil {
			v = x.in.make(value{op: opCall, name: name, node: call, args: args, typ: x.info.TypeOf(call)})
		}
		st.setTmp(call, v)
	}
	return states
}

func (x *exec) minmax(name string, args []*value) *value {
	best := args[0]
	for _, a := range args[1:] {
		c, ok := fold("<", a, best)
		if !ok {
			return x.in.make(value{op: opCall, name: name, args: args, typ: args[0].typ})
		}
		if (c.i == 1) == (name == "min") {
			best = a
		}
	}
	return best
}

// attempt makes a request: its results are new unknowns, and with the same inputs as before it is a retry.
func (x *exec) attempt(fr *frame, call *ast.CallExpr, st *state, c callee, proto protocol, args []*value) []*state {
	inputs := x.inputs(st, call, c, proto, args)
	var prev *outcome
	at := -1
	for i, o := range st.outs {
		if o.id.node == call && o.id.path == fr.path {
			prev, at = o, i
		}
	}
	o := outcome{id: attemptID{call, fr.path, 1}, proto: proto, tries: 1, inputs: inputs, seq: x.nextSeq()}
	if prev != nil {
		o.id.round = prev.id.round + 1
		if o.id.round > 6 {
			return nil
		}
		if prev.via != nil && prev.inputs == inputs {
			x.record(call, st, prev)
			if prev.tries >= 3 {
				return nil // three rounds tell all: see exec
			}
			o.tries = prev.tries + 1
			o.prevW, o.prevB = prev.wait, prev.waits
		}
		p := *prev
		p.prev = nil
		o.prev = &p
	}
	switch proto {
	case protoHTTP, protoDoer:
		o.codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		o.seen = true
	case protoGRPC:
		o.codes = codeset.StatusRange(0, 16)
		o.seen = true
	default:
		o.codes = codeset.StatusRange(100, 999).Union(nonStatus)
	}
	if at >= 0 {
		st.outs[at] = &o
	} else {
		st.outs = append(st.outs, &o)
	}
	x.clobber(st, call, fr, args, depOutcome)
	n := c.sig.Results().Len()
	vals := make([]*value, n)
	for i := range n {
		t := c.sig.Results().At(i).Type()
		vals[i] = x.in.make(value{op: opResult, node: call, name: fr.path, n: o.id.round, i: int64(i), typ: t, deps: depOutcome})
		if proto == protoOpaque && isIntStatus(c.sig.Results().At(i)) {
			vals[i] = x.status(o.id, t)
		}
	}
	st.setTmp(call, x.tuple(vals))
	return []*state{st}
}

func (x *exec) nextSeq() int { x.seq++; return x.seq }

func isIntStatus(v *types.Var) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && statusName().MatchString(v.Name())
}

var statusName = pattern(`(?i)^(http)?status(code)?$|^httpcode$`)

// inputs is a fingerprint of what an attempt sends: equal on two rounds just when the engine takes the requests for
// the same. Contexts, headers and bodies do not count (a deadline, an attempt number, a body rewound).
func (x *exec) inputs(st *state, call *ast.CallExpr, c callee, proto protocol, args []*value) string {
	var b strings.Builder
	seen := map[*value]bool{}
	// Written by structure, not by identity: two values that differ in a context alone are the same request.
	var write func(v *value, depth int)
	write = func(v *value, depth int) {
		if v.typ != nil && isContext(v.typ) || depth > 12 || v.op == opCall && strings.HasPrefix(v.name, "context.") {
			return
		}
		if f, ok := v.obj.(*types.Var); ok && v.op == opField {
			if x.sent[call] == nil {
				x.sent[call] = map[*types.Var]bool{}
			}
			x.sent[call][f] = true
		}
		if v.op == opIndex && v.deps&depRand != 0 { // any one of them
			fmt.Fprintf(&b, "?%d ", x.nextSeq())
			return
		}
		if v.op == opResult && v.node != call { // what another request answered, asked again on every round
			fmt.Fprintf(&b, "r%d/%d ", x.in.ptr(v.node), v.i)
			return
		}
		if len(v.args) == 0 && v.op != opRef && v.op != opClosure {
			b.WriteString(strconv.Itoa(v.id))
			b.WriteByte(' ')
			seen[v] = true
			return
		}
		if v.op == opClosure { // what it captures is what it sends
			for _, obj := range x.captured(v.node.(*ast.FuncLit)) {
				write(x.load(st, x.cell(v.fr, obj), obj.Type()), depth+1)
			}
		}
		fmt.Fprintf(&b, "%d%s/%d/%d(", v.op, v.name, v.n, v.i)
		if v.node != nil {
			b.WriteString(strconv.Itoa(x.in.ptr(v.node)))
		}
		if !seen[v] {
			seen[v] = true
			if content, ok := st.env[v.cell]; ok && v.op == opRef {
				write(content, depth+1)
			}
			for _, a := range v.args {
				write(a, depth+1)
			}
		}
		b.WriteByte(')')
	}
	if c.recv != nil {
		write(c.recv, 0)
	}
	for i, a := range args {
		if proto != protoHTTP && c.sig != nil && i < c.sig.Params().Len() && attemptParam().MatchString(c.sig.Params().At(i).Name()) {
			continue
		}
		write(a, 0)
	}
	changed := map[string]bool{}
	for k, v := range st.env { // fields set on an unknown object that is sent
		if k.base != nil && !ignoredField[k.field] && seen[k.base.root()] {
			changed["."+k.field+"="+strconv.Itoa(v.id)] = true
		}
	}
	names := make([]string, 0, len(changed))
	for n := range changed {
		names = append(names, n)
	}
	slices.Sort(names)
	return b.String() + strings.Join(names, "")
}

var (
	attemptParam = pattern(`(?i)^(attempt|retry|retries|try|tries|count|n)s?(num|number|count|no)?$`)
	ignoredField = map[string]bool{"Body": true, "GetBody": true, "Header": true, "ContentLength": true, "*": true, "reset": true}
)

func isContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Context" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context"
}

// clobber replaces what a call that is not followed may have written through its arguments.
func (x *exec) clobber(st *state, call *ast.CallExpr, fr *frame, args []*value, d deps) {
	for i, v := range args {
		if v.op != opRef || i >= len(call.Args) {
			continue
		}
		if u, ok := ast.Unparen(call.Args[i]).(*ast.UnaryExpr); ok {
			if _, isLit := u.X.(*ast.CompositeLit); isLit {
				continue
			}
		} else if !decoderName().MatchString(calledName(call)) {
			continue
		}
		t := v.typ
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		h := value{op: opHavoc, node: call, args: without(args, v), typ: t, deps: d, n: i}
		if old, ok := st.env[v.cell]; ok { // it may have left things as they were
			h.args = append(h.args, old)
			h.deps |= st.depsOf(old)
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.info.Selections[sel] != nil {
			h.args = append(h.args, x.eval(fr, st, sel.X)) // json.NewDecoder(resp.Body).Decode(&v)
		}
		if sourceName().MatchString(calledName(call)) { // another one each time
			h.n = x.nextSeq()
		}
		st.set(v.cell, x.in.make(h))
	}
}

var decoderName = pattern(`(?i)decode|unmarshal|scan|bind|read|parse|into|fill|load`)

func calledName(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

func without(args []*value, v *value) []*value {
	return slices.DeleteFunc(slices.Clone(args), func(a *value) bool { return a == v })
}

var (
	waitName   = pattern(`(?i)sleep|wait|delay|back_?off|pause|throttl|limit|acquire|yield|tick|timer|^lock$|hold|slow|cool`)
	sourceName = pattern(`(?i)^(next|pop|recv|receive|read|scan|text|dequeue|shift|take|pick|select|choose|rotate|get?next|random|rand|fallback|another|switch)`)
	policyName = pattern(`(?i)backoff|duration|delay|interval|pause|wait|step|next`)
)

// captured are the variables of the enclosing functions that a literal reads and does not assign.
func (x *unit) captured(lit *ast.FuncLit) []types.Object {
	if c, ok := x.captures[lit]; ok {
		return c
	}
	assigned := map[types.Object]bool{}
	var out []types.Object
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if id, ok := l.(*ast.Ident); ok {
					assigned[x.info.Uses[id]] = true
				}
			}
		case *ast.Ident:
			v, ok := x.info.Uses[n].(*types.Var)
			if ok && !v.IsField() && v.Parent() != x.pkg.Scope() && v.Pkg() == x.pkg && !within(v.Pos(), lit) && !slices.Contains(out, types.Object(v)) {
				out = append(out, v)
			}
		}
		return true
	})
	out = slices.DeleteFunc(out, func(o types.Object) bool { return assigned[o] })
	x.captures[lit] = out
	return out
}

// sets notes a call such as req.Header.Set(name, keys[i]): with another value, or left out the second time, it is
// another request.
func (x *exec) sets(st *state, name string, recv *value, args []*value) {
	if recv == nil || !setterName().MatchString(name) {
		return
	}
	switch name {
	case "Set", "Add", "Put", "SetHeader", "AddHeader":
		if len(args) == 0 || args[0].op != opString || !tellingHeader().MatchString(args[0].name) {
			return // headers copied from a map, a content type, an attempt's number
		}
		name += " " + args[0].name
	}
	st.set(key{base: recv, field: "#" + name}, x.tuple(args))
}

// changes notes that what is sent is changed between two attempts: a parameter that the server does not take is left
// out, a body is shortened.
func (x *exec) changes(st *state, args []*value) {
	for _, a := range args {
		if a.op != opRef && a.typ == nil {
			continue
		}
		if a.typ != nil {
			switch a.typ.Underlying().(type) {
			case *types.Pointer, *types.Map, *types.Slice:
			default:
				continue
			}
		}
		st.set(key{base: a.root(), field: "#change"}, x.in.int(int64(x.nextSeq())))
	}
}

var changeName = pattern(`(?i)^(simplif|remove|delete|drop|strip|clear|disable|reduce|shrink|truncat|trim|fix|adjust|adapt|downgrade|degrade|sanitiz|change|fallback|patch|mutate|modify|without|clean|compact|replace)`)

// writes notes that a function of the package assigns to fields that were sent before.
func (x *exec) writes(st *state, fi *funcInfo) {
	if fi == nil {
		return
	}
	for _, f := range fi.assigns {
		for _, o := range st.outs {
			if call, ok := o.id.node.(*ast.CallExpr); ok && x.sent[call][f] {
				st.advance()
				return
			}
		}
	}
}

// unset forgets what was set on a request that is made anew.
func (x *exec) unset(st *state, req *value) {
	for k := range st.env {
		if k.base != nil && strings.HasPrefix(k.field, "#") && k.base.root() == req {
			st.drop(k)
		}
	}
}

var tellingHeader = pattern(`(?i)range|auth|key|token|^if-|cookie|proxy|forward|agent|host|cred`)

var setterName = pattern(`^(Set|Add|Put|With)`)

// unfollowed is a call of which only the signature and the name are known.
func (x *exec) unfollowed(fr *frame, call *ast.CallExpr, st *state, c callee, args []*value) []*state {
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
	std := pkg != "" && isStd(pkg) && c.fn.Pkg() != x.pkg
	x.sets(st, name, c.recv, args)
	if !std && changeName().MatchString(name) {
		x.changes(st, args)
	}
	if c.fn != nil && len(st.outs) > 0 {
		x.writes(st, x.infos[c.fn.Origin()])
	}
	returnsDuration := false
	if c.sig != nil {
		for i := range c.sig.Results().Len() {
			returnsDuration = returnsDuration || isDuration(c.sig.Results().At(i).Type())
		}
	}
	if !std && !returnsDuration {
		waits := waitName().MatchString(name)
		if c.sig != nil {
			for i := range c.sig.Params().Len() {
				waits = waits || isDuration(c.sig.Params().At(i).Type())
			}
		}
		if waits {
			bits := waitUnknown
			if strings.Contains(pkg, "rate") && (name == "Wait" || name == "WaitN" || name == "Take" || name == "Accept") {
				bits = waitPaced
			}
			x.addWait(st, nil, bits)
		}
	} else if std && (pkg == "sync" && (name == "Wait" || name == "Lock") || pkg == "fmt" && strings.HasPrefix(name, "Scan") || pkg == "bufio" && strings.HasPrefix(name, "Read")) {
		x.addWait(st, nil, waitUnknown)
	}
	if c.sig == nil {
		st.setTmp(call, x.in.fresh(nil, 0))
		return []*state{st}
	}
	if !std && x.mayAnswer(c, name) && !x.takesOutcome(args) {
		return x.attempt(fr, call, st, c, protoOpaque, args)
	}
	var d deps
	if returnsDuration && !std && policyName().MatchString(name) {
		d |= depPolicy
	}
	if sourceName().MatchString(name) || !std && len(args) == 0 && c.recv == nil {
		d |= depElem
	}
	for _, a := range args {
		d |= st.depsOf(a) &^ a.deps
	}
	if c.recv != nil {
		d |= st.depsOf(c.recv) &^ c.recv.deps
	}
	x.clobber(st, call, fr, args, d&^depOutcome)
	full := c.fullName()
	if full == "" {
		full = name
	}
	operands := args
	if c.recv != nil {
		operands = append([]*value{c.recv}, args...)
	} else if c.fn == nil {
		operands = append([]*value{x.eval(fr, st, call.Fun)}, args...)
	}
	base := value{op: opCall, name: full, args: operands, deps: d}
	if d&depElem != 0 { // another one each time
		base.n = x.nextSeq()
	}
	vals := make([]*value, c.sig.Results().Len())
	defer func() {
		if std && strings.HasPrefix(name, "NewRequest") && len(vals) > 0 {
			x.unset(st, vals[0])
		}
	}()
	for i := range vals {
		r := base
		r.i = int64(i)
		r.typ = c.sig.Results().At(i).Type()
		vals[i] = x.in.make(r)
	}
	st.setTmp(call, x.tuple(vals))
	return []*state{st}
}

// mayAnswer reports whether a call can be a request of some API: it returns an error, does not just make a request,
// and leaves the package.
func (x *exec) mayAnswer(c callee, name string) bool {
	r := c.sig.Results()
	if r.Len() == 0 || !isError(r.At(r.Len()-1).Type()) || quietName().MatchString(name) {
		return false
	}
	if n := named(r.At(0).Type()); n != nil && typeName(n) == "net/http.Request" {
		return false
	}
	if c.fn != nil {
		if fi := x.infos[c.fn.Origin()]; fi != nil {
			return fi.leaves
		}
	}
	return true
}

// quietName names calls whose errors are no answers of an API.
var quietName = pattern(`(?i)^(close|flush|write|print|log|sync|marshal|unmarshal|encode|decode|parse|validate|new|make|build|create.*request|wrap|unwrap|read|seek|copy|prepare|init|setup|format|add|set|append|put_?header|sign)`)

func (x *exec) takesOutcome(args []*value) bool {
	return slices.ContainsFunc(args, func(v *value) bool { return v.deps&depOutcome != 0 })
}

func isDuration(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Duration" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
}

// isStd reports whether a package belongs to the standard library: its path's first element has no dot.
func isStd(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first != "command-line-arguments"
}

// known computes the functions that the engine understands. It returns nil, true for one that does not return.
func (x *exec) known(fr *frame, st *state, call *ast.CallExpr, c callee, args []*value) (*value, bool) {
	name := c.fullName()
	switch name {
	case "os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "(*log.Logger).Fatal",
		"(*log.Logger).Fatalf", "(*log.Logger).Fatalln", "runtime.Goexit", "(*testing.common).Fatal", "(*testing.common).Fatalf":
		return nil, true
	case "time.Sleep":
		x.addWait(st, args[0], waitAmount)
		return x.in.nil(), true
	case "time.Now", "time.Since", "time.Until":
		return x.in.make(value{op: opCall, name: name, args: args, deps: depTime, typ: x.info.TypeOf(call)}), true
	case "(*time.Timer).Reset":
		st.set(key{base: c.recv, field: "reset"}, args[0])
		return x.in.fresh(types.Typ[types.Bool], 0), true
	case "errors.New":
		return x.in.make(value{op: opErrNew, node: call, typ: types.Universe.Lookup("error").Type()}), true
	case "fmt.Errorf":
		return x.errorf(call, args), true
	case "(*github.com/buildkite/roko.Retrier).Break", "(*github.com/buildkite/agent/v3/retry.Stats).Break", "(*github.com/buildkite/agent/retry.Stats).Break":
		st.set(key{base: c.recv, field: "break"}, x.in.bool(true))
		return x.in.nil(), true
	case "errors.Join":
		return x.in.make(value{op: opErrNew, node: call, args: args, typ: types.Universe.Lookup("error").Type()}), true
	case "errors.Is":
		return x.errorsIs(args[0], args[1]), true
	case "errors.As":
		return x.errorsAs(st, call, args), true
	case "errors.AsType":
		if t, ok := x.info.TypeOf(call).(*types.Tuple); ok && t.Len() == 2 {
			return x.tuple([]*value{x.as(args[0], t.At(0).Type()), x.asOK(args[0], t.At(0).Type())}), true
		}
	case "errors.Unwrap", "github.com/pkg/errors.Cause":
		if args[0].op == opErrNew && len(args[0].args) == 1 {
			return args[0].args[0], true
		}
		return x.in.make(value{op: opCall, name: name, args: args, typ: x.info.TypeOf(call)}), true
	case "github.com/pkg/errors.Wrap", "github.com/pkg/errors.Wrapf", "github.com/pkg/errors.WithStack", "github.com/pkg/errors.WithMessage":
		if args[0].op == opNil {
			return args[0], true
		}
		return x.in.make(value{op: opErrNew, node: call, args: args[:1], typ: types.Universe.Lookup("error").Type()}), true
	case "slices.Contains":
		if elems, ok := args[0].elements(); ok && args[1].isConst() {
			all := true
			for _, e := range elems {
				if r, ok := fold("==", e, args[1]); ok && r.i == 1 {
					return x.in.bool(true), true
				} else if !ok {
					all = false
				}
			}
			if all {
				return x.in.bool(false), true
			}
		}
		return x.in.make(value{op: opCall, name: "contains", args: args}), true
	case "math.Pow", "math.Exp2", "math.Min", "math.Max", "math.Floor", "math.Ceil", "math.Round", "math.Sqrt", "math.Log", "math.Log2":
		if v, ok := mathCall(name, args); ok {
			return x.in.float(v), true
		}
		return x.in.make(value{op: opCall, name: name, args: args, typ: types.Typ[types.Float64]}), true
	case "google.golang.org/grpc/status.Code":
		if id, ok := args[0].attempt(); ok {
			return x.in.make(value{op: opGRPCCode, node: id.node, name: id.path, n: id.round, deps: depOutcome, typ: x.info.TypeOf(call)}), true
		}
		return x.in.make(value{op: opCall, name: name, args: args, typ: x.info.TypeOf(call)}), true
	case "(net/http.Header).Get":
		d := deps(0)
		if args[0].op == opString && hintHeader().MatchString(args[0].name) {
			d = depHint
		}
		return x.in.make(value{op: opCall, name: name, args: append([]*value{c.recv}, args...), deps: d, typ: types.Typ[types.String]}), true
	case "(time.Duration).Seconds", "(time.Duration).Milliseconds", "(time.Duration).Nanoseconds", "(time.Duration).Minutes":
		if c.recv != nil && c.recv.op == opInt {
			unit := map[string]float64{"Seconds": 1e9, "Minutes": 60e9}[c.fn.Name()]
			switch {
			case unit != 0:
				return x.in.float(float64(c.recv.i) / unit), true
			case c.fn.Name() == "Milliseconds":
				return x.in.int(c.recv.i / 1e6), true
			}
			return c.recv, true
		}
	}
	if m := library.MarkOf(name); m != library.NoMark && len(args) > 0 {
		if args[0].op == opNil {
			return args[0], true
		}
		return x.in.make(value{op: opErrNew, node: call, i: int64(m), args: args[:1], typ: types.Universe.Lookup("error").Type()}), true
	}
	if c.fn.Pkg() != nil {
		switch c.fn.Pkg().Path() {
		case "math/rand", "math/rand/v2", "crypto/rand":
			operands := args
			return x.in.make(value{op: opCall, name: name, args: operands, deps: depRand, typ: x.info.TypeOf(call)}), true
		}
	}
	if id, ok := x.carrierMethod(c); ok {
		return id, true
	}
	if set, ok := statusPredicates()[name]; ok && len(args) > 0 {
		if id, ok := args[0].attempt(); ok {
			var cond *value
			for code := range set.Codes() {
				eq := x.in.binary("==", x.status(id, types.Typ[types.Int]), x.in.int(int64(code)), nil)
				if cond == nil {
					cond = eq
				} else {
					cond = x.in.make(value{op: opBinary, name: "||", args: []*value{cond, eq}})
				}
			}
			return cond, true
		}
	}
	return nil, false
}

var hintHeader = pattern(`(?i)retry-after|ratelimit|rate-limit`)

func mathCall(name string, args []*value) (float64, bool) {
	var f [2]float64
	for i, a := range args {
		n, ok := a.number()
		if !ok {
			return 0, false
		}
		f[i] = n
	}
	switch name {
	case "math.Pow":
		return math.Pow(f[0], f[1]), true
	case "math.Exp2":
		return math.Exp2(f[0]), true
	case "math.Min":
		return math.Min(f[0], f[1]), true
	case "math.Max":
		return math.Max(f[0], f[1]), true
	case "math.Floor":
		return math.Floor(f[0]), true
	case "math.Ceil":
		return math.Ceil(f[0]), true
	case "math.Round":
		return math.Round(f[0]), true
	case "math.Sqrt":
		return math.Sqrt(f[0]), true
	case "math.Log":
		return math.Log(f[0]), true
	case "math.Log2":
		return math.Log2(f[0]), true
	}
	return 0, false
}

// errorf is an error that wraps the arguments of its %w verbs.
func (x *exec) errorf(call *ast.CallExpr, args []*value) *value {
	e := value{op: opErrNew, node: call, typ: types.Universe.Lookup("error").Type()}
	for _, a := range args {
		e.deps |= a.deps // its text tells of them
	}
	if args[0].op == opString {
		verb := 0
		s := args[0].name
		for i := 0; i < len(s); i++ {
			if s[i] != '%' {
				continue
			}
			for i++; i < len(s) && strings.IndexByte("+-# 0123456789.", s[i]) >= 0; i++ {
			}
			if i >= len(s) || s[i] == '%' {
				continue
			}
			if verb++; s[i] == 'w' && verb < len(args) {
				e.args = append(e.args, args[verb])
			}
		}
	}
	return x.in.make(e)
}

// chain walks an error and what it wraps. unknown is set where the chain is lost.
func chain(v *value, f func(*value) bool) (found *value, unknown *value) {
	if f(v) {
		return v, nil
	}
	switch v.op {
	case opErrNew:
		for _, w := range v.args {
			fnd, unk := chain(w, f)
			if fnd != nil {
				return fnd, nil
			}
			if unk != nil {
				unknown = unk
			}
		}
		return nil, unknown
	case opNil:
		return nil, nil
	case opGlobal:
		return nil, nil // a sentinel: errors.New
	case opRef, opWith, opComposite:
		return nil, nil
	}
	return nil, v
}

func (x *exec) errorsIs(err, target *value) *value {
	found, unknown := chain(err, func(v *value) bool { return v == target })
	switch {
	case found != nil:
		return x.in.bool(true)
	case unknown != nil:
		return x.in.make(value{op: opCall, name: "errors.Is", args: []*value{unknown, target}, typ: types.Typ[types.Bool]})
	}
	return x.in.bool(false)
}

func (x *exec) errorsAs(st *state, call *ast.CallExpr, args []*value) *value {
	t := x.info.TypeOf(call.Args[1])
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	ok := x.asOK(args[0], t)
	if args[1].op == opRef && !ok.isFalse() {
		st.set(args[1].cell, x.as(args[0], t))
	}
	return ok
}

func (x *exec) hasType(v *value, t types.Type) bool {
	if v.typ == nil || v.op == opResult || v.op == opGlobal || v.op == opSym || v.op == opCall {
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() > 0 && !isError(t) && v.op != opErrNew && types.Implements(v.typ, i)
	}
	return types.Identical(v.typ, t)
}

// as is err seen as a t.
func (x *exec) as(err *value, t types.Type) *value {
	found, unknown := chain(err, func(v *value) bool { return x.hasType(v, t) })
	if found != nil {
		return found
	}
	if unknown == nil {
		unknown = err
	}
	return x.in.make(value{op: opAs, args: []*value{unknown}, typ: t})
}

// asOK is whether err, or an error that it wraps, is a t.
func (x *exec) asOK(err *value, t types.Type) *value {
	if t == nil {
		return x.in.fresh(nil, err.deps)
	}
	found, unknown := chain(err, func(v *value) bool { return x.hasType(v, t) })
	switch {
	case found != nil:
		return x.in.bool(true)
	case unknown != nil:
		return x.in.make(value{op: opAsOK, args: []*value{unknown}, typ: t})
	}
	return x.in.bool(false)
}
