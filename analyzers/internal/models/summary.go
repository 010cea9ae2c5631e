package models

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// summarized makes a call by what the function's package exports of it: the path goes on once for each way in which the
// function may return, with the outcomes with which it does so.
func (x modelled) summarized(call *ast.CallExpr, fr *paths.Frame, st *paths.State, inv symexec.Invocation) ([]*paths.State, bool) {
	s := inv.Summary
	if s == nil {
		return nil, false
	}
	if out, ok := x.marked(call, fr, st, inv); ok {
		return out, true
	}
	if s.Made != nil && (!s.Made.Bare || !slices.ContainsFunc(inv.Args[min(inv.Sig.Params().Len()-1, len(inv.Args)):], decides)) {
		x.makesPolicy(call, st, inv)
		return []*paths.State{st}, true
	}
	if s.Sleeps != nil {
		return x.slept(call, fr, st, inv), true
	}
	amidst, ofClient := x.WaitsAmidst(inv.Fn)
	if ofClient && !amidst && len(st.Outs) > 0 {
		x.AddWait(st, nil, domain.WaitUnknown)
	}
	if len(s.Exits) == 0 || !s.Sends && len(s.Subject) == 0 {
		if s.Waits && len(st.Outs) > 0 && !amidst {
			x.AddWait(st, nil, domain.WaitUnknown)
		}
		return nil, false
	}
	if proto, ok := x.ProtocolOf(inv.Fn, inv.Sig); ok && (proto == domain.ProtoHTTP || proto == domain.ProtoGRPC) {
		return nil, false
	}
	x.GivesHandle(st, inv.Callee, inv.Args)
	a := application{modelled: x, call: call, inv: inv, frame: fr}
	if s.Sends {
		return a.send(st), true
	}
	return a.judge(st)
}

// An application is one call of a function with a summary.
type application struct {
	modelled
	call  *ast.CallExpr
	frame *paths.Frame
	inv   symexec.Invocation
	id    sym.AttemptID // the outcome that it is about
	error bool          // it is told of that by an error that the program has made of it, so that there is one
	own   bool          // it is told of that by the very error that the attempt returned, if there is one
}

// send makes the request that the function makes.
func (a *application) send(st *paths.State) []*paths.State {
	proto := domain.ProtoHTTP
	if a.inv.Summary.GRPC {
		proto = domain.ProtoGRPC
	}
	var out []*paths.State
	for _, s := range a.Attempt(a.frame, a.call, st, a.inv.Callee, proto, a.inv.Args) {
		a.id = sym.AttemptID{}
		for _, o := range s.Outs {
			if o.Id.Node == a.call && o.Id.Path == a.frame.Path {
				a.id = o.Id
				if again := a.inv.Summary.Again; again != nil { // of a function of the package itself, nobody else knows that
					o.Again = again
				}
			}
		}
		for i := range a.inv.Summary.Exits {
			out = append(out, a.exit(s.Fork(), i)...)
		}
	}
	return out
}

// judge narrows the outcome that the arguments tell of.
func (a *application) judge(st *paths.State) ([]*paths.State, bool) {
	if len(a.inv.Summary.Subject) == 1 {
		if v := a.argument(a.inv.Summary.Subject[0]); v != nil && v.Op == sym.OpGlobal && gotypes.IsError(v.Typ) && a.plain() {
			return a.sentinel(st), true
		}
	}
	found, missing := false, false
	for _, i := range a.inv.Summary.Subject {
		v := a.argument(i)
		if v == nil {
			continue
		}
		if id, ok := v.Attempt(); ok && (!found || id.Round >= a.id.Round) {
			a.id, found = id, true
			a.error = madeError(v)
		}
		missing = missing || v.Op == sym.OpNil
	}
	a.own = found && slices.ContainsFunc(a.inv.Summary.Subject, func(i int) bool {
		v := a.argument(i)
		if v == nil || v.Op != sym.OpResult || v.Typ == nil || !gotypes.IsError(v.Typ) {
			return false
		}
		id, ok := v.Attempt()
		return ok && id == a.id
	})
	var out []*paths.State
	switch {
	case found && st.Outcome(a.id) != nil:
		for i := range a.inv.Summary.Exits {
			out = append(out, a.exit(st.Fork(), i)...)
		}
	case missing && len(a.inv.Summary.Subject) == 1: // judge(nil)
		for i, e := range a.inv.Summary.Exits {
			if e.Failed != domain.Yes {
				s := st.Fork()
				s.SetResult(a.call, a.results(e, i))
				out = append(out, s)
			}
		}
	}
	return out, len(out) > 0
}

