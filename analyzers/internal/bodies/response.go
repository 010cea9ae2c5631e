package bodies

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A responseState says what became of the body of an attempt's response.
type responseState uint8

const (
	responseAway responseState = iota // closed, read to its end or handed on; or there never was one to close
	responseOpen
	responseDeferred // a defer closes it when the function returns
	responseClosed   // closed, in a function that may return it
)

// A response is what is known of the response of an attempt.
type response struct {
	state  responseState
	closer ast.Node // the defer that closes it, in a frame, or the call that has closed it
	closes *paths.Frame
}

// Same compares what decides; which frame closes it follows from the defer.
func (r response) Same(m paths.Mark) bool {
	other, _ := m.(response)
	return r.state == other.state && r.closer == other.closer
}

// responseOf is what is known of the response of an attempt.
func (x *watch) responseOf(o *paths.Outcome) response {
	r, _ := o.Marks.At(x.place).(response)
	return r
}

// opens reports whether an attempt returns a response that the caller must close.
func (x *watch) opens(c symexec.Callee, proto domain.Proto, args []*sym.Value) bool {
	if c.Sig == nil || c.Sig.Results().Len() == 0 || proto != domain.ProtoHTTP && proto != domain.ProtoDoer {
		return false
	}
	if !gotypes.IsResponse(c.Sig.Results().At(0).Type()) {
		return false
	}
	switch c.Full {
	case "net/http.Head", "(*net/http.Client).Head":
		return false
	case "net/http.Get", "net/http.Post", "net/http.PostForm", "(*net/http.Client).Get", "(*net/http.Client).Post", "(*net/http.Client).PostForm":
		return true
	}
	for i := range min(len(args), c.Sig.Params().Len()) {
		if n := gotypes.Named(c.Sig.Params().At(i).Type()); n != nil && n.Obj().Name() == "Request" {
			m := x.MethodOf(args[i])
			return m == nil || m.Op != sym.OpString || m.Name != "HEAD"
		}
	}
	return false
}

// holdsResponse reports whether v is a response, its body, or something that was made around one of them.
func holdsResponse(v *sym.Value) bool {
	if v.Deps&sym.DepOutcome == 0 && v.Op != sym.OpClosure {
		return false
	}
	if v.Typ != nil {
		switch v.Typ.Underlying().(type) {
		case *types.Basic, *types.Slice, *types.Map:
			return false
		}
		if gotypes.IsData(v.Typ) {
			return false
		}
	}
	switch v.Op {
	case sym.OpResult:
		return v.Typ != nil && gotypes.IsResponse(v.Typ)
	case sym.OpField:
		return v.Name == "Body" && holdsResponse(v.Args[0])
	case sym.OpStatus, sym.OpGRPCCode, sym.OpErrNew, sym.OpHavoc, sym.OpBinary, sym.OpUnary, sym.OpAsOK:
		return false
	}
	return slices.ContainsFunc(v.Args, holdsResponse)
}

// holds is holdsResponse for what a variable, an address or a closure leads to, too.
func (x *watch) holds(st *paths.State, v *sym.Value) *sym.Value {
	if r := st.Env.At(sym.Key{Base: v, Ghost: inPlace}); r != nil {
		return r
	}
	switch v.Op {
	case sym.OpRef:
		if c, ok := st.Env.Get(v.Cell); ok && holdsResponse(c) && !x.isReport(c.Typ) {
			return c
		}
		return nil
	case sym.OpClosure:
		lit, ok := v.Node.(*ast.FuncLit)
		if !ok || v.Scope == nil {
			return nil
		}
		for _, obj := range x.FreeVariables(lit) {
			if w := x.Load(st, paths.FrameOf(v.Scope).Cell(obj), obj.Type()); holdsResponse(w) {
				return w
			}
		}
		return nil
	}
	if holdsResponse(v) && !x.isReport(v.Typ) {
		return v
	}
	return nil
}

// isReport reports whether a type is an error of the package that has a response to tell of it, and whose body nobody reads or closes there.
func (x *watch) isReport(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil || n.Obj().Pkg() != x.Pkg {
		return false
	}
	is, known := x.on.reports[n]
	if !known {
		is = gotypes.ImplementsError(n) && x.onlyTells(n)
		x.on.reports[n] = is
	}
	return is
}

// onlyTells reports whether a type is a struct of the package that keeps no reader, and by whose responses nobody reads or closes a body.
func (x *watch) onlyTells(n *types.Named) bool {
	fields, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range fields.Fields() {
		if gotypes.IsResponse(f.Type()) && !x.on.Telling(f, "Body") || gotypes.IsReader(f.Type()) {
			return false
		}
	}
	return true
}

