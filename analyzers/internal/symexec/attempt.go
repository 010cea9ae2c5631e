package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Attempt makes a request: its results are new unknowns, and with the same inputs as before it is a retry.
func (x *Exec) Attempt(fr *paths.Frame, call *ast.CallExpr, st *paths.State, c Callee, proto domain.Proto, args []*sym.Value) []*paths.State {
	inputs := x.identify(st, call, c, proto, x.uncounted(c, args))
	var prev *paths.Outcome
	at := -1
	for i, o := range st.Outs {
		if o.Id.Node == call && o.Id.Path == fr.Path {
			prev, at = o, i
		}
	}
	if prev == nil && x.Forgets && len(st.Outs) > 0 {
		x.twice(fr, st, call, c, proto, args)
	}
	o := st.Begin(sym.AttemptID{Node: call, Path: fr.Path}, inputs, prev)
	o.Proto, o.Seq, o.Ctx, o.Again = proto, x.NextSeq(), x.GivenContext(c.Recv, args), x.RepeatOf(c.Fn, call)
	if o.Id.Round > x.Limits.Attempts {
		return nil
	}
	if prev != nil && prev.Via != nil {
		switch {
		case prev.Sent(inputs) && !x.forNextItem(fr, call, prev.Via):
			if x.IsOwn(fr, prev.Via) { // it is worth while to go on; what others try again is seen where they are roots
				x.Limit = max(x.Limit, x.Most)
			}
			x.Observers.Again(fr, st, call, x.asSent(fr, st, prev, args))
			st.Repeats(prev)
			if prev.Tries >= x.Limits.Tries {
				return nil // three rounds tell all: see exec
			}
			o.Leapt = prev.Leapt
			o.Tries, o.Came = prev.Tries+1, paths.WayBack{Node: prev.Via, Path: prev.ViaPath}
			o.PrevW, o.PrevB = prev.Wait, prev.Waits
		case prev.Renewed == domain.Renewed && prev.SentButCredentials(inputs):
			x.Observers.Renewed(fr, st, call, prev)
			if prev.Renewals >= x.Limits.Renewals {
				return nil
			}
			o.Renewals = prev.Renewals + 1
		}
	}
	x.Observers.Attempted(Request{Fr: fr, St: st, Call: call, C: c, Proto: proto, Args: args, Prev: prev, Same: prev != nil && prev.SentButCredentials(inputs)}, &o)
	switch proto {
	case domain.ProtoHTTP, domain.ProtoDoer:
		o.Codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		o.Seen = true
	case domain.ProtoGRPC:
		o.Codes = codeset.StatusRange(0, 16)
		o.Seen = true
	default:
		o.Codes = codeset.StatusRange(100, 999).Union(domain.NonStatus)
		if l := x.EntryOf(c.Fn); l != nil && l.Refuses {
			o.Seen, o.Sdk = true, true
			if l.Retries {
				o.Waits = domain.WaitLibrary
			}
		}
	}
	if x.paced(st, c) {
		o.Waits |= domain.WaitUnknown
	}
	if at >= 0 {
		st.Outs[at] = &o
	} else {
		st.Outs = append(st.Outs, &o)
	}
	x.clobber(st, call, fr, args, sym.DepOutcome)
	n := c.Sig.Results().Len()
	vals := make([]*sym.Value, n)
	for i := range n {
		t := c.Sig.Results().At(i).Type()
		vals[i] = x.In.Make(sym.Value{Op: sym.OpResult, Node: call, Name: string(fr.Path), N: o.Id.Round, Int: int64(i), Typ: t, Deps: sym.DepOutcome})
		if proto == domain.ProtoOpaque && api.IsIntStatus(c.Sig.Results().At(i)) {
			vals[i] = x.Status(o.Id, t)
		}
	}
	st.SetResult(call, x.Tuple(vals))
	return []*paths.State{st}
}

// uncounted are the arguments of a call without the numbers that a function which was given gets from who calls it again: how often that was, if no
// more than a summary is made.
func (x *Exec) uncounted(c Callee, args []*sym.Value) []*sym.Value {
	if !x.Outline || !CountsFor(c) {
		return args
	}
	args = slices.Clone(args)
	for i := range min(len(args), c.Sig.Params().Len()) {
		if gotypes.IsCount(c.Sig.Params().At(i).Type()) {
			args[i] = x.In.Int(0)
		}
	}
	return args
}