// plain reports whether the function returns constants alone.
func (a *application) plain() bool {
	return !slices.ContainsFunc(a.inv.Summary.Exits, func(e summary.Exit) bool {
		return slices.ContainsFunc(e.Results, func(f summary.Form) bool {
			return f.Kind != summary.FormBool && f.Kind != summary.FormInt && f.Kind != summary.FormNil
		})
	})
}

// sentinel is what the function says of a variable that is an error: which it is is all that there is to know.
func (a *application) sentinel(st *paths.State) []*paths.State {
	var out []*paths.State
	for i, e := range a.inv.Summary.Exits {
		if e.Failed == domain.No {
			continue
		}
		out = append(out, a.returned(st.Fork(), e, i)...)
	}
	return out
}

// madeError reports whether a value is an error that is there, and not that of an attempt.
func madeError(v *sym.Value) bool {
	switch v.Op {
	case sym.OpErrNew, sym.OpRef, sym.OpComposite, sym.OpWith:
		return true
	}
	return false
}

func (a *application) argument(i int) *sym.Value {
	if i == summary.Receiver {
		return a.inv.Recv
	}
	if i < len(a.inv.Args) {
		return a.inv.Args[i]
	}
	return nil
}

// exit goes on from one way in which the function returns.
func (a *application) exit(st *paths.State, i int) []*paths.State {
	e, sends := a.inv.Summary.Exits[i], a.inv.Summary.Sends
	o := st.Outcome(a.id)
	if o == nil {
		return nil
	}
	c := *o
	if c.Codes = o.Codes.Intersect(e.Codes); c.Codes.Empty() {
		return nil
	}
	if e.Failed != domain.Unknown {
		failed := c.Failed
		if a.error {
			failed = domain.Yes
		}
		if failed != domain.Unknown && failed != e.Failed {
			return nil
		}
		if sends || a.own && !a.error {
			c.Failed = e.Failed
		}
	}
	if sends {
		if c.Seen = e.Seen; !c.Seen {
			c.Proto = domain.ProtoOpaque
		}
		c.Failed = a.failed(e)
		c.Passed = c.Failed == domain.No && !c.Codes.Intersect(domain.Success).Empty()
	} else {
		c.Seen = c.Seen || e.Seen
	}
	c.Test = a.call
	st.Update(c)
	if e.Renewed > domain.NotRenewed {
		st.Renews(e.Renewed)
	}
	if e.Wait != 0 {
		a.wait(st, e)
	}
	return a.returned(st, e, i)
}

// returned are the paths on which the error that the function is given is one that it returns by exit i for, with what it returns.
func (a *application) returned(st *paths.State, e summary.Exit, i int) []*paths.State {
	for _, g := range e.Guesses {
		st.Suppose(a.unknown("guess", g.Number, types.Typ[types.Bool]), g.Truth)
	}
	states := []*paths.State{st}
	a.Test = a.call
	for n, t := range e.Tests {
		var next []*paths.State
		for _, s := range states {
			cond := a.errorTest(s, t)
			if cond == nil {
				s.Suppose(a.unknown(fmt.Sprintf("test of exit %d", i), n, types.Typ[types.Bool]), t.Truth)
				next = append(next, s)
				continue
			}
			next = append(next, a.Assume(s, cond, t.Truth)...)
		}
		states = next
	}
	result := a.results(e, i)
	for _, s := range states {
		s.SetResult(a.call, result)
	}
	return states
}

// failed is whether the function returns an error.
func (a *application) failed(e summary.Exit) domain.Tri {
	n := a.inv.Sig.Results().Len()
	if n == 0 || len(e.Results) != n || !gotypes.MayBeFailure(a.inv.Sig.Results().At(n-1).Type()) {
		return domain.Unknown
	}
	switch e.Results[n-1].Kind {
	case summary.FormNil:
		return domain.No
	case summary.FormNew, summary.FormTyped, summary.FormSentinel, summary.FormTransport, summary.FormThere:
		return domain.Yes
	}
	return domain.Unknown
}

