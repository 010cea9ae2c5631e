package site

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// attempt makes a request: its results are new unknowns, and with the same inputs as before it is a retry.
func (x *exec) attempt(fr *frame, call *ast.CallExpr, st *state, c callee, proto domain.Proto, args []*sym.Value) []*state {
	inputs := x.inputs(st, call, c, proto, args)
	var prev *outcome
	at := -1
	for i, o := range st.outs {
		if o.id.Node == call && o.id.Path == fr.path {
			prev, at = o, i
		}
	}
	o := outcome{id: sym.AttemptID{Node: call, Path: fr.path, Round: 1}, proto: proto, tries: 1, inputs: inputs, seq: x.nextSeq(), ctx: x.givenContext(c.recv, args), again: x.RepeatOf(c.fn)}
	if prev != nil {
		o.id.Round = prev.id.Round + 1
		if o.id.Round > 6 {
			return nil
		}
		if prev.via != nil && prev.inputs == inputs && !x.forNextItem(fr, call, prev.via) {
			x.limit = max(x.limit, x.most) // it is worth while to go on
			x.observers.Again(fr, st, call, prev)
			if prev.tries >= maxTries {
				return nil // three rounds tell all: see exec
			}
			o.tries, o.came = prev.tries+1, back{prev.via, prev.viaPath}
			o.prevW, o.prevB = prev.wait, prev.waits
		} else if prev.via != nil && prev.renewed == domain.Renewed && uncredited(prev.inputs) == uncredited(inputs) {
			x.observers.Renewed(fr, st, call, prev)
			if prev.renewals >= 2 {
				return nil
			}
			o.renewals = prev.renewals + 1
		}
		p := *prev
		p.prev = nil
		o.prev = &p
	}
	if prev != nil {
		o.before = prev.before
	} else {
		for _, a := range st.assume {
			if _, ok := a.Cond.Attempt(); ok {
				o.before = append(o.before, a)
			}
		}
	}
	x.observers.Attempted(request{fr: fr, st: st, call: call, c: c, proto: proto, args: args, prev: prev, same: prev != nil && uncredited(prev.inputs) == uncredited(inputs)}, &o)
	switch proto {
	case domain.ProtoHTTP, domain.ProtoDoer:
		o.codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		o.seen = true
	case domain.ProtoGRPC:
		o.codes = codeset.StatusRange(0, 16)
		o.seen = true
	default:
		o.codes = codeset.StatusRange(100, 999).Union(domain.NonStatus)
		if l := x.EntryOf(c.fn); l != nil && l.Refuses {
			o.seen, o.sdk = true, true
			if l.Retries {
				o.waits = domain.WaitLibrary
			}
		}
	}
	if at >= 0 {
		st.outs[at] = &o
	} else {
		st.outs = append(st.outs, &o)
	}
	x.clobber(st, call, fr, args, sym.DepOutcome)
	n := c.sig.Results().Len()
	vals := make([]*sym.Value, n)
	for i := range n {
		t := c.sig.Results().At(i).Type()
		vals[i] = x.in.Make(sym.Value{Op: sym.OpResult, Node: call, Name: fr.path, N: o.id.Round, Int: int64(i), Typ: t, Deps: sym.DepOutcome})
		if proto == domain.ProtoOpaque && api.IsIntStatus(c.sig.Results().At(i)) {
			vals[i] = x.status(o.id, t)
		}
	}
	st.setTmp(call, x.tuple(vals))
	return []*state{st}
}

func (x *exec) nextSeq() int { x.seq++; return x.seq }

