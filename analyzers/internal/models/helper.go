package models

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// helperCall recognises a call of a helper of another package that calls again what it is given.
func (x modelled) helperCall(st *paths.State, call *ast.CallExpr, inv symexec.Invocation) (callback, bool) {
	if inv.Summary == nil || inv.Summary.Repeats == nil || inv.Sig == nil {
		return callback{}, false
	}
	r := inv.Summary.Repeats
	cb := callback{modelled: x, Invocation: inv, call: call, do: x.part(st, inv, r.Do)}
	if cb.do == nil {
		return callback{}, false
	}
	if cb.do = x.Function(cb.do); !x.canTry(cb.do) {
		return callback{}, false
	}
	cb.setup = setup{Schedule: r.Schedule}
	for _, a := range r.Arguments {
		cb.setup.set(x, a, inv.Args, func(string) string { return "" })
	}
	if cb.setup.Bound < 0 && r.Schedule.Bound != library.Forever { // by an argument, of which it is not known what it means there
		cb.setup.Bound, cb.setup.Endless = library.Unsaid, ""
	}
	cb.ways = r.Ways
	if r.Variadic {
		opts := inv.Args[min(inv.Sig.Params().Len()-1, len(inv.Args)):]
		if !slices.ContainsFunc(opts, func(o *sym.Value) bool { return decidesBy(o, r.Ways) }) {
			cb.ways = r.Bare
			if len(opts) > 0 { // they say how often, or how fast
				cb.setup = setup{Schedule: library.Schedule{Context: r.Schedule.Context}}
			}
		}
	}
	for _, w := range cb.ways {
		cb.entry.Polls = cb.entry.Polls || w.Succeeds()
		for _, t := range w.Tests {
			if t.Kind >= summary.TestAsked {
				cb.given = append(cb.given, given{t.By, x.part(st, inv, t.By)})
			}
		}
	}
	return cb, cb.setup.Bound != 1 && len(cb.ways) > 0
}

// decidesBy reports whether an option may decide what a helper tries again. Of one whose package says what it sets that is known.
func decidesBy(option *sym.Value, ways []summary.Way) bool {
	if option.Op != sym.OpWith {
		return decides(option)
	}
	for o := option; o.Op == sym.OpWith; o = o.Args[0] {
		asks := func(t summary.ResultTest) bool { return t.By.Option && t.By.Field == o.Name }
		if o.Args[1].Op == sym.OpInt && o.Args[1].Int < 2 || slices.ContainsFunc(ways, func(w summary.Way) bool { return slices.ContainsFunc(w.Tests, asks) }) {
			return true
		}
	}
	return !slices.ContainsFunc(ways, summary.Way.AsksOptions) && decides(option)
}

// fromOptions is what the last of some options that says so puts into a field; nil if that is not known.
func fromOptions(options []*sym.Value, field string) *sym.Value {
	var found *sym.Value
	for _, option := range options {
		if option.Op != sym.OpWith {
			if decides(option) {
				return nil
			}
			continue
		}
		for o := option; o.Op == sym.OpWith; o = o.Args[0] {
			if o.Name == field {
				found = o.Args[1]
				break
			}
		}
	}
	return found
}

// decides reports whether an option may decide what is tried again, or that nothing is: it is made of something else than times,
// contexts, and numbers above one.
func decides(option *sym.Value) bool {
	return option.Op != sym.OpCall || len(option.Args) == 0 || slices.ContainsFunc(option.Args, func(v *sym.Value) bool {
		switch {
		case v.Op == sym.OpInt:
			return v.Int < 2
		case v.Op == sym.OpFloat:
			return false
		case v.Typ == nil:
			return true
		}
		return !gotypes.IsContext(v.Typ) && !gotypes.IsInteger(v.Typ)
	})
}

// A given is a part of what a helper was given, as it was when the helper was called; nil if there is none.
type given struct {
	part  summary.Part
	value *sym.Value
}

func (cb callback) partGiven(p summary.Part) *sym.Value {
	for _, g := range cb.given {
		if g.part == p {
			return g.value
		}
	}
	return nil
}

