package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A Resend is what is wrong with the bodies when an attempt is made again: what it sends was read by the attempt before,
// or the answer to that one is left open.
type Resend struct {
	Kind    ResendKind
	Node    ast.Node      // where to report: the call that sends, the defer or the return
	Attempt *ast.CallExpr // the call that is made again
	Via     ast.Node      // the loop, label, recursive call or library call; nil if Node is another call than Attempt
	Name    string        // of the request or the reader, if it has one
}

// A ResendKind says which body a Resend is about.
type ResendKind uint8

const (
	SameRequest ResendKind = iota // the request itself is sent again, its body was read
	SameReader                    // a new request around a reader that was read
	Unclosed                      // the response is not closed before the next attempt
	LateClose                     // a defer in the loop closes it
	LeftOpen                      // the function returns between two attempts, and the response is not closed
)

// sent notes that an attempt has read a request's body, or a reader.
var sent = &sym.Ghost{Name: "#sent", Ends: true}

// source is the reader at the bottom of what was put around it.
func (x *bodies) source(st *symexec.State, v *sym.Value) *sym.Value {
	for range symexec.MaxDepth {
		switch {
		case v.Op == sym.OpAs, v.Op == sym.OpConvert,
			v.Op == sym.OpCall && (v.Name == "io.NopCloser" || v.Name == "io/ioutil.NopCloser" || v.Name == "bufio.NewReader" || v.Name == "io.TeeReader"):
			v = v.Args[0]
		default:
			inner := x.wrapped(st, v)
			if inner == nil {
				return v
			}
			v = inner
		}
	}
	return v
}

// wrapped is the reader that one of the package's own was put around, in a literal or by a function that does no more; nil if
// there is none.
func (x *bodies) wrapped(st *symexec.State, v *sym.Value) *sym.Value {
	switch v.Op {
	case sym.OpRef:
		content, ok := st.Env.Get(v.Cell)
		if !ok || content.Op != sym.OpWith {
			return nil
		}
		f := x.pkg.readsFrom(gotypes.Named(v.Typ))
		if f == nil {
			return nil
		}
		if inner := x.Field(st, v, gotypes.Named(v.Typ), f); gotypes.IsReader(inner.Typ) {
			return inner
		}
	case sym.OpCall:
		if fn, ok := v.Obj.(*types.Func); ok {
			if i := x.pkg.keepsReader(fn); i >= 0 && i < len(v.Args) {
				return v.Args[i]
			}
		}
	}
	return nil
}

// keepsReader is the parameter of a function of the package that it returns a reader around, in a literal; -1 if it does
// anything else.
func (x *bodyWatch) keepsReader(fn *types.Func) int {
	d := x.Decls[fn.Origin()]
	if d == nil || d.Recv != nil || len(d.Body.List) != 1 || fn.Signature().TypeParams() != nil {
		return -1
	}
	ret, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return -1
	}
	e := ast.Unparen(ret.Results[0])
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return -1
	}
	f := x.readsFrom(gotypes.Named(x.Info.TypeOf(lit)))
	if f == nil {
		return -1
	}
	fields := gotypes.Named(x.Info.TypeOf(lit)).Underlying().(*types.Struct)
	for i, el := range lit.Elts {
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && x.Info.Uses[id] == types.Object(f) {
				return slices.Index(gotypes.Params(x.Info, d), x.FuncRef(kv.Value))
			}
		} else if fields.Field(i) == f {
			return slices.Index(gotypes.Params(x.Info, d), x.FuncRef(el))
		}
	}
	return -1
}

// readsFrom is the field from which a type of the package reads; nil if it has none, or does anything else with it than to read
// and close it: it may go back to the beginning.
func (x *bodyWatch) readsFrom(n *types.Named) *types.Var {
	if n == nil || n.Obj().Pkg() != x.Pkg || n.TypeArgs().Len() > 0 {
		return nil
	}
	f, known := x.readerFields[n]
	if !known {
		f = x.readerField(n)
		x.readerFields[n] = f
	}
	return f
}

