package assume

import (
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Assume restricts a state to v == want; the result is empty if that cannot be.
func (x *Assumer) Assume(st *paths.State, v *sym.Value, want bool) []*paths.State {
	if states, done := x.assumeParts(st, v, want); done {
		return states
	}
	if truth, ok := st.Facts.Truth(v); ok {
		if truth == want {
			return []*paths.State{st}
		}
		return nil
	}
	if e := sym.ErrorAsked(v); want && e != nil && !x.canFail(st, e) {
		return nil
	}
	if v.Op == sym.OpBinary && v.Name == "==" {
		if states, ok := x.otherText(st, v, want); ok {
			return states
		}
		for i := range 2 {
			if v.Args[1-i].Op == sym.OpNil {
				return x.assumeNil(st, v, v.Args[i], want)
			}
			if isNoBody(v.Args[1-i]) && st.Allows(v, want) {
				x.observer.NilTest(st, v.Args[i], want)
			}
		}
	}
	if v.Deps&sym.DepOutcome == 0 {
		if !st.Allows(v, want) {
			return nil
		}
		st.Learn(v, want)
		if sym.NoDelay(v, want) {
			st.Suppose(v, want) // configured away: nothing is certain of the path
		}
		return []*paths.State{st}
	}
	if st, done := x.assumeStatus(st, v, want); done {
		return st
	}
	if st, done := x.assumeCode(st, v, want); done {
		return st
	}
	if st, done := x.assumeText(st, v, want); done {
		return st
	}
	st.Learn(v, want)
	if v.Op == sym.OpAsOK && v.Args[0].Op == sym.OpResult && gotypes.IsError(v.Args[0].Typ) {
		return x.assumeAs(st, v, want)
	}
	var out []*paths.State
	for _, s := range x.failedIf(st, v, want) {
		out = append(out, x.assumeOpaque(s, v, want)...)
	}
	return out
}

// isNoBody reports whether a value is the body that stands for none.
func isNoBody(v *sym.Value) bool {
	return v.Op == sym.OpGlobal && v.Obj != nil && v.Obj.Name() == "NoBody" && v.Obj.Pkg() != nil && v.Obj.Pkg().Path() == "net/http"
}

// failedIf takes from a condition that an attempt's error is a certain one that there is an error.
func (x *Assumer) failedIf(st *paths.State, v *sym.Value, want bool) []*paths.State {
	e := sym.ErrorAsked(v)
	if e == nil || !want || e.Op != sym.OpResult {
		return []*paths.State{st}
	}
	return x.assumeNil(st, x.In.IsNil(e), e, false)
}

// assumeParts is Assume for what is made of other conditions, and for what is known; false if it is neither.
func (x *Assumer) assumeParts(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
	switch {
	case v.Op == sym.OpBool:
		if (v.Int == 1) == want {
			return []*paths.State{st}, true
		}
		return nil, true
	case v.Op == sym.OpUnary && v.Name == "!":
		return x.Assume(st, v.Args[0], !want), true
	case v.Op == sym.OpBinary && (v.Name == "&&" || v.Name == "||"):
		if (v.Name == "&&") == want { // both
			var out []*paths.State
			for _, s := range x.Assume(st, v.Args[0], want) {
				out = append(out, x.Assume(s, v.Args[1], want)...)
			}
			return out, true
		}
		other := st.Fork()
		out := x.Assume(st, v.Args[0], want)
		for _, s := range x.Assume(other, v.Args[0], !want) {
			out = append(out, x.Assume(s, v.Args[1], want)...)
		}
		return out, true
	case v.Op == sym.OpBinary && v.Name == "!=":
		return x.Assume(st, x.In.Binary("==", v.Args[0], v.Args[1], v.Typ), !want), true
	}
	if has := x.ofFunctions(v); has != nil {
		return x.Assume(st, has, !want), true
	}
	if cond, holds := x.members(v); cond != nil {
		return x.Assume(st, cond, want == holds), true
	}
	return nil, false
}

// canFail reports whether an error can be one on a path that may have found it to be nil.
func (x *Assumer) canFail(st *paths.State, e *sym.Value) bool {
	if e.Op == sym.OpResult {
		if o := st.Outcome(sym.AttemptID{Node: e.Node, Path: sym.CallString(e.Name), Round: e.N}); o != nil && o.Failed == domain.No {
			return false
		}
	}
	isNil, known := st.Facts.Truth(x.In.IsNil(e))
	return !known || !isNil
}

func keep(st *paths.State, ok bool) []*paths.State {
	if ok {
		return []*paths.State{st}
	}
	return nil
}

func (x *Assumer) assumeNil(st *paths.State, cond, v *sym.Value, want bool) []*paths.State {
	if v.Typ != nil {
		switch v.Typ.Underlying().(type) {
		case *types.Struct, *types.Basic, *types.Array: // a value in an interface
			if v.Op != sym.OpNil {
				return keep(st, !want)
			}
		}
	}
	if want && st.Facts.Any(func(cond *sym.Value, truth bool) bool { return truth && sym.ErrorAsked(cond) == v }) {
		return nil // it was found to be a certain error
	}
	switch v.Op {
	case sym.OpErrNew, sym.OpRef, sym.OpClosure, sym.OpFunc, sym.OpComposite, sym.OpWith, sym.OpAs:
		return keep(st, !want)
	case sym.OpGlobal:
		if gotypes.IsError(v.Typ) {
			return keep(st, !want)
		}
	case sym.OpField:
		x.observer.NilTest(st, v, want)
		if v.Args[0].Op == sym.OpResult && (v.Name == "Body" || v.Name == "Header" || v.Name == "Request") {
			return []*paths.State{st} // a habit, it tells nothing
		}
	case sym.OpResult:
		id := sym.AttemptID{Node: v.Node, Path: sym.CallString(v.Name), Round: v.N}
		o := st.Outcome(id)
		if o == nil {
			break
		}
		return x.assumeResult(st, *o, cond, v, want)
	default:
		if v.Typ != nil && gotypes.IsReader(v.Typ) {
			x.observer.NilTest(st, v, want)
		}
	}
	if id, ok := v.Attempt(); ok && v.Op == sym.OpField && gotypes.IsResponse(v.Typ) {
		if o := st.Outcome(id); o != nil { // the plain response inside some client's own: there is none if nothing came back
			c := *o
			if c.Codes = c.Codes.Minus(domain.NonStatus); want {
				c.Codes = o.Codes.Intersect(domain.NonStatus)
			}
			return x.split(st, c, codeset.Statuses{}, cond, want)
		}
	}
	st.Learn(cond, want)
	if v.Deps&sym.DepOutcome == 0 {
		return []*paths.State{st}
	}
	if v.Op == sym.OpField {
		return x.doubt(st, cond, want)
	}
	if !want { // something made from the outcome failed: reading it, decoding it, or a check of it
		return x.doubt(st, cond, want)
	}
	if v.Op == sym.OpCall && x.checksOutcome(v) {
		return x.doubt(st, cond, want)
	}
	return []*paths.State{st}
}

// checksOutcome reports whether a call saw the outcome itself, not just a body: its error may then stand for a status.
func (x *Assumer) checksOutcome(v *sym.Value) bool {
	if gotypes.IsStd(strings.TrimLeft(v.Name, "(*")) {
		return false
	}
	for _, a := range v.Args {
		switch a.Op {
		case sym.OpStatus, sym.OpGRPCCode, sym.OpResult:
			return true
		}
	}
	return false
}

// assumeResult restricts an outcome by its own results: the error is nil or not, the response is nil or not.
func (x *Assumer) assumeResult(st *paths.State, o paths.Outcome, cond, v *sym.Value, isNil bool) []*paths.State {
	var doubt codeset.Statuses
	isErr := gotypes.MayBeFailure(v.Typ)
	fail := isErr != isNil // a non-nil error, or a nil response
	if !isErr && isNil {
		x.observer.NoAnswer(&o)
	}
	switch o.Proto {
	case domain.ProtoHTTP, domain.ProtoDoer:
		switch {
		case !fail:
			o.Codes = o.Codes.Minus(codeset.TransportOnly())
		case o.Proto == domain.ProtoHTTP:
			o.Codes = o.Codes.Intersect(codeset.TransportOnly())
		default: // the error may also stand for a status
			doubt = o.Codes.Minus(codeset.TransportOnly()).Minus(domain.Success)
			o.Codes = o.Codes.Intersect(codeset.TransportOnly())
		}
	case domain.ProtoGRPC:
		if !isErr {
			return []*paths.State{st}
		}
		ok := codeset.Status(0)
		if fail {
			o.Codes = o.Codes.Minus(ok)
		} else {
			o.Codes = o.Codes.Intersect(ok)
		}
	case domain.ProtoOpaque:
		if !isErr && !o.Sdk {
			return []*paths.State{st}
		}
		if n := gotypes.Named(v.Typ); !isErr {
			if n == nil || !x.pkg.Answers(n) {
				return x.doubt(st, cond, isNil)
			}
			if !isNil { // there was an answer
				o.Codes = o.Codes.Minus(domain.NonStatus)
				break
			}
			o.Codes = o.Codes.Intersect(domain.NonStatus)
		} else if fail {
			o.Codes = o.Codes.Minus(domain.Success)
		}
	}
	if isErr {
		want := domain.No
		if fail {
			want = domain.Yes
		}
		if o.Failed != domain.Unknown && o.Failed != want {
			return nil
		}
		o.Failed = want
	}
	o.Test = x.Test
	return x.split(st, o, doubt, cond, isNil)
}

// split goes on with an outcome whose codes are certain, and with one whose codes are in doubt.
func (x *Assumer) split(st *paths.State, o paths.Outcome, doubt codeset.Statuses, cond *sym.Value, truth bool) []*paths.State {
	var out []*paths.State
	if !doubt.Empty() {
		d := o
		d.Codes = doubt
		s := st.Fork()
		s.Suppose(cond, truth)
		s.Update(d)
		out = append(out, s)
	}
	if !o.Codes.Empty() {
		st.Update(o)
		out = append(out, st)
	}
	return out
}

// assumeAs restricts an outcome by the type of its error.
func (x *Assumer) assumeAs(st *paths.State, v *sym.Value, want bool) []*paths.State {
	id, ok := v.Attempt()
	if !ok {
		return []*paths.State{st}
	}
	o := st.Outcome(id)
	if o == nil {
		return []*paths.State{st}
	}
	c := *o
	c.Test = x.Test
	var doubt codeset.Statuses
	switch carries := x.pkg.Refuses(v.Typ); {
	case want && c.Failed == domain.No:
		return nil
	case o.Proto == domain.ProtoHTTP && ofTransport(v.Typ):
		return x.assumeNil(st, x.In.IsNil(v.Args[0]), v.Args[0], !want)
	case want && carries && !x.someStatuses(v.Typ):
		c.Failed = domain.Yes
		c.Codes = c.Codes.Minus(domain.NonStatus).Minus(domain.Success)
	case want:
		c.Failed = domain.Yes
		doubt, c.Codes = c.Codes, codeset.Statuses{}
	case carries, x.pkg.Foreign(v.Typ):
		// Not this type: no status at all, or a status that another type stands for.
		doubt, c.Codes = c.Codes.Minus(domain.NonStatus), c.Codes.Intersect(domain.NonStatus)
	}
	return x.split(st, c, doubt, v, want)
}

// ofTransport reports whether a type is that of each error which a client of net/http returns, or one that this implements: it says nothing of a status.
func ofTransport(t types.Type) bool {
	return gotypes.TypeIs(t, "net.Error") || gotypes.TypeIs(t, "net/url.Error")
}

// someStatuses reports whether an error type of another module stands for some statuses only, which are not known: beside it there
// is another one that carries a status, and its own name is not that of an error in general.
func (x *Assumer) someStatuses(t types.Type) bool {
	n := gotypes.Named(t)
	if !x.pkg.Foreign(t) || !gotypes.ImplementsError(n) || lexicon.GeneralErrors.Has(n.Obj().Name()) {
		return false
	}
	scope := n.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		other, ok := scope.Lookup(name).(*types.TypeName)
		if ok && other != n.Obj() && other.Exported() && !other.IsAlias() && gotypes.ImplementsError(other.Type()) && x.pkg.CarriesStatus(other.Type()) {
			return true
		}
	}
	return false
}