// inputs is a fingerprint of what an attempt sends: equal on two rounds just when the engine takes the requests for
// the same. Contexts, headers and bodies do not count (a deadline, an attempt number, a body rewound).
func (x *exec) inputs(st *state, call *ast.CallExpr, c callee, proto domain.Proto, args []*sym.Value) string {
	var b strings.Builder
	seen := map[*sym.Value]bool{}
	whole := map[*sym.Value]bool{} // sent as they are, and not just a field of them
	// Written by structure, not by identity: two values that differ in a context alone are the same request. Of a part,
	// only the field that led to it is sent.
	var write func(v *sym.Value, depth int, part bool)
	write = func(v *sym.Value, depth int, part bool) {
		if v.Typ != nil && gotypes.IsContext(v.Typ) || depth > 12 || v.Op == sym.OpCall && strings.HasPrefix(v.Name, "context.") {
			return
		}
		if req := cloned(v); req != nil {
			write(req, depth+1, part)
			return
		}
		if v.Op == sym.OpField && x.Says(lexicon.Credentials, v.Name) {
			b.WriteByte(credentialStart)
			defer b.WriteByte(credentialEnd)
		}
		if f, ok := v.Obj.(*types.Var); ok && v.Op == sym.OpField {
			if x.sent[call] == nil {
				x.sent[call] = map[*types.Var]bool{}
			}
			x.sent[call][f] = true
		}
		if v.Op == sym.OpIndex && v.Deps&sym.DepRand != 0 { // any one of them
			fmt.Fprintf(&b, "?%d ", x.nextSeq())
			return
		}
		for v.Op == sym.OpHavoc && v.Node == call && v.Int > 0 { // what the attempt itself may have written to it
			v = v.Args[v.Int-1]
		}
		if v.Op == sym.OpResult && v.Node != call { // what another request answered, asked again on every round
			fmt.Fprintf(&b, "r%d/%d ", x.in.Ptr(v.Node), v.Int)
			return
		}
		if len(v.Args) == 0 && v.Op != sym.OpRef && v.Op != sym.OpClosure {
			b.WriteString(strconv.Itoa(v.ID))
			b.WriteByte(' ')
			whole[v] = whole[v] || !part
			return
		}
		if v.Op == sym.OpClosure { // what it captures is what it sends
			for _, obj := range x.Captured(v.Node.(*ast.FuncLit)) {
				write(x.load(st, x.cell(frameOf(v.Scope), obj), obj.Type()), depth+1, false)
			}
		}
		fmt.Fprintf(&b, "%d%s/%d/%d(", v.Op, v.Name, v.N, v.Int)
		if v.Node != nil && !(v.Op == sym.OpCall && (strings.HasPrefix(v.Name, "bytes.") || strings.HasPrefix(v.Name, "strings."))) {
			b.WriteString(strconv.Itoa(x.in.Ptr(v.Node)))
		}
		whole[v] = whole[v] || !part
		if !seen[v] {
			seen[v] = true
			if content, ok := st.env.Get(v.Cell); ok && v.Op == sym.OpRef {
				write(content, depth+1, false)
			}
			for _, a := range v.Args {
				write(a, depth+1, v.Op == sym.OpField)
			}
		}
		b.WriteByte(')')
	}
	if c.recv != nil {
		write(c.recv, 0, false)
	}
	for i, a := range args {
		if proto != domain.ProtoHTTP && c.sig != nil && i < c.sig.Params().Len() && x.Says(lexicon.AttemptArgs, c.sig.Params().At(i).Name()) {
			continue
		}
		write(a, 0, false)
	}
	changed := map[string]bool{}
	for k, v := range st.env.All() { // fields set on an unknown object that is sent
		if k.Base != nil && !ignoredField[k.Field] && inside(k.Base, whole) {
			entry := "." + k.Field + "=" + strconv.Itoa(v.ID)
			if x.Says(lexicon.Credentials, k.Field) {
				entry = string(credentialStart) + entry + string(credentialEnd)
			}
			changed[entry] = true
		}
	}
	names := make([]string, 0, len(changed))
	for n := range changed {
		names = append(names, n)
	}
	slices.Sort(names)
	return b.String() + strings.Join(names, "")
}

// inside reports whether an object is one of those that are sent as they are, or a field of one.
func inside(object *sym.Value, sent map[*sym.Value]bool) bool {
	for ; object.Op == sym.OpField; object = object.Args[0] {
		if sent[object] {
			return true
		}
	}
	return sent[object]
}

// The parts of a fingerprint between these are credentials.
const credentialStart, credentialEnd = '\x01', '\x02'

// uncredited is a fingerprint without the credentials: of two requests that differ in nothing else it is the same.
func uncredited(inputs string) string {
	if strings.IndexByte(inputs, credentialStart) < 0 {
		return inputs
	}
	out := make([]byte, 0, len(inputs))
	depth := 0
	for i := range len(inputs) {
		switch c := inputs[i]; {
		case c == credentialStart:
			depth++
		case c == credentialEnd:
			depth--
		case depth == 0:
			out = append(out, c)
		}
	}
	return string(out)
}

// cloned is the request that v is a copy of, made for another attempt; nil if it is none.
func cloned(v *sym.Value) *sym.Value {
	if v.Op != sym.OpCall || v.Typ == nil || !gotypes.IsRequest(v.Typ) || !functions.Clones(v.Name) {
		return nil
	}
	i := slices.IndexFunc(v.Args, func(a *sym.Value) bool { return a.Typ != nil && gotypes.IsRequest(a.Typ) })
	if i < 0 {
		return nil
	}
	return v.Args[i]
}

var ignoredField = map[string]bool{"Body": true, "GetBody": true, "Header": true, "ContentLength": true, "*": true, "reset": true, sentMark: true}