func (x *bodyWatch) readerField(n *types.Named) *types.Var {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var field *types.Var
	for f := range s.Fields() {
		if types.IsInterface(f.Type()) && gotypes.IsReader(f.Type()) {
			if field != nil {
				return nil
			}
			field = f
		}
	}
	if field == nil || !gotypes.IsReader(types.NewPointer(n)) {
		return nil
	}
	reads := field.Embedded()
	for m := range n.Methods() {
		d := x.Decls[m]
		if d == nil {
			return nil
		}
		harmless, all := x.mentionsOf(d, field)
		if harmless < all {
			return nil
		}
		if m.Name() == "Read" {
			reads = all > 0 && !slices.ContainsFunc(d.Body.List, takesPart)
		}
	}
	if !reads {
		return nil
	}
	return field
}

// takesPart reports whether a statement cuts a slice: a reader that fills less than it is given may stand for a part of what it
// reads from, and the next one for the next part.
func takesPart(s ast.Stmt) bool {
	cuts := false
	ast.Inspect(s, func(n ast.Node) bool {
		_, ok := n.(*ast.SliceExpr)
		cuts = cuts || ok
		return !cuts
	})
	return cuts
}

// mentionsOf counts how often a method mentions a field that holds a reader, and how often only to read, to close or to compare it.
func (x *bodyWatch) mentionsOf(d *ast.FuncDecl, field *types.Var) (harmless, all int) {
	isField := func(e ast.Expr) bool { return x.FuncRef(e) == types.Object(field) }
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if isField(n) {
				all++
			} else if isField(n.X) && (n.Sel.Name == "Read" || n.Sel.Name == "Close") {
				harmless++
			}
		case *ast.CallExpr:
			if fn := x.CalledFunc(n); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "io" && len(n.Args) > 0 && isField(n.Args[0]) {
				harmless++
			}
		case *ast.BinaryExpr:
			if isField(n.X) && x.Info.Types[n.Y].IsNil() {
				harmless++
			}
		case *ast.TypeAssertExpr: // to close it, where it can be closed
			if isField(n.X) && n.Type != nil && types.TypeString(x.Info.TypeOf(n.Type), nil) == "io.Closer" {
				harmless++
			}
		}
		return true
	})
	return harmless, all
}

// A sending is one thing that an attempt reads to its end: the body of a request, or a reader.
type sending struct {
	body *sym.Value
	req  *sym.Value // nil for a reader
}

// sendings are what an attempt reads, where there certainly is something to read.
func (x *bodies) sendings(st *symexec.State, c symexec.Callee, args []*sym.Value) []sending {
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
			if body = x.source(st, body); x.isReadable(st, body) {
				out = append(out, sending{body, symexec.Original(a)})
			}
		case gotypes.IsReader(t):
			if body := x.source(st, a); x.isReadable(st, body) {
				out = append(out, sending{body: body})
			}
		}
	}
	return out
}

// isReadable reports whether a reader is one that is made once and read once, so far as the engine can tell.
func (x *bodies) isReadable(st *symexec.State, v *sym.Value) bool {
	switch v.Op {
	case sym.OpSym:
		if p, ok := v.Obj.(*types.Var); !ok || x.AlwaysNil(p) {
			return false
		}
	case sym.OpRef, sym.OpField:
	case sym.OpCall:
		if v.Typ != nil && !gotypes.IsReader(v.Typ) {
			return false
		}
		if strings.HasPrefix(v.Name, "io.") { // a part of a file, several readers: unknown
			return false
		}
	default:
		return false
	}
	if v.Deps&sym.DepOutcome != 0 {
		return false
	}
	isNil, _ := st.Facts.Truth(x.In.Binary("==", v, x.In.Nil(), nil))
	return !isNil
}