func (a *application) wait(st *paths.State, e summary.Exit) {
	var d *sym.Value
	bits := e.Wait
	if e.Delay != nil {
		switch e.Delay.Kind {
		case summary.FormInt:
			d = a.In.Int(e.Delay.Int)
		case summary.FormParam:
			if d = a.argument(int(e.Delay.Int)); d == nil {
				bits = domain.WaitUnknown
			}
		}
	} else if bits == domain.WaitAmount {
		bits = domain.WaitUnknown
	}
	a.AddWait(st, d, bits)
}

// errorTest is what the function asks of an error, asked of the one that it is given; nil if that cannot be said here.
func (a *application) errorTest(st *paths.State, t summary.ErrorTest) *sym.Value {
	arg := a.argument(t.Param)
	if arg != nil && t.Op != "" {
		return a.kindTest(st, arg, t)
	}
	obj := a.Lookup(t.Name)
	if arg == nil || obj == nil {
		return nil
	}
	if !t.As {
		if v, ok := obj.(*types.Var); ok {
			return a.errorsIs(st, arg, a.In.Make(sym.Value{Op: sym.OpGlobal, Obj: v, Typ: v.Type()}))
		}
		return nil
	}
	if n, ok := obj.(*types.TypeName); ok {
		typ := n.Type()
		if t.Pointer {
			typ = types.NewPointer(typ)
		}
		return a.In.AsOK(arg, typ)
	}
	return nil
}