// part is what a helper's parameter, or a field of one, is at a call; nil if there is none.
func (x modelled) part(st *paths.State, inv symexec.Invocation, p summary.Part) *sym.Value {
	if p.Option {
		return fromOptions(inv.Args[min(p.Param, len(inv.Args)):], p.Field)
	}
	var v *sym.Value
	switch {
	case p.Param == summary.Receiver:
		v = inv.Recv
	case p.Param < len(inv.Args):
		v = inv.Args[p.Param]
	}
	switch {
	case v == nil:
		return nil
	case p.Method != "":
		return x.method(v, p.Method)
	case p.Field != "":
		field := x.Load(st, sym.Key{Base: v, Field: p.Field}, nil)
		if field.Op == sym.OpField { // nobody has said on the way here what is in it
			field = x.Load(st, sym.Key{Base: x.keptPolicy(v), Field: p.Field}, nil)
		}
		return field
	}
	return v
}

// method is a method of a value; nil if it has none of that name.
func (x modelled) method(v *sym.Value, name string) *sym.Value {
	if v.Typ == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(v.Typ, true, x.Pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	return x.In.Make(sym.Value{Op: sym.OpFunc, Obj: fn, Args: []*sym.Value{v}})
}

// byWays splits the paths that leave what a helper tries by what it asks of the results: into those on which it goes on, and the
// others.
func (x modelled) byWays(fr *paths.Frame, st *paths.State, cb callback, vals []*sym.Value) (again, done []*paths.State) {
	done = []*paths.State{st}
	for _, w := range cb.ways {
		var rest []*paths.State
		for _, s := range done {
			yes, no := x.takes(fr, s, cb, w, vals)
			again, rest = append(again, yes...), append(rest, no...)
		}
		done = rest
	}
	return again, done
}

// takes splits a path by whether a helper goes on by a way.
func (x modelled) takes(fr *paths.Frame, st *paths.State, cb callback, w summary.Way, vals []*sym.Value) (yes, no []*paths.State) {
	yes = []*paths.State{st}
	for _, t := range w.Tests {
		var on []*paths.State
		for _, s := range yes {
			a, b := x.resultTest(fr, s, cb, t, vals)
			if !t.Truth {
				a, b = b, a
			}
			on, no = append(on, a...), append(no, b...)
		}
		yes = on
	}
	if w.Codes.Empty() {
		return yes, no
	}
	var on []*paths.State
	for _, s := range yes {
		a, b := x.within(s, cb, w.Codes, vals)
		on, no = append(on, a...), append(no, b...)
	}
	return on, no
}

// resultTest splits a path by what comes out of a test.
func (x modelled) resultTest(fr *paths.Frame, st *paths.State, cb callback, t summary.ResultTest, vals []*sym.Value) (yes, no []*paths.State) {
	test := x.lastTest(st, cb.call)
	known := func(v bool) ([]*paths.State, []*paths.State) {
		return x.Decide(st, x.In.Bool(v), test)
	}
	if t.Of >= 0 && t.Of < len(vals) {
		if yes, no, ok := x.ofResult(fr, st, cb, t, vals[t.Of]); ok {
			return yes, no
		}
	}
	switch t.Kind {
	case summary.TestGiven:
		switch by := cb.partGiven(t.By); {
		case by == nil:
		case by.Op == sym.OpNil:
			return known(false)
		case by.Op == sym.OpClosure, by.Op == sym.OpFunc, by.Op == sym.OpRef, by.Op == sym.OpComposite, by.Op == sym.OpWith:
			return known(true)
		}
	case summary.TestSet:
		by := cb.partGiven(t.By)
		switch {
		case by != nil && by.Op == sym.OpBool:
			return known(by.Int == 1)
		case by != nil && !t.Truth && t.By.Field != "": // few flags are set
			return known(false)
		}
	case summary.TestAbove:
		if by := cb.partGiven(t.By); by != nil && by.Op == sym.OpInt {
			return known(by.Int > int64(t.Of))
		}
		return known(t.Truth)
	}
	return x.Decide(st, x.untold(cb, t, vals), test)
}

// ofResult splits a path by what comes out of a test of one result of what was tried; false if the test is none of that, or nothing is known.
func (x modelled) ofResult(fr *paths.Frame, st *paths.State, cb callback, t summary.ResultTest, of *sym.Value) (yes, no []*paths.State, ok bool) {
	test := x.lastTest(st, cb.call)
	switch t.Kind {
	case summary.TestNil:
		yes, no = x.Decide(st, x.In.Binary("==", of, x.In.Nil(), nil), test)
	case summary.TestTrue:
		yes, no = x.Decide(st, of, test)
	case summary.TestIs:
		yes, no = x.isNamed(st, cb, t, of)
	case summary.TestAs:
		yes, no = x.isOfType(st, cb, t, of)
	case summary.TestHas:
		yes, no = x.Decide(st, x.AsOK(of, answering(t.Name)), test)
	case summary.TestSays:
		return x.answers(fr, st, cb, x.As(of, answering(t.Name)), t.Name)
	case summary.TestAsked:
		by := cb.partGiven(t.By)
		if by != nil && t.Name != "" {
			by = x.method(by, t.Name)
		}
		if by == nil {
			return nil, nil, false
		}
		asking := cb
		asking.predicate, asking.negated = by, false
		if !asking.knowsPredicate() {
			return nil, nil, false
		}
		yes, no = x.asked(fr, st, asking, of)
	default:
		return nil, nil, false
	}
	return yes, no, true
}

// untold is a condition of which nothing is known but that the helper asks it.
func (x modelled) untold(cb callback, t summary.ResultTest, vals []*sym.Value) *sym.Value {
	t.Truth = true
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: t.String() + " of " + cb.Fn.Name(), Node: cb.call, Args: vals, Deps: sym.DepOutcome, Typ: types.Typ[types.Bool]})
}