// safeMethod reports whether a request is made with a method that has no body, or the path has asked for the method:
// then it may be one that has none.
func (x *bodies) safeMethod(st *symexec.State, req *sym.Value) bool {
	m := x.MethodOf(req)
	if m == nil {
		return false
	}
	if m.Op == sym.OpString {
		return m.Name == "" || m.Name == "GET" || m.Name == "HEAD" || m.Name == "OPTIONS"
	}
	for _, f := range st.Facts {
		if asksFor(f.Cond, m) {
			return true
		}
	}
	return false
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

// bodies watches what is sent and what comes back: whether an attempt sends what another one has read, and whether a response is
// closed before the next attempt. What it knows of a response it keeps as a mark of the attempt, what was read in ghost fields.
type bodies struct {
	symexec.Nop
	*symexec.Exec
	place int // of its marks
	pkg   *bodyWatch
}

// A bodyWatch is a package as its bodies are watched, and what all runs on it have found.
type bodyWatch struct {
	*symexec.Program
	readerFields map[*types.Named]*types.Var // from which types of the package read, of those asked for
	resends      []*Resend
	leftOpen     []*Resend                    // returns that leave a response open, if another attempt would follow
	openAt       map[ast.Node][]*ast.CallExpr // the attempts whose response may be open during a wait
}

func (x *bodies) Attempted(r symexec.Request, o *symexec.Outcome) {
	if r.Proto == domain.ProtoOpaque {
		x.rewound(r.St, r.C, r.Args)
	} else {
		x.sends(r)
	}
	if x.opens(r.C, r.Proto, r.Args) {
		o.Marks = o.Marks.With(x.place, response{state: responseOpen})
	}
}

func (x *bodies) Made(fr *symexec.Frame, st *symexec.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) {
	x.rewound(st, c, args)
	x.drains(fr, call, st, c, args)
}

// sends notes that an attempt reads what it sends, and reports what was read by the attempt before: one of the same request,
// or one that failed (the next host in its place).
func (x *bodies) sends(r symexec.Request) {
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
func (x *bodies) drains(fr *symexec.Frame, call *ast.CallExpr, st *symexec.State, c symexec.Callee, args []*sym.Value) {
	var r *sym.Value
	switch c.Full {
	case "io.ReadAll", "io/ioutil.ReadAll", "(*bytes.Buffer).ReadFrom":
		r = args[0]
	case "io.Copy":
		r = args[1]
	default:
		return
	}
	if r = x.source(st, r); !x.isReadable(st, r) || r.Op == sym.OpField && r.Name == "Body" && gotypes.IsRequest(r.Args[0].Typ) {
		return
	}
	mark := x.In.Make(sym.Value{Op: sym.OpSym, Name: "sent", Node: call})
	o, _ := st.Newest()
	if o != nil && o.Via != nil && o.Failing() && st.Env.At(sym.Key{Base: r, Ghost: sent}) == mark {
		x.noteResend(fr, call, st, o, SameReader, sending{body: r})
	}
	st.Set(sym.Key{Base: r, Ghost: sent}, mark)
}

func (x *bodies) noteResend(fr *symexec.Frame, call *ast.CallExpr, st *symexec.State, o *symexec.Outcome, kind ResendKind, s sending) {
	if x.unsent(st, o) {
		return
	}
	at, fns := placeOf(fr, call, o.Via)
	x.noteSent(st, &Resend{Kind: kind, Node: at, Attempt: o.Id.Node.(*ast.CallExpr), Via: o.Via}, fns, s)
}

func (x *bodies) noteSent(st *symexec.State, r *Resend, fns []ast.Node, s sending) {
	if st.Impossible() || x.pkg.minds(fns, r) || x.pkg.replaces(fns, r.Via, x.holder(st, s.body)) || s.req != nil && x.judged(st, s.req) {
		return
	}
	if s.body.Op == sym.OpField && s.body.Name == "Body" && s.req != nil && s.body.Args[0] == s.req && !x.hasBody(s.req) {
		return
	}
	r.Name = x.pkg.argumentName(r.Node.(*ast.CallExpr), r.Kind)
	switch {
	case r.Name != "":
	case r.Kind == SameRequest:
		r.Name = x.nameOf(st, s.req)
	default:
		r.Name = x.nameOf(st, s.body)
	}
	x.pkg.add(r)
}

// noteSecond reports an attempt that is no other one made again, but sends what another attempt sent and failed with.
func (x *bodies) noteSecond(fr *symexec.Frame, call *ast.CallExpr, st *symexec.State, first ast.Node, kind ResendKind, s sending) {
	i := slices.IndexFunc(st.Outs, func(o *symexec.Outcome) bool { return o.Id.Node == first && o.Failing() })
	if i < 0 {
		return
	}
	o := st.Outs[i]
	if x.unsent(st, o) {
		return
	}
	at, fns := call, []ast.Node{fr.Fn}
	for f := fr; f.Call != nil && o.Id.Path != f.Path && !f.Path.Leads(o.Id.Path, false); f = f.Caller {
		at, fns = f.Call, append(fns, f.Caller.Fn)
	}
	x.noteSent(st, &Resend{Kind: kind, Node: at, Attempt: o.Id.Node.(*ast.CallExpr)}, fns, s)
}

func (x *bodyWatch) add(r *Resend) {
	if !slices.ContainsFunc(x.resends, func(q *Resend) bool { return q.Kind == r.Kind && q.Node == r.Node }) {
		x.resends = append(x.resends, r)
	}
}

// placeOf is the call by which an attempt is made in the function that goes round, or in the function literal that
// something else calls again, and the functions from there to the attempt.
func placeOf(fr *symexec.Frame, call *ast.CallExpr, via ast.Node) (*ast.CallExpr, []ast.Node) {
	fns := []ast.Node{fr.Fn}
	at, found := call, false
	for f := fr; f.Call != nil; f = f.Caller {
		if _, ok := f.Fn.(*ast.FuncLit); ok || gotypes.Within(via.Pos(), f.Fn) {
			found = true
		}
		if !found {
			at = f.Call
		}
		if gotypes.Within(via.Pos(), f.Fn) {
			break
		}
		fns = append(fns, f.Caller.Fn)
	}
	return at, fns
}

// minds reports whether a function on the way to an attempt takes care of what is sent: it asks for GetBody, sets Body,
// or rewinds a reader. It may do so where the engine does not see it.
func (x *bodyWatch) minds(fns []ast.Node, r *Resend) bool {
	for _, fn := range fns {
		cares := false
		ast.Inspect(fn, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr: // a helper that is given the request, and may return another
				if called := x.CalledFunc(n); r.Kind == SameRequest && called != nil && x.Decls[called.Origin()] != nil && gotypes.TakesRequest(called.Signature()) {
					cares = cares || x.usesGetBody(x.Decls[called.Origin()])
				}
			case *ast.SelectorExpr:
				cares = cares || n.Sel.Name == "GetBody" || n.Sel.Name == "Seek" || n.Sel.Name == "Seeker" || n.Sel.Name == "ReadSeeker" || n.Sel.Name == "Rewind"
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					sel, ok := l.(*ast.SelectorExpr)
					if !ok || r.Kind != SameRequest || sel.Sel.Name != "Body" || !gotypes.IsRequest(x.Info.TypeOf(sel.X)) {
						continue
					}
					if len(n.Lhs) == len(n.Rhs) && x.sendsNothing(n.Rhs[i]) { // on its own path only
						continue
					}
					cares = cares || !x.setsInVain(fn, n, sel.X, r)
				}
			case *ast.Ident: // it knows whether anything was sent
				cares = cares || x.watchesConnection(n)
			}
			return !cares
		})
		if cares {
			return true
		}
	}
	return false
}