// assumeOpaque takes a condition on the outcome that the engine cannot read: what was certain becomes possible.
func (x *Assumer) assumeOpaque(st *paths.State, v *sym.Value, want bool) []*paths.State {
	if v.Deps&sym.DepHint != 0 {
		// Whether the server said when to come back: a path without a hint exists for every status.
		present := want
		if v.Op == sym.OpBinary && v.Name == "==" || v.Op == sym.OpBinary && (v.Name == "<" || v.Name == "<=") {
			present = !want
		}
		if !present {
			return []*paths.State{st}
		}
	}
	if sym.FormOnly(v) && !(want && v.Op == sym.OpBinary && v.Name == "==" && sym.AsksEmptiness(v)) { // what lacks its form is no answer as others
		return []*paths.State{st}
	}
	if v.Op == sym.OpBinary && v.Name == "==" && !want && v.Deps&sym.DepHint == 0 && sym.AsksEmptiness(v) {
		return []*paths.State{st} // there is something to read, as usual
	}
	if v.Op == sym.OpBinary && (v.Args[0].IsDuration() || v.Args[1].IsDuration()) && sym.HeadersOnly(v) {
		return []*paths.State{st} // retry if there is a delay to wait: every status can come with one
	}
	if v.Op == sym.OpCall && v.Name == "errors.Is" && x.foreignSentinel(v.Args[1]) && !want {
		return []*paths.State{st} // not a cancelled context, not the end of a file: nothing about the status
	}
	if !want && x.isSentinelTest(v) {
		return []*paths.State{st}
	}
	return x.doubt(st, v, want)
}

// isSentinelTest matches err == errStop and errors.Is(err, errStop), for a sentinel that no status is turned into.
func (x *Assumer) isSentinelTest(v *sym.Value) bool {
	if v.Op != sym.OpBinary && !(v.Op == sym.OpCall && v.Name == "errors.Is") {
		return false
	}
	return slices.ContainsFunc(v.Args, func(a *sym.Value) bool {
		g, ok := a.Obj.(*types.Var)
		return ok && a.Op == sym.OpGlobal && gotypes.IsError(g.Type()) && x.pkg.PlainSentinel(g)
	})
}

func (x *Assumer) foreignSentinel(v *sym.Value) bool {
	return v.Op == sym.OpGlobal && v.Obj.Pkg() != nil && gotypes.IsStd(v.Obj.Pkg().Path())
}

// doubt goes on under an assumption that the engine cannot check.
func (x *Assumer) doubt(st *paths.State, cond *sym.Value, truth bool) []*paths.State {
	st.Suppose(cond, truth)
	if id, ok := cond.Attempt(); ok && x.Test != nil {
		if o := st.Outcome(id); o != nil {
			c := *o
			c.Test = x.Test
			st.Update(c)
		}
	}
	return []*paths.State{st}
}
