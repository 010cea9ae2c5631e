package bodies

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// sent notes that an attempt has read a request's body, or a reader.
var sent = &sym.Ghost{Name: "#sent", Ends: true}

// emptied notes that all of a reader was read after an attempt has sent it: which one.
var emptied = &sym.Ghost{Name: "#emptied", Ends: true}

// missing notes that a path has found that a request has no body: nil, or http.NoBody.
var missing = &sym.Ghost{Name: "#missing"}

// leftOf is what has sent the reader whose rest a new reader is made of; nil if that is not so.
func (x *watch) leftOf(st *paths.State, v *sym.Value) *sym.Value {
	if v.Op != sym.OpCall || !functions.ReadsBytes(v.Name) || len(v.Args) == 0 {
		return nil
	}
	data := v.Args[0]
	for data.Op == sym.OpConvert {
		data = data.Args[0]
	}
	if data.Op != sym.OpCall || !functions.ReadsAll(data.Name) {
		return nil
	}
	return st.Env.At(sym.Key{Base: x.source(st, unlimited(data.Args[0])), Ghost: emptied})
}

// unlimited is what a reader of a part of another one reads from, or the reader itself: if that was read to its end, there is no part left.
func unlimited(v *sym.Value) *sym.Value {
	if v.Op == sym.OpCall && v.Name == "io.LimitReader" && len(v.Args) == 2 {
		return v.Args[0]
	}
	return v
}

// A sending is one thing that an attempt reads to its end: the body of a request, or a reader.
type sending struct {
	body *sym.Value
	req  *sym.Value // nil for a reader
}

// sendings are what an attempt reads, where there certainly is something to read.
func (x *watch) sendings(st *paths.State, c symexec.Callee, args []*sym.Value) []sending {
	var out []sending
	for i, a := range args {
		var t types.Type
		if c.Sig != nil && i < c.Sig.Params().Len() {
			t = c.Sig.Params().At(i).Type()
		}
		switch {
		case t == nil:
		case gotypes.IsRequest(t):
			body := x.BodyOf(st, a)
			if body == nil || x.safeMethod(st, a) {
				continue
			}
			if body = x.source(st, body); x.isReadable(st, body) && st.Env.At(sym.Key{Base: body, Ghost: missing}) == nil {
				out = append(out, sending{body, sym.OriginalRequest(a)})
			}
		case gotypes.IsReader(t) && !x.on.mayTakeBack(c.Fn, t):
			if body := x.source(st, a); x.isReadable(st, body) {
				out = append(out, sending{body: body})
			}
		}
	}
	return out
}

// asksFor reports whether a condition is about a value. That a request could be made of it says nothing of it.
func asksFor(cond, v *sym.Value) bool {
	if cond == v || cond.Op == sym.OpField && v.Op == sym.OpField && cond.Name == v.Name && cond.Args[0] == v.Args[0] {
		return true
	}
	if cond.Op == sym.OpCall && strings.HasPrefix(cond.Name, "net/http.NewRequest") {
		return false
	}
	return slices.ContainsFunc(cond.Args, func(a *sym.Value) bool { return asksFor(a, v) })
}

// sends notes that an attempt reads what it sends, and reports what was read by the attempt before: one of the same request,
// or one that failed (the next host in its place).
func (x *watch) sends(r symexec.Request) {
	fr, call, st, before := r.Fr, r.Call, r.St, r.Prev
	mark := x.In.Make(sym.Value{Op: sym.OpSym, Name: "sent", Node: call})
	for _, s := range x.sendings(st, r.C, r.Args) {
		if old := st.Env.At(sym.Key{Base: s.body, Ghost: sent}); old != nil {
			kind := SameReader
			if s.req != nil && st.Env.At(sym.Key{Base: s.req, Ghost: sent}) == old {
				kind = SameRequest
			}
			if before != nil && before.Via != nil && (r.Same || before.Failing()) && old == mark {
				x.noteResend(fr, call, st, before, kind, s)
			} else if before == nil {
				x.noteSecond(fr, call, st, old.Node, kind, s)
			}
		}
		st.Set(sym.Key{Base: s.body, Ghost: sent}, mark)
		if s.req != nil {
			st.Set(sym.Key{Base: s.req, Ghost: sent}, mark)
		}
	}
}