// usesGetBody reports whether a function makes a body anew by GetBody.
func (x *bodyWatch) usesGetBody(d *ast.FuncDecl) bool {
	asks := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		asks = asks || ok && sel.Sel.Name == "GetBody"
		return !asks
	})
	return asks
}

// sendsNothing reports whether an expression is the body of a request that has none.
func (x *bodyWatch) sendsNothing(e ast.Expr) bool {
	if x.Info.Types[e].IsNil() {
		return true
	}
	v, ok := x.FuncRef(e).(*types.Var)
	return ok && v.Name() == "NoBody" && v.Pkg() != nil && v.Pkg().Path() == "net/http"
}

// setsInVain reports whether the Body that an assignment sets is certainly none that a later attempt sends: it is set in
// front of the loop, so once for all attempts; after the call, on a copy that the next round makes anew; or on the original of
// a copy that was made in front of the loop.
func (x *bodyWatch) setsInVain(fn ast.Node, set *ast.AssignStmt, req ast.Expr, r *Resend) bool {
	if r.Via == nil || !gotypes.Within(r.Via.Pos(), fn) {
		return false
	}
	switch r.Via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		if !gotypes.Within(set.Pos(), r.Via) {
			return x.readOnce(set)
		}
	case *ast.LabeledStmt:
		return set.Pos() < r.Via.Pos() && x.readOnce(set)
	default:
		return false
	}
	call, ok := r.Node.(*ast.CallExpr)
	if !ok || !gotypes.Within(call.Pos(), r.Via) {
		return false
	}
	if x.copiedBetween(set.Pos(), call.Pos(), req, r.Via) {
		return true
	}
	for _, a := range call.Args {
		if gotypes.IsRequest(x.Info.TypeOf(a)) && x.FuncRef(a) != x.FuncRef(req) {
			return x.copiedBefore(a, req, fn, r.Via)
		}
	}
	return false
}