// isNamed splits a path by whether an error is, or wraps, a variable that the helper names.
func (x modelled) isNamed(st *paths.State, cb callback, t summary.ResultTest, err *sym.Value) (yes, no []*paths.State) {
	test := x.lastTest(st, cb.call)
	if v, ok := x.Lookup(t.Name).(*types.Var); ok {
		cond := x.errorsIs(st, err, x.In.Make(sym.Value{Op: sym.OpGlobal, Obj: v, Typ: v.Type()}))
		if cond.Op != sym.OpBool && v.Pkg() == cb.Fn.Pkg() { // who knows nothing of the helper returns none of its marks
			return nil, []*paths.State{st}
		}
		return x.Decide(st, cond, test)
	}
	return x.isHidden(st, cb, t, err)
}

// isOfType splits a path by whether an error is, or wraps, one of a type that the helper names.
func (x modelled) isOfType(st *paths.State, cb callback, t summary.ResultTest, err *sym.Value) (yes, no []*paths.State) {
	obj, ok := x.Lookup(t.Name).(*types.TypeName)
	if !ok {
		if t.Many {
			return x.Decide(st, x.untold(cb, t, []*sym.Value{err}), x.lastTest(st, cb.call))
		}
		return x.isHidden(st, cb, t, err)
	}
	typ := obj.Type()
	if t.Pointer {
		typ = types.NewPointer(typ)
	}
	cond := x.In.AsOK(err, typ)
	if cond.Op == sym.OpAsOK && obj.Pkg() == cb.Fn.Pkg() && !x.CarriesStatus(typ) { // as for variables
		return nil, []*paths.State{st}
	}
	return x.Decide(st, cond, x.lastTest(st, cb.call))
}

// isHidden splits a path by whether an error is, or wraps, what the helper's package alone can name. What is not known to be made by
// that package is none.
func (x modelled) isHidden(st *paths.State, cb callback, t summary.ResultTest, err *sym.Value) (yes, no []*paths.State) {
	found, _ := sym.Chain(err, func(v *sym.Value) bool { return v.Op == sym.OpErrNew && v.Name == t.Name })
	return x.Decide(st, x.In.Bool(found != nil), x.lastTest(st, cb.call))
}