// kindTest is what the function asks of a field of an error, or of something else that it is given; nil if that cannot be said here.
func (a *application) kindTest(st *paths.State, of *sym.Value, t summary.ErrorTest) *sym.Value {
	var owner types.Type
	switch {
	case t.As:
		n, ok := a.Lookup(t.Name).(*types.TypeName)
		if !ok {
			return nil
		}
		if owner = n.Type(); t.Pointer {
			owner = types.NewPointer(owner)
		}
		of = a.In.As(of, owner)
	case t.Param == summary.Receiver:
		owner = a.inv.Fn.Signature().Recv().Type()
	case t.Param < a.inv.Sig.Params().Len():
		owner = a.inv.Sig.Params().At(t.Param).Type()
	default:
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(owner, true, a.inv.Fn.Pkg(), t.Held.Field)
	f, ok := obj.(*types.Var)
	if !ok {
		return nil
	}
	v := a.Field(st, of, owner, f)
	var with *sym.Value
	switch t.Held.Kind {
	case summary.FormString:
		with = a.In.Str(t.Held.Name)
	case summary.FormInt:
		with = a.In.Int(t.Held.Int)
	case summary.FormParam:
		with = a.argument(int(t.Held.Int))
		if with == nil || !with.IsConst() { // of which kind it is asked differs from caller to caller
			return nil
		}
	default: // whether it is true
		return v
	}
	return a.In.Binary(t.Op, v, with, types.Typ[types.Bool])
}

// results are the values that the function returns on an exit.
func (a *application) results(e summary.Exit, i int) *sym.Value {
	sig := a.inv.Sig
	vals := make([]*sym.Value, sig.Results().Len())
	for n := range vals {
		f := summary.Form{}
		if n < len(e.Results) {
			f = e.Results[n]
		}
		vals[n] = a.value(f, n, i, sig.Results().At(n).Type())
	}
	return a.Tuple(vals)
}

// unknown is something that the function made of the outcome: the nth of a kind.
func (a *application) unknown(kind string, n int, t types.Type) *sym.Value {
	return a.In.Make(sym.Value{Op: sym.OpCall, Name: kind + " of " + a.inv.Fn.Name(), Node: a.call, N: a.id.Round, Int: int64(n), Typ: t, Args: []*sym.Value{a.Status(a.id, types.Typ[types.Int])}})
}

// made is added to the number of a result for what a function made of it, which is another value.
const made = 100

// there is something that the function made of the outcome and that is not nil.
func (a *application) there(n int, t types.Type) *sym.Value {
	from := a.In.Make(sym.Value{Op: sym.OpResult, Node: a.id.Node, Name: string(a.id.Path), N: a.id.Round, Int: int64(made + n), Typ: t, Deps: sym.DepOutcome})
	return a.In.Make(sym.Value{Op: sym.OpAs, Args: []*sym.Value{from}, Typ: t})
}

// value is result n of exit i.
func (a *application) value(f summary.Form, n, i int, t types.Type) *sym.Value {
	switch f.Kind {
	case summary.FormNil:
		return a.In.Nil()
	case summary.FormInt:
		return a.In.Int(f.Int)
	case summary.FormBool:
		return a.In.Bool(f.Int == 1)
	case summary.FormString:
		return a.In.Str(f.Name)
	case summary.FormStatus:
		return a.statusOrCode(t)
	case summary.FormResponse, summary.FormTransport:
		return a.In.Make(sym.Value{Op: sym.OpResult, Node: a.id.Node, Name: string(a.id.Path), N: a.id.Round, Int: int64(n), Typ: t, Deps: sym.DepOutcome})
	case summary.FormParam:
		if v := a.argument(int(f.Int)); v != nil {
			return v
		}
	case summary.FormNew:
		e := sym.Value{Op: sym.OpErrNew, Node: a.call, N: i, Int: f.Int, Typ: t, Deps: sym.DepOutcome}
		for k, p := range f.Parts {
			e.Args = append(e.Args, a.value(p, 10*n+k, i, t))
		}
		return a.In.Make(e)
	case summary.FormTyped:
		return a.typedValue(f, n, i, t)
	case summary.FormSentinel:
		if v, ok := a.Lookup(f.Name).(*types.Var); ok {
			return a.In.Make(sym.Value{Op: sym.OpGlobal, Obj: v, Typ: v.Type()})
		}
		return a.In.Make(sym.Value{Op: sym.OpErrNew, Name: f.Name, Node: a.call, N: i, Typ: t, Deps: sym.DepOutcome})
	case summary.FormThere:
		return a.there(n, t)
	}
	if t != nil && a.id.Node == a.call && !gotypes.IsError(t) {
		return a.In.Make(sym.Value{Op: sym.OpResult, Node: a.id.Node, Name: string(a.id.Path), N: a.id.Round, Int: int64(n), Typ: t, Deps: sym.DepOutcome})
	}
	return a.unknown("result", n, t)
}

func (a *application) statusOrCode(t types.Type) *sym.Value {
	if api.IsGRPCCode(t) {
		return a.In.Make(sym.Value{Op: sym.OpGRPCCode, Node: a.id.Node, Name: string(a.id.Path), N: a.id.Round, Deps: sym.DepOutcome, Typ: t})
	}
	return a.Status(a.id, t)
}

// typedValue is a struct, or a pointer to one: the engine does not tell the two apart where nobody else has it.
func (a *application) typedValue(f summary.Form, n, i int, t types.Type) *sym.Value {
	obj, ok := a.Lookup(f.Name).(*types.TypeName)
	if !ok {
		if gotypes.IsError(t) {
			e := sym.Value{Op: sym.OpErrNew, Name: f.Name, Node: a.call, N: i, Typ: t, Deps: sym.DepOutcome}
			for k, p := range f.Parts {
				if p.Kind == summary.FormParam {
					e.Args = append(e.Args, a.value(p, 10*n+k, i, t))
				}
			}
			return a.In.Make(e)
		}
		return a.there(n, t)
	}
	typ := obj.Type()
	if f.Pointer {
		typ = types.NewPointer(typ)
	}
	// Always with a field at least: so it is known to be of this type, and nothing that it wraps is looked for.
	v := a.In.Make(sym.Value{Op: sym.OpWith, Name: "#", Args: []*sym.Value{a.there(n, typ), a.In.Nil()}, Typ: typ})
	for _, p := range f.Parts {
		ft := types.Type(types.Typ[types.Int])
		if fv, _, _ := types.LookupFieldOrMethod(typ, true, a.Pkg, p.Field); fv != nil {
			ft = fv.Type()
		}
		v = a.In.Make(sym.Value{Op: sym.OpWith, Name: p.Field, Args: []*sym.Value{v, a.value(p, n, i, ft)}, Typ: typ})
	}
	return v
}