// readOnce reports whether all that an assignment sets comes from the standard library, whose readers do not start over when they
// are closed, as one made for it may.
func (x *bodyWatch) readOnce(set *ast.AssignStmt) bool {
	return !slices.ContainsFunc(set.Rhs, func(e ast.Expr) bool { return !x.standardReader(e) })
}

func (x *bodyWatch) standardReader(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := x.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.FullName() {
	case "io.NopCloser", "io/ioutil.NopCloser":
		return x.standardReader(call.Args[0])
	}
	return gotypes.IsStd(fn.Pkg().Path())
}

// copiedBetween reports whether a variable is set to a copy of a request in a loop, before the loop sends it: what is done to it
// later is gone in the next round.
func (x *bodyWatch) copiedBetween(later, sent token.Pos, req ast.Expr, loop ast.Node) bool {
	v, ok := x.FuncRef(req).(*types.Var)
	if !ok || v.IsField() || later < sent || !gotypes.Within(v.Pos(), loop) {
		return false
	}
	return slices.ContainsFunc(x.Assignments(loop)[v], func(rhs ast.Expr) bool {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		return ok && rhs.Pos() < sent && x.makesCopy(call)
	})
}

// makesCopy reports whether a call copies a request, by a function of the package that returns the copy or at once.
func (x *bodyWatch) makesCopy(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	if fn == nil || gotypes.IsCopy(fn) {
		return fn != nil
	}
	d := x.Decls[fn.Origin()]
	if d == nil {
		return false
	}
	copies := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		ret, ok := n.(*ast.ReturnStmt)
		if ok && len(ret.Results) > 0 {
			made, isCall := ast.Unparen(ret.Results[0]).(*ast.CallExpr)
			copies = copies || isCall && gotypes.IsCopy(x.CalledFunc(made))
		}
		return !copies
	})
	return copies
}