// away notes that a response was closed or handed on.
func (x *watch) away(st *paths.State, v *sym.Value) {
	if len(st.Outs) == 0 {
		return
	}
	if h := x.holds(st, v); h != nil {
		x.become(st, h, responseAway, nil, nil)
	}
}

func (x *watch) become(st *paths.State, v *sym.Value, s responseState, at ast.Node, fr *paths.Frame) {
	id, ok := v.Attempt()
	if !ok {
		return
	}
	if o := st.Outcome(id); o != nil {
		x.becomes(st, o, response{s, at, fr})
	}
}

// becomes notes what became of the response of an attempt, unless that is away already.
func (x *watch) becomes(st *paths.State, o *paths.Outcome, r response) {
	if s := x.responseOf(o).state; s == responseAway || s == responseClosed && r.state != responseAway {
		return
	}
	c := *o
	c.Marks = o.Marks.With(x.place, r)
	st.Update(c)
}

func (x *watch) Escapes(st *paths.State, v *sym.Value) { x.away(st, v) }

func (x *watch) Stored(st *paths.State, object *sym.Value, field string, v *sym.Value) {
	if field == "Body" && holdsResponse(object) { // put in the place of the one that came, or around it
		x.putBack(st, object, v)
	} else {
		x.away(st, v)
	}
	if n := gotypes.Named(object.Typ); len(st.Outs) > 0 && n != nil && n.Obj().Pkg() == x.Pkg && gotypes.IsReader(object.Typ) {
		x.unread(st, object) // a number that says how far it was read, or what it reads from
	}
}

// inPlace is of what has been put in the place of a response's body: the response.
var inPlace = &sym.Ghost{Name: "#inplace", Ends: true}

// putBack notes that a reader stands for the body of a response from now on. The connection is as open as before, but who reads this one to its
// end, or closes it, has done what there is to do.
func (x *watch) putBack(st *paths.State, response, v *sym.Value) {
	if len(st.Outs) == 0 {
		return
	}
	id, _ := response.Attempt()
	if h := x.holds(st, v); h != nil {
		if of, ok := h.Attempt(); !ok || of != id {
			x.away(st, v)
		}
		return
	}
	if o := st.Outcome(id); o == nil || x.responseOf(o).state != responseOpen { // what was closed can be read once more
		x.away(st, response)
		return
	}
	st.Set(sym.Key{Base: v, Ghost: inPlace}, response)
}

func (x *watch) NilTest(st *paths.State, field *sym.Value, isNil bool) {
	x.asksForBody(st, field)
	if isNil && field.Op == sym.OpField && field.Name == "Body" {
		x.away(st, field)
	}
	if isNil && field.Typ != nil && gotypes.IsReader(field.Typ) {
		st.Set(sym.Key{Base: x.source(st, field), Ghost: missing}, x.In.Bool(true))
	}
}

func (x *watch) NoAnswer(o *paths.Outcome) { o.Marks = o.Marks.With(x.place, nil) }

// Calls looks at what a call that is not followed does to responses: it closes them, or may. The end of its request's context closes one,
// too: which context it is that ends here is not asked.
func (x *watch) Calls(st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) {
	if len(st.Outs) == 0 {
		return
	}
	if t := x.Info.TypeOf(call.Fun); t != nil && (gotypes.TypeIs(t, "context.CancelFunc") || gotypes.TypeIs(t, "context.CancelCauseFunc")) {
		for _, o := range slices.Clone(st.Outs) {
			x.becomes(st, o, response{})
		}
		return
	}
	std := c.Fn != nil && c.Fn.Pkg() != nil && c.Fn.Pkg() != x.Pkg && gotypes.IsStd(c.Fn.Pkg().Path())
	if c.Recv != nil && x.holds(st, c.Recv) != nil {
		if c.Name == "Close" && x.closesToReturn(st, call, c.Recv) {
			return
		}
		if name := c.Name; name == "Close" || name == "CloseWithError" || !std && c.Fn != nil && !types.IsInterface(c.Fn.Signature().Recv().Type()) {
			x.away(st, c.Recv)
		}
	}
	if std && c.Recv == nil && (functions.LeavesOpen(c.Full) || functions.DumpsBody(c.Full) && len(args) == 2 && args[1].IsFalse()) {
		return
	}
	if functions.ReadsAll(c.Full) && isSnippet(args[0]) {
		return
	}
	for i, a := range args {
		if !x.formatted(call, c, i) && (c.Fn == nil || !x.LeavesBody(c.Fn, i)) {
			x.away(st, a)
		}
	}
}