// drains notes that a path reads a reader to its end before it sends what it has read, and reports that it does so again
// because an attempt failed.
func (x *watch) drains(fr *paths.Frame, call *ast.CallExpr, st *paths.State, c symexec.Callee, args []*sym.Value) {
	var r *sym.Value
	switch c.Full {
	case "io.ReadAll", "io/ioutil.ReadAll", "(*bytes.Buffer).ReadFrom":
		r = args[0]
	case "io.Copy":
		r = args[1]
	default:
		return
	}
	limited := unlimited(r) != r
	if r = x.source(st, unlimited(r)); !x.isReadable(st, r) || r.Op == sym.OpField && r.Name == "Body" && gotypes.IsRequest(r.Args[0].Typ) {
		return
	}
	mark := x.In.Make(sym.Value{Op: sym.OpSym, Name: "sent", Node: call})
	if old := st.Env.At(sym.Key{Base: r, Ghost: sent}); old != nil && old != mark {
		st.Set(sym.Key{Base: r, Ghost: emptied}, old)
	} else {
		st.Drop(sym.Key{Base: r, Ghost: emptied})
	}
	if limited { // there may be more of it
		return
	}
	o, _ := st.Newest()
	if o != nil && o.Via != nil && o.Failing() && st.Env.At(sym.Key{Base: r, Ghost: sent}) == mark {
		x.noteResend(fr, call, st, o, SameReader, sending{body: r})
	}
	st.Set(sym.Key{Base: r, Ghost: sent}, mark)
}

func (x *watch) noteResend(fr *paths.Frame, call *ast.CallExpr, st *paths.State, o *paths.Outcome, kind ResendKind, s sending) {
	at, way := x.on.placeOf(fr, call, o.Via)
	r := &Resend{Kind: kind, Node: at, Attempt: o.Id.Node.(*ast.CallExpr), Via: o.Via}
	if x.unsent(st, o) {
		r.Why.Reason = reasons.NothingSentYet
	}
	x.noteSent(st, r, way, s)
}

func (x *watch) noteSent(st *paths.State, r *Resend, way []stretch, s sending) {
	if st.Impossible() {
		return
	}
	if s.body.Op == sym.OpField && s.body.Name == "Body" && s.req != nil && s.body.Args[0] == s.req && !x.hasBody(s.req) {
		return
	}
	switch {
	case r.Left():
	case x.on.minds(way, r), x.on.replaces(way, x.holder(st, s.body), r):
		r.Why.Reason = reasons.BodyRestored
	case s.req != nil && x.judged(st, s.req):
		r.Why.Reason = reasons.BodyUnread
	}
	r.Name = x.on.argumentName(r.Node.(*ast.CallExpr), r.Kind)
	switch {
	case r.Name != "":
	case r.Kind == SameRequest:
		r.Name = x.nameOf(st, s.req)
	default:
		r.Name = x.nameOf(st, s.body)
	}
	x.on.add(r)
}

// noteSecond reports an attempt that is no other one made again, but sends what another attempt sent and failed with.
func (x *watch) noteSecond(fr *paths.Frame, call *ast.CallExpr, st *paths.State, first ast.Node, kind ResendKind, s sending) {
	i := slices.IndexFunc(st.Outs, func(o *paths.Outcome) bool { return o.Id.Node == first && o.Failing() })
	if i < 0 {
		return
	}
	o := st.Outs[i]
	at, fns := call, []ast.Node{fr.Fn}
	for f := fr; f.Call != nil && o.Id.Path != f.Path && !f.Path.Leads(o.Id.Path, false); f = f.Caller {
		at, fns = f.Call, append(fns, f.Caller.Fn)
	}
	r := &Resend{Kind: kind, Node: at, Attempt: o.Id.Node.(*ast.CallExpr)}
	if x.unsent(st, o) {
		r.Why.Reason = reasons.NothingSentYet
	}
	x.noteSent(st, r, between(o, at, fns), s)
}