// copiedBefore reports whether a request is a copy of another, made in front of a loop and never again.
func (x *bodyWatch) copiedBefore(sent, original ast.Expr, fn, loop ast.Node) bool {
	v, ok := x.FuncRef(sent).(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	made := x.Assignments(fn)[v]
	if len(made) != 1 || gotypes.Within(made[0].Pos(), loop) {
		return false
	}
	call, ok := ast.Unparen(made[0]).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && gotypes.IsCopy(x.CalledFunc(call)) && x.FuncRef(sel.X) == x.FuncRef(original)
}

// judged reports whether a path depends on what the engine cannot read of a request: a function that was given it and said
// yes or no or how often, or the length of its body. What goes round may be nothing but requests without a body.
func (x *bodies) judged(st *symexec.State, req *sym.Value) bool {
	for _, f := range st.Facts {
		if judges(f.Cond, req) {
			return true
		}
	}
	return false
}

func judges(cond, req *sym.Value) bool {
	about := func(v *sym.Value) bool { return symexec.Original(v) == req }
	switch {
	case cond.Op == sym.OpField && about(cond.Args[0]):
		return symexec.BodyField[cond.Name] && cond.Name != "Body"
	case cond.Op == sym.OpCall && gotypes.IsVerdict(cond.Typ):
		if slices.ContainsFunc(cond.Args, func(a *sym.Value) bool {
			return about(a) || a.Op == sym.OpField && symexec.BodyField[a.Name] && about(a.Args[0])
		}) {
			return true
		}
	case cond.Op == sym.OpCall && strings.HasPrefix(cond.Name, "net/http.NewRequest"):
		return false
	}
	return slices.ContainsFunc(cond.Args, func(a *sym.Value) bool { return judges(a, req) })
}

// replaces reports whether a variable or field that held a reader is set between two attempts. That it is not on the path
// has a reason: there is nothing to send, say.
func (x *bodyWatch) replaces(fns []ast.Node, via ast.Node, holder types.Object) bool {
	if holder == nil {
		return false
	}
	regions := fns
	switch via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		regions = []ast.Node{via}
	}
	found := false
	for _, r := range regions {
		ast.Inspect(r, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok {
				return !found
			}
			for _, l := range a.Lhs {
				switch l := l.(type) {
				case *ast.Ident:
					found = found || x.Info.Uses[l] == holder
				case *ast.SelectorExpr:
					found = found || x.Info.Uses[l.Sel] == holder
				}
			}
			return !found
		})
	}
	return found
}

// holder is the variable or field that holds a value; nil if none is known.
func (x *bodies) holder(st *symexec.State, v *sym.Value) types.Object {
	switch v.Op {
	case sym.OpSym, sym.OpField:
		return v.Obj
	case sym.OpRef:
		return v.Cell.Obj
	}
	var found types.Object
	for k, w := range st.Env.All() {
		if w == v && k.Obj != nil && (found == nil || k.Obj.Pos() < found.Pos()) {
			found = k.Obj
		}
	}
	return found
}

// argumentName is how a call names the request or the reader that it passes on; "" if it does not, or names several.
func (x *bodyWatch) argumentName(call *ast.CallExpr, kind ResendKind) string {
	name := ""
	for _, a := range call.Args {
		t := x.Info.TypeOf(a)
		if t == nil || kind == SameRequest && !gotypes.IsRequest(t) || kind == SameReader && !gotypes.IsReader(t) {
			continue
		}
		switch a := ast.Unparen(a).(type) {
		case *ast.Ident, *ast.SelectorExpr:
			if name != "" {
				return ""
			}
			name = types.ExprString(a)
		}
	}
	return name
}

// nameOf is how the program calls a value; "" if it has no name.
func (x *bodies) nameOf(st *symexec.State, v *sym.Value) string {
	switch v.Op {
	case sym.OpField:
		if n := x.nameOf(st, v.Args[0]); n != "" {
			return n + "." + v.Name
		}
		return v.Name
	}
	if h := x.holder(st, v); h != nil {
		return h.Name()
	}
	return ""
}

// Fresh forgets that an attempt has read something: it was made anew.
func (x *bodies) Fresh(st *symexec.State, v *sym.Value) {
	if len(st.Outs) > 0 {
		st.Drop(sym.Key{Base: v, Ghost: sent})
	}
}

// Bound is fresh for a variable that holds its buffer itself.
func (x *bodies) Bound(st *symexec.State, k sym.Key, t types.Type) {
	if len(st.Outs) == 0 {
		return
	}
	if _, ok := t.Underlying().(*types.Struct); ok {
		x.Fresh(st, x.In.Make(sym.Value{Op: sym.OpRef, Cell: k, Typ: types.NewPointer(t)}))
	}
}