// isSnippet reports whether a reader ends after so many bytes that it does not lead to the end of an answer.
func isSnippet(v *sym.Value) bool {
	return v.Op == sym.OpCall && v.Name == "io.LimitReader" && len(v.Args) == 2 && v.Args[1].Op == sym.OpInt && v.Args[1].Int <= functions.MaxSnippet
}

// closesToReturn notes that the body of a response is closed in, or for, a function that returns one, and reports whether it is.
func (x *watch) closesToReturn(st *paths.State, call *ast.CallExpr, body *sym.Value) bool {
	if body.Op != sym.OpField || body.Name != "Body" || body.Args[0].Op != sym.OpResult {
		return false
	}
	id, _ := body.Attempt()
	o := st.Outcome(id)
	if o == nil {
		return false
	}
	returns := func(n ast.Node) bool { d := x.Enclosing(n); return d != nil && x.ReturnsResponse(d) }
	if !returns(call) && !returns(o.Id.Node) { // a helper closes it for the function that has made the attempt
		return false
	}
	c := *o // even if it was read to its end before
	c.Marks = o.Marks.With(x.place, response{state: responseClosed, closer: call})
	st.Update(c)
	return true
}

// formatted reports whether an argument of a call does no more than to appear in a text that somebody else writes: what the package's own
// functions do is looked at.
func (x *watch) formatted(call *ast.CallExpr, c symexec.Callee, i int) bool {
	if call.Ellipsis.IsValid() || c.Fn != nil && x.on.Decls[c.Fn.Origin()] != nil {
		return false
	}
	return gotypes.Formats(c.Sig, i)
}

// deferred notes that a defer has been passed, and with it what it does in the end.
var deferred = &sym.Ghost{Name: "#deferred", Counts: true, Ends: true}

// Deferred looks at what a defer does to responses.
func (x *watch) Deferred(fr *paths.Frame, st *paths.State, d *ast.DeferStmt) {
	var vals []*sym.Value
	switch f := ast.Unparen(d.Call.Fun).(type) {
	case *ast.FuncLit:
		vals = append(vals, x.Eval(fr, st, f))
	case *ast.SelectorExpr:
		if f.Sel.Name == "Close" {
			vals = append(vals, x.Eval(fr, st, f.X))
		}
	case *ast.Ident: // of a literal or a method
		if x.Variable(f) != nil {
			vals = append(vals, x.Eval(fr, st, f))
		}
	}
	for _, a := range d.Call.Args {
		vals = append(vals, x.Eval(fr, st, a))
	}
	for _, v := range vals {
		if v.Op == sym.OpClosure || v.Op == sym.OpRef { // what it leads to may change until it runs
			if !slices.Contains(fr.Defers, v) {
				fr.Defers = append(fr.Defers, v)
			}
			st.Set(sym.Key{Base: v, Ghost: deferred}, v)
		}
		if h := x.holds(st, v); h != nil {
			x.become(st, h, responseDeferred, d, fr)
		}
	}
}

// Returned closes what the defers of a function that has returned close: what they were given, and what the variables that they
// look at hold by now.
func (x *watch) Returned(st *paths.State, fr *paths.Frame) {
	for i, o := range st.Outs {
		if r := x.responseOf(o); r.state == responseDeferred && r.closes == fr {
			c := *o
			c.Marks = o.Marks.With(x.place, nil)
			st.Outs[i] = &c
		}
	}
	for _, v := range fr.Defers {
		if k := (sym.Key{Base: v, Ghost: deferred}); st.Env.At(k) != nil {
			x.away(st, v)
			st.Drop(k)
		}
	}
}

