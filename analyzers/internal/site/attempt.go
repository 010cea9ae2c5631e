package site

import (
	"go/ast"
	"go/types"
	"slices"

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
	inputs := x.identify(st, call, c, proto, args)
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
			o.tries, o.came = prev.tries+1, wayBack{prev.via, prev.viaPath}
			o.prevW, o.prevB = prev.wait, prev.waits
		} else if prev.via != nil && prev.renewed == domain.Renewed && prev.inputs.sameButCredentials(inputs) {
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
	x.observers.Attempted(request{fr: fr, st: st, call: call, c: c, proto: proto, args: args, prev: prev, same: prev != nil && prev.inputs.sameButCredentials(inputs)}, &o)
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
		vals[i] = x.in.Make(sym.Value{Op: sym.OpResult, Node: call, Name: string(fr.path), N: o.id.Round, Int: int64(i), Typ: t, Deps: sym.DepOutcome})
		if proto == domain.ProtoOpaque && api.IsIntStatus(c.sig.Results().At(i)) {
			vals[i] = x.status(o.id, t)
		}
	}
	st.setTmp(call, x.tuple(vals))
	return []*state{st}
}

func (x *exec) nextSeq() int { x.seq++; return x.seq }

// inside reports whether an object is one of those that are sent as they are, or a field of one.
func inside(object *sym.Value, sent map[*sym.Value]bool) bool {
	for ; object.Op == sym.OpField; object = object.Args[0] {
		if sent[object] {
			return true
		}
	}
	return sent[object]
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

// counts reports whether two requests that differ in what was set there are not the same.
func counts(k sym.Key) bool {
	if k.Ghost != nil {
		return k.Ghost.Counts
	}
	switch k.Field {
	case "Body", "GetBody", "Header", "ContentLength", pointee:
		return false
	}
	return true
}

// What is noted of objects beside what the program keeps there.
var (
	changed  = &sym.Ghost{Name: "#change", Counts: true, Ends: true} // it was changed between two attempts, in whatever way
	told     = &sym.Ghost{Name: "#", Counts: true, Ends: true}       // by which method (and for which header), with what
	reset    = &sym.Ghost{Name: "reset"}                             // a timer: to which time
	broken   = &sym.Ghost{Name: "break", Counts: true}               // a library's handle: the retries are to end
	settings = &sym.Ghost{Name: "settings", Counts: true}            // a builder: what it was told
)

// pointee is the field under which the content of a pointer is kept that leads to an unknown object.
const pointee = "*"

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
	st.set(sym.Key{Base: recv, Field: name, Ghost: told}, x.tuple(args))
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
		st.set(sym.Key{Base: a.Root(), Ghost: changed}, x.in.Int(int64(x.nextSeq())))
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
	st.env.DropFunc(func(k sym.Key) bool { return k.Ghost != nil && k.Ghost.Ends && k.Base.Root() == req })
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