// rewound forgets that what a call is given was read: it may have put it back to its beginning.
func (x *bodies) rewound(st *symexec.State, c symexec.Callee, args []*sym.Value) {
	if len(st.Outs) == 0 || x.onlyReads(c) {
		return
	}
	if c.Recv != nil {
		x.unread(st, c.Recv)
	}
	for i, a := range args {
		if i == 1 && c.Fn != nil && functions.CopiesOut(c.Full) {
			continue
		}
		x.unread(st, a)
	}
}

// unread forgets that a reader, or the body of a request, was read.
func (x *bodies) unread(st *symexec.State, v *sym.Value) {
	v = x.source(st, v)
	if v.Typ != nil && gotypes.IsRequest(v.Typ) {
		if b := x.BodyOf(st, v); b != nil {
			st.Drop(sym.Key{Base: x.source(st, b), Ghost: sent})
		}
		v = symexec.Original(v)
	}
	st.Drop(sym.Key{Base: v, Ghost: sent})
}

// onlyReads reports whether a function leaves the readers and requests that it is given where they are.
func (x *bodies) onlyReads(c symexec.Callee) bool {
	if c.Fn != nil && x.pkg.keepsReader(c.Fn) >= 0 {
		return true
	}
	if c.Fn == nil || c.Fn.Pkg() == nil || !gotypes.IsStd(c.Fn.Pkg().Path()) || c.Fn.Pkg() == x.Pkg {
		return false
	}
	if c.Recv != nil {
		return !x.Says(lexicon.Rewinds, c.Fn.Name())
	}
	return functions.ReadsOnly(c.Full)
}

// asksForBody notes that a path asked whether a request has a body, or can give another: what it does next it does on
// purpose.
func (x *bodies) asksForBody(st *symexec.State, v *sym.Value) {
	if v.Op == sym.OpField && (v.Name == "Body" || v.Name == "GetBody") && len(st.Outs) > 0 {
		x.unread(st, v.Args[0])
		st.Drop(sym.Key{Base: v.Args[0], Ghost: sent})
		st.Drop(sym.Key{Base: v, Ghost: sent})
	}
}

// hasBody reports whether a request whose making the engine did not see can have a body: it comes to a RoundTripper,
// which takes whatever is sent; or the package itself makes such a request for it.
func (x *bodies) hasBody(req *sym.Value) bool {
	switch req.Op {
	case sym.OpSym:
		v, ok := req.Obj.(*types.Var)
		return ok && x.pkg.givenBody(v, 0)
	case sym.OpField:
		f, ok := req.Obj.(*types.Var)
		return ok && x.pkg.keepsBody(f)
	}
	return false
}

// trips reports whether a parameter is the one of a function literal that a conversion makes a RoundTripper of.
func (x *bodyWatch) trips(d *ast.FuncDecl, param *types.Var) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if found || !ok || len(call.Args) != 1 || !x.Info.Types[call.Fun].IsType() {
			return !found
		}
		lit, ok := ast.Unparen(call.Args[0]).(*ast.FuncLit)
		found = ok && slices.Contains(gotypes.Params(x.Info, lit), types.Object(param)) && gotypes.IsRoundTripper(x.Info.TypeOf(call))
		return !found
	})
	return found
}