// CountsFor reports whether what is called is a function that was given, and gets a number.
func CountsFor(c Callee) bool {
	if c.Fn != nil || c.Recv != nil || c.Sig == nil {
		return false
	}
	for p := range c.Sig.Params().Variables() {
		if gotypes.IsCount(p.Type()) {
			return true
		}
	}
	return false
}

// IsOwn reports whether the root itself tries again what is attempted in a frame: it goes round, or a literal of it is what is tried. What a function
// that it calls tries again is a matter of that.
func (x *Exec) IsOwn(fr *paths.Frame, via ast.Node) bool {
	for f := fr; f != nil; f = f.Caller {
		if gotypes.Within(f.Fn.Pos(), x.Root) {
			return true
		}
		if gotypes.Within(via.Pos(), f.Fn) {
			return false
		}
	}
	return false
}

// paced reports whether a client may wait by itself before it sends: by its transport, or by what that of one of the package's clients does where
// it is not known which of them this is.
func (x *Exec) paced(st *paths.State, c Callee) bool {
	if c.Recv == nil || c.Recv.Typ == nil || !x.PacesRequests() || !gotypes.TypeIs(c.Recv.Typ, "net/http.Client") {
		return false
	}
	f, _, _ := types.LookupFieldOrMethod(c.Recv.Typ, true, nil, "Transport")
	transport, ok := f.(*types.Var)
	return ok && x.Field(st, c.Recv, c.Recv.Typ, transport).Op != sym.OpNil
}

// mayAnswer reports whether a call can be a request of some API: it returns an error, does not just make a request,
// and leaves the package.
func (x *Exec) mayAnswer(c Callee, name, pkg string) bool {
	if x.Streams(c.Fn) {
		return true
	}
	if !gotypes.FailsLast(c.Sig) {
		return false
	}
	if gotypes.IsRequest(c.Sig.Results().At(0).Type()) {
		return false
	}
	if c.Sig.Params().Len() == 0 && x.Says(lexicon.Gates, name) {
		return false
	}
	if c.asks {
		return true
	}
	if isLimiter(pkg, name) || x.NamesCode(c.Fn) {
		return false
	}
	if c.Fn != nil {
		if fi := x.Infos[c.Fn.Origin()]; fi != nil {
			return fi.Asks()
		}
		if _, methods := x.Implementations(c.Fn); len(methods) > 0 && !slices.ContainsFunc(methods, func(m *types.Func) bool { return x.Infos[m.Origin()].MayAsk() }) {
			return false // whichever it is
		}
	}
	return !x.Says(lexicon.Quiet, name) || x.Creates(c.Fn) || x.AsksServer(c.Fn) || tellsOfAnswer(c)
}

// tellsOfAnswer reports whether a call asks for the error of what another one, which was given a context, has left to be asked.
func tellsOfAnswer(c Callee) bool {
	if c.Fn == nil || c.Recv == nil || c.Recv.Op != sym.OpCall || c.Recv.Typ == nil || !gotypes.TellsFailure(c.Fn) || !gotypes.HoldsAnswer(c.Recv.Typ) {
		return false
	}
	return slices.ContainsFunc(c.Recv.Args, func(a *sym.Value) bool { return a.Typ != nil && gotypes.IsContext(a.Typ) })
}

// forNextItem reports whether a loop ranges over things, each of which is given to the call that comes to the attempt, or
// decides whether it is made: what is asked for again is then part of the work on the next one.
func (x *Exec) forNextItem(fr *paths.Frame, call *ast.CallExpr, via ast.Node) bool {
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
	for f := fr; !gotypes.Within(call.Pos(), loop.Body); f = f.Caller {
		if f.Call == nil {
			return false
		}
		call = f.Call
	}
	of := x.madeOf(loop, x.Info.Defs[id])
	found := fr.Call != nil && x.mentions(call, of)
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		if s, ok := n.(*ast.SwitchStmt); ok && s.Tag != nil && gotypes.Within(call.Pos(), s.Body) {
			found = found || x.mentions(s.Tag, of)
		}
		return !found
	})
	return found
}

func (x *Exec) takesOutcome(args []*sym.Value) bool {
	return slices.ContainsFunc(args, func(v *sym.Value) bool { return v.Deps&sym.DepOutcome != 0 })
}