// within splits a path by whether the outcome that the results tell of is one of some.
func (x modelled) within(st *paths.State, cb callback, codes codeset.Statuses, vals []*sym.Value) (yes, no []*paths.State) {
	for _, v := range vals {
		id, ok := v.Attempt()
		if !ok {
			continue
		}
		o := st.Outcome(id)
		if o == nil || o.Proto == domain.ProtoGRPC {
			continue
		}
		split := func(c codeset.Statuses) []*paths.State {
			if c.Empty() {
				return nil
			}
			s, n := st.Fork(), *o
			n.Codes, n.Seen, n.Test = c, true, x.lastTest(st, cb.call)
			s.Update(n)
			return []*paths.State{s}
		}
		return split(o.Codes.Intersect(codes)), split(o.Codes.Minus(codes))
	}
	return x.Decide(st, x.untold(cb, summary.ResultTest{}, vals), x.lastTest(st, cb.call))
}

// marked is what a function of another package makes of an error by which a helper of its tells what not to try again.
func (x modelled) marked(call *ast.CallExpr, fr *paths.Frame, st *paths.State, inv symexec.Invocation) ([]*paths.State, bool) {
	if inv.Summary == nil || inv.Summary.Mark == nil {
		return nil, false
	}
	a := application{modelled: x, call: call, inv: inv, frame: fr}
	at := errorParam(inv.Sig)
	if at < 0 || at >= len(inv.Args) {
		return nil, false
	}
	err := inv.Args[at]
	a.id, _ = err.Attempt()
	failed, none := x.Decide(st, x.In.Binary("!=", err, x.In.Nil(), nil), x.lastTest(st, call))
	for _, s := range failed {
		s.SetResult(call, a.value(*inv.Summary.Mark, 0, 0, inv.Sig.Results().At(0).Type()))
	}
	for _, s := range none {
		s.SetResult(call, x.In.Nil())
	}
	return append(failed, none...), true
}

func errorParam(sig *types.Signature) int {
	for i := range sig.Params().Len() {
		if gotypes.IsError(sig.Params().At(i).Type()) {
			return i
		}
	}
	return -1
}

// canTry reports whether it can be followed what a function does that is called again: it is known, or, for a summary, one that the
// function at hand was given itself.
func (x modelled) canTry(do *sym.Value) bool {
	if x.Callable(do) {
		return true
	}
	return x.Outline && (do.Op == sym.OpSym || do.Op == sym.OpField) && failing(do) != nil
}

// failing is the signature of a function in a variable that can fail; nil if it is no such thing.
func failing(v *sym.Value) *types.Signature {
	if v.Typ == nil {
		return nil
	}
	if sig, ok := v.Typ.Underlying().(*types.Signature); ok && gotypes.FailsLast(sig) {
		return sig
	}
	return nil
}

// try calls what is called again.
func (x modelled) try(fr *paths.Frame, call *ast.CallExpr, states []*paths.State, do *sym.Value, args []*sym.Value) ([]*paths.State, bool) {
	if x.Callable(do) {
		return x.Invoke(fr, call, states, do, args)
	}
	var out []*paths.State
	for _, st := range states {
		out = append(out, x.Attempt(fr, call, st, symexec.Callee{Recv: do, Sig: failing(do)}, domain.ProtoOpaque, args)...)
	}
	return out, true
}

// knowsPredicate reports whether it is known what a predicate says.
func (cb callback) knowsPredicate() bool {
	fn := predicateFunc(cb.predicate)
	if cb.Callable(cb.predicate) || fn == nil {
		return fn != nil || cb.predicate.Op == sym.OpClosure
	}
	if t, ok := library.TestOf(fn.Origin().FullName()); ok && t.Of == 0 && t.List == 0 {
		return true
	}
	l := cb.EntryOf(fn)
	return l != nil && l.Asks != nil || cb.summaryOfPredicate() != nil
}

// summaryOfPredicate is what the package of a predicate exports of it; nil if that is nothing.
func (cb callback) summaryOfPredicate() *summary.Summary {
	fn := predicateFunc(cb.predicate)
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	if s := cb.SummaryOf(fn); s != nil && !s.Sends && len(s.Subject) > 0 && len(s.Exits) > 0 {
		return s
	}
	return nil
}