// givenBody reports whether a function of the package is called with a request that has a body.
func (x *bodyWatch) givenBody(param *types.Var, depth int) bool {
	d := x.Enclosing(&ast.Ident{NamePos: param.Pos()})
	if d == nil || depth > 3 {
		return false
	}
	if x.trips(d, param) {
		return true
	}
	fn, _ := x.Info.Defs[d.Name].(*types.Func)
	if fn == nil {
		return false
	}
	sig := fn.Signature()
	at := -1
	for i := range sig.Params().Len() {
		if sig.Params().At(i) == param {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	if fn.Name() == "RoundTrip" && sig.Recv() != nil && sig.Params().Len() == 1 {
		return true
	}
	for n := range x.Insp.PreorderSeq((*ast.CallExpr)(nil)) {
		call := n.(*ast.CallExpr)
		if len(call.Args) == 1 && x.FuncRef(call.Args[0]) == types.Object(fn) && x.Info.Types[call.Fun].IsType() && gotypes.IsRoundTripper(x.Info.TypeOf(call)) {
			return true
		}
		called := x.FuncRef(call.Fun)
		if f, ok := called.(*types.Var); ok && x.FieldFunc(f) != nil {
			called = x.FuncRef(x.FieldFunc(f))
		}
		if at < len(call.Args) && called == types.Object(fn) && x.makesBody(call.Args[at], depth+1) {
			return true
		}
	}
	return false
}

// keepsBody reports whether the package puts a request with a body into a field.
func (x *bodyWatch) keepsBody(f *types.Var) bool {
	for n := range x.Insp.PreorderSeq((*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && x.Info.Uses[id] == types.Object(f) && x.makesBody(n.Value, 1) {
				return true
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if sel, ok := l.(*ast.SelectorExpr); ok && x.Info.Uses[sel.Sel] == types.Object(f) && len(n.Lhs) == len(n.Rhs) && x.makesBody(n.Rhs[i], 1) {
					return true
				}
			}
		}
	}
	return false
}

// makesBody reports whether an expression is a request that is made with a body.
func (x *bodyWatch) makesBody(e ast.Expr, depth int) bool {
	if depth > 4 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := x.Info.Uses[e].(*types.Var)
		if !ok {
			return false
		}
		d := x.Enclosing(e)
		if d == nil {
			return false
		}
		if slices.Contains(gotypes.Params(x.Info, d), types.Object(v)) {
			return x.givenBody(v, depth)
		}
		return slices.ContainsFunc(x.Assignments(d)[v], func(r ast.Expr) bool { return x.makesBody(r, depth+1) })
	case *ast.CallExpr:
		fn, ok := x.FuncRef(e.Fun).(*types.Func)
		if !ok {
			return false
		}
		switch fn.FullName() {
		case "net/http.NewRequest", "net/http.NewRequestWithContext":
			return len(e.Args) >= 3 && !x.Info.Types[e.Args[len(e.Args)-1]].IsNil() && !x.safe(e.Args[len(e.Args)-3])
		case "(*net/http.Request).WithContext", "(*net/http.Request).Clone":
			return x.makesBody(e.Fun.(*ast.SelectorExpr).X, depth+1)
		}
		if d := x.Decls[fn.Origin()]; d != nil { // a function of the package that makes requests
			return x.makerWithBody(d, e, depth+1)
		}
	}
	return false
}

func (x *bodyWatch) safe(method ast.Expr) bool {
	tv, ok := x.Info.Types[method]
	if !ok || tv.Value == nil {
		return false
	}
	m := tv.Value.ExactString()
	return m == `"GET"` || m == `"HEAD"` || m == `""` || m == `"OPTIONS"`
}

// makerWithBody reports whether a call of a function that makes requests gives it a body, or the function has one of its own.
func (x *bodyWatch) makerWithBody(d *ast.FuncDecl, call *ast.CallExpr, depth int) bool {
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		r, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		fn, ok := x.FuncRef(r.Fun).(*types.Func)
		if !ok || fn.FullName() != "net/http.NewRequest" && fn.FullName() != "net/http.NewRequestWithContext" || !x.makesBody(r, depth) {
			return true
		}
		id, ok := ast.Unparen(r.Args[len(r.Args)-1]).(*ast.Ident)
		if !ok {
			found = true
			return false
		}
		i := slices.Index(gotypes.Params(x.Info, d), x.Info.Uses[id])
		if i < 0 {
			found = true
			return false
		}
		if d.Recv != nil && len(d.Recv.List) > 0 && len(d.Recv.List[0].Names) > 0 {
			i--
		}
		found = i >= 0 && i < len(call.Args) && !x.Info.Types[call.Args[i]].IsNil()
		return !found
	})
	return found
}