// Again notes a response that is still open when its attempt is made again. With which statuses that is does not matter once the
// path has seen that there is a response: whatever else decides, nobody closes this one. (Where nobody has looked at the error,
// it may be a pager's loop, which is none of ours; and where an error has come up that the answer does not tell of itself, that may happen as
// good as never.)
func (x *watch) Again(fr *paths.Frame, st *paths.State, call *ast.CallExpr, o *paths.Outcome) {
	resp := x.responseOf(o)
	if resp.state == responseClosed {
		x.on.closedBetween[resp.closer] = true
		return
	}
	if resp.state == responseAway || !o.Exists() || !o.Failing() && (o.Failed != domain.No || st.KnowsError(ofAnother)) || st.Impossible() {
		return
	}
	if fn := x.CalledFunc(call); (o.Failed != domain.No || !o.Failing()) && fn != nil && fn.Pkg() != nil && fn.Pkg() != x.Pkg && fn.Pkg().Path() != "net/http" {
		return // it may have closed the response itself, with an error, or with what it makes of an answer
	}
	at := call // or the call of the function that hands the response on
	for f := fr; f.Call != nil && ast.Node(f.Call) != o.Via && !gotypes.Within(o.Via.Pos(), f.Fn) && x.ReturnsResponse(f.Fn); f = f.Caller {
		at = f.Call
	}
	switch resp.state {
	case responseOpen:
		if !o.Failing() && ofAnotherForm(st, o) {
			return
		}
		x.on.add(&Resend{Kind: Unclosed, Node: at, Attempt: call, Via: o.Via})
	case responseDeferred:
		if closedLate(o.Via, resp.closer) {
			x.on.add(&Resend{Kind: LateClose, Node: resp.closer, Attempt: call, Via: o.Via})
		}
	}
}

// ofAnother reports whether an error is made of something else than what an answer says in a field.
func ofAnother(err *sym.Value) bool { return !err.Any((*sym.Value).InBody) }

// ofAnotherForm reports whether the path is one of answers whose body has a certain form, or has it not: which they are may decide as well
// whether the attempt is made again, where that is told by what was read of them.
func ofAnotherForm(st *paths.State, o *paths.Outcome) bool {
	form := func(cond *sym.Value, _ bool) bool {
		id, ok := cond.Attempt()
		return (!ok || id == o.Id) && sym.FormOnly(cond)
	}
	return st.Facts.Any(form) || st.Assume.Any(form)
}

// closedLate reports whether a defer is passed in each round of a loop, or again after each jump back to a label.
func closedLate(via, closer ast.Node) bool {
	switch via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return gotypes.Within(closer.Pos(), via)
	case *ast.LabeledStmt: // in the same function, which would have ended otherwise
		return via.Pos() < closer.Pos()
	}
	return false
}

// Returns notes the responses that are still open when a function returns an error after it has waited for the next
// attempt. Whether there is one, is known at the end only.
func (x *watch) Returns(fr *paths.Frame, st *paths.State, s *ast.ReturnStmt, vals []*sym.Value) {
	if len(vals) == 0 {
		return
	}
	x.returnsResponse(st, s, vals)
	for _, o := range st.Outs {
		call, ok := o.Id.Node.(*ast.CallExpr)
		if !ok || x.responseOf(o).state != responseOpen || o.Waits == 0 || !o.Exists() || !o.Failing() {
			continue
		}
		resp := func(v *sym.Value) bool {
			h := x.holds(st, v)
			if h == nil {
				return false
			}
			id, ok := h.Attempt()
			return ok && id == o.Id
		}
		if slices.ContainsFunc(vals, resp) || slices.ContainsFunc(fr.Defers, resp) {
			continue
		}
		x.on.leftOpen = append(x.on.leftOpen, &Resend{Kind: LeftOpen, Node: s, Attempt: call})
	}
}

// returnsResponse notes whether a response is returned open or closed, as an answer and without an error.
func (x *watch) returnsResponse(st *paths.State, s *ast.ReturnStmt, vals []*sym.Value) {
	resp := vals[0]
	if len(vals) != 2 || resp.Op != sym.OpResult || resp.Typ == nil || !gotypes.IsResponse(resp.Typ) {
		return
	}
	id, ok := resp.Attempt()
	if !ok {
		return
	}
	o, call := st.Outcome(id), id.Node.(*ast.CallExpr)
	if o == nil || !o.Exists() {
		return
	}
	if of, ok := vals[1].Attempt(); vals[1].Op != sym.OpNil && !(ok && of == id && o.Failed == domain.No) {
		return
	}
	switch r := x.responseOf(o); r.state {
	case responseOpen:
		x.on.handedOpen[call] = true
	case responseClosed:
		x.on.handedClosed = append(x.on.handedClosed, handed{&Resend{Kind: HandedClosed, Node: s, Attempt: call}, r.closer})
	}
}

// Waits notes whose responses are open on a path that waits.
func (x *watch) Waits(_ *paths.Frame, st *paths.State, wait ast.Node, _ *sym.Value) {
	for _, o := range st.Outs {
		if call, ok := o.Id.Node.(*ast.CallExpr); ok && x.responseOf(o).state == responseOpen && o.Exists() && !slices.Contains(x.on.openAt[wait], call) {
			x.on.openAt[wait] = append(x.on.openAt[wait], call)
		}
	}
}