// clobber replaces what a call that is not followed may have written through its arguments.
func (x *exec) clobber(st *state, call *ast.CallExpr, fr *frame, args []*sym.Value, d sym.Deps) {
	for i, v := range args {
		if v.Op != sym.OpRef || i >= len(call.Args) {
			continue
		}
		if u, ok := ast.Unparen(call.Args[i]).(*ast.UnaryExpr); ok {
			if _, isLit := u.X.(*ast.CompositeLit); isLit {
				continue
			}
		} else if !x.Says(lexicon.Decodes, gotypes.CalledName(call)) {
			continue
		}
		t := v.Typ
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		h := sym.Value{Op: sym.OpHavoc, Node: call, Args: without(args, v), Typ: t, Deps: d, N: i}
		if old, ok := st.env.Get(v.Cell); ok { // it may have left things as they were
			h.Args = append(h.Args, old)
			h.Int = int64(len(h.Args))
			h.Deps |= st.depsOf(old)
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.Info.Selections[sel] != nil {
			h.Args = append(h.Args, x.eval(fr, st, sel.X)) // json.NewDecoder(resp.Body).Decode(&v)
		}
		if x.Says(lexicon.Draws, gotypes.CalledName(call)) { // another one each time
			h.N = x.nextSeq()
		}
		st.set(v.Cell, x.in.Make(h))
	}
}

func without(args []*sym.Value, v *sym.Value) []*sym.Value {
	return slices.DeleteFunc(slices.Clone(args), func(a *sym.Value) bool { return a == v })
}

// sets notes a call such as req.Header.Set(name, keys[i]): with another value, or left out the second time, it is
// another request.
func (x *exec) sets(st *state, name string, recv *sym.Value, args []*sym.Value) {
	if recv == nil || !x.Says(lexicon.Setters, name) {
		return
	}
	switch name {
	case "Set", "Add", "Put", "SetHeader", "AddHeader":
		if len(args) == 0 || args[0].Op != sym.OpString || !lexicon.TellingHeaders.Has(args[0].Name) {
			return // headers copied from a map, a content type, an attempt's number
		}
		name += " " + args[0].Name
	}
	st.set(sym.Key{Base: recv, Field: "#" + name}, x.tuple(args))
}

// changes notes that what is sent is changed between two attempts: a parameter that the server does not take is left
// out, a body is shortened.
func (x *exec) changes(st *state, args []*sym.Value) {
	for _, a := range args {
		if a.Op != sym.OpRef && a.Typ == nil {
			continue
		}
		if a.Typ != nil {
			switch a.Typ.Underlying().(type) {
			case *types.Pointer, *types.Map, *types.Slice:
			default:
				continue
			}
		}
		st.set(sym.Key{Base: a.Root(), Field: "#change"}, x.in.Int(int64(x.nextSeq())))
	}
}

// writes notes that a function of the package assigns to fields that were sent before.
func (x *exec) writes(st *state, fi *effects.Func) {
	if fi == nil {
		return
	}
	for _, f := range fi.Assigns {
		for _, o := range st.outs {
			if call, ok := o.id.Node.(*ast.CallExpr); ok && x.sent[call][f] {
				st.advance(x.Says(lexicon.Credentials, f.Name()))
				return
			}
		}
	}
}

// unset forgets what was set on a request that is made anew.
func (x *exec) unset(st *state, req *sym.Value) {
	st.env.DropFunc(func(k sym.Key) bool { return k.Base != nil && strings.HasPrefix(k.Field, "#") && k.Base.Root() == req })
}

// mayAnswer reports whether a call can be a request of some API: it returns an error, does not just make a request,
// and leaves the package.
func (x *exec) mayAnswer(c callee, name string) bool {
	if !gotypes.FailsLast(c.sig) || x.Says(lexicon.Quiet, name) {
		return false
	}
	if gotypes.IsRequest(c.sig.Results().At(0).Type()) {
		return false
	}
	if c.fn != nil {
		if fi := x.Infos[c.fn.Origin()]; fi != nil {
			return fi.Leaves
		}
	}
	return true
}

// forNextItem reports whether a loop ranges over things, each of which is given to the call that comes to the attempt, or
// decides whether it is made: what is asked for again is then part of the work on the next one.
func (x *exec) forNextItem(fr *frame, call *ast.CallExpr, via ast.Node) bool {
	loop, ok := via.(*ast.RangeStmt)
	if !ok {
		return false
	}
	item := loop.Value
	switch x.Info.TypeOf(loop.X).Underlying().(type) {
	case *types.Map:
		if id, ok := item.(*ast.Ident); !ok || id.Name == "_" {
			item = loop.Key
		}
	case *types.Chan:
		item = loop.Key
	}
	id, ok := item.(*ast.Ident)
	if !ok || x.Info.Defs[id] == nil || gotypes.IsDuration(x.Info.Defs[id].Type()) { // a delay is no work
		return false
	}
	for f := fr; !gotypes.Within(call.Pos(), loop.Body); f = f.caller {
		if f.call == nil {
			return false
		}
		call = f.call
	}
	found := false
	mentions := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			used, ok := n.(*ast.Ident)
			found = found || ok && x.Info.Uses[used] == x.Info.Defs[id]
			return !found
		})
	}
	if fr.call != nil {
		mentions(call)
	}
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		if s, ok := n.(*ast.SwitchStmt); ok && s.Tag != nil && gotypes.Within(call.Pos(), s.Body) {
			mentions(s.Tag)
		}
		return !found
	})
	return found
}

func (x *exec) takesOutcome(args []*sym.Value) bool {
	return slices.ContainsFunc(args, func(v *sym.Value) bool { return v.Deps&sym.DepOutcome != 0 })
}
