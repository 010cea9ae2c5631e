package models

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// callback is a call of a library that calls a function again: the callback, and for some a predicate on its error.
type callback struct {
	modelled
	symexec.Invocation
	call      *ast.CallExpr
	entry     library.Retry
	setup     setup
	do        *sym.Value
	predicate *sym.Value
	negated   bool          // true of the predicate means stop
	ways      []summary.Way // of a helper with a summary, which has no entry
	given     []given       // what its ways ask for
}

// Same reports whether another path comes to the call with the same values.
func (cb callback) Same(r symexec.Repeating) bool {
	other := r.(callback)
	return cb.Fn == other.Fn && cb.Recv == other.Recv && cb.do == other.do && cb.predicate == other.predicate &&
		cb.setup.Schedule == other.setup.Schedule && slices.Equal(cb.Args, other.Args) && slices.Equal(cb.given, other.given)
}

func (cb callback) Made() symexec.Invocation { return cb.Invocation }

func (cb callback) Run(fr *paths.Frame, states []*paths.State) ([]*paths.State, bool) {
	return cb.retryByLibrary(fr, cb.call, states, cb)
}

// libraryCall recognises a call of a retry library whose callback is known.
func (x modelled) libraryCall(st *paths.State, call *ast.CallExpr, inv symexec.Invocation) (callback, bool) {
	if inv.Fn == nil || inv.Sig == nil {
		return callback{}, false
	}
	entry, ok := x.RetryFunc(inv.Fn)
	if !ok {
		return x.helperCall(st, call, inv)
	}
	if entry.Class == library.Requeues || entry.Do >= len(inv.Args) {
		return callback{}, false
	}
	cb := callback{modelled: x, Invocation: inv, call: call, entry: entry, do: inv.Args[entry.Do]}
	if entry.Field != "" {
		cb.do = x.fieldNamed(st, cb.do, entry.Field)
	}
	if cb.do = x.Function(cb.do); !x.canTry(cb.do) {
		return callback{}, false
	}
	if entry.Class == library.AgainIf && entry.If < len(inv.Args) {
		cb.predicate = inv.Args[entry.If]
	}
	cb.setup = x.configure(st, inv, entry)
	switch { // an option that holds a predicate replaces the default
	case cb.setup.again != nil:
		cb.entry.Class, cb.predicate = library.AgainIf, cb.setup.again
	case cb.setup.stop != nil:
		cb.entry.Class, cb.predicate, cb.negated = library.AgainIf, cb.setup.stop, true
	}
	return cb, !cb.setup.opaque && cb.setup.Bound != 1
}

// fieldNamed is a field of a struct literal, or nil's value if there is none.
func (x modelled) fieldNamed(st *paths.State, v *sym.Value, name string) *sym.Value {
	if v.Op == sym.OpRef {
		v = x.Content(st, v)
	}
	for ; v.Op == sym.OpWith && len(v.Args) == 2; v = v.Args[0] {
		if v.Name == name {
			return v.Args[1]
		}
	}
	return x.In.Nil()
}

// callbackArgs are what a callback of a library is called with; a retrier among them can be told to break.
func (x modelled) callbackArgs(f *sym.Value) []*sym.Value {
	var sig *types.Signature
	switch f.Op {
	case sym.OpClosure:
		sig, _ = x.Info.TypeOf(f.Node.(*ast.FuncLit)).(*types.Signature)
	case sym.OpFunc:
		sig = f.Obj.(*types.Func).Signature()
	}
	if sig == nil {
		return nil
	}
	args := make([]*sym.Value, sig.Params().Len())
	for i := range args {
		args[i] = x.In.Make(sym.Value{Op: sym.OpSym, Node: f.Node, Obj: sig.Params().At(i), Typ: sig.Params().At(i).Type()})
	}
	return args
}

// count gives a callback another number in each round where it gets one.
func (x modelled) count(args []*sym.Value, round int) {
	for i, a := range args {
		if gotypes.IsCount(a.Typ) {
			args[i] = x.In.Make(sym.Value{Op: sym.OpSym, Node: a.Node, Obj: a.Obj, Typ: a.Typ, N: round})
		}
	}
}

// retryByLibrary goes through the callback of a library as the library would: again while its result says so.
func (x modelled) retryByLibrary(fr *paths.Frame, call *ast.CallExpr, states []*paths.State, cb callback) ([]*paths.State, bool) {
	var done []*paths.State
	rounds := paths.NewRounds(x.In)
	x.Observers.Library(states[0], symexec.Repetition{Invocation: cb.Invocation, Call: call, Schedule: cb.setup.Schedule, Polls: cb.entry.Polls, Final: cb.final(), OnErrors: cb.onErrors()})
	entry := x.Seq
	args := x.callbackArgs(cb.do)
	fr.Repeat(entry)
	defer fr.RepeatEnds()
	for i := range x.Limits.Rounds {
		x.count(args, i)
		if len(states) == 0 || cb.setup.Bound > 0 && i >= int(cb.setup.Bound) {
			break
		}
		if i == x.Limits.Tries && cb.setup.Bound != library.Forever { // it gives up, after however many rounds more
			done = append(done, paths.TriedOften(states, entry, x.Limits.Tries)...)
		}
		out, ok := x.try(fr, call, states, cb.do, args)
		if !ok {
			return nil, false
		}
		var again, left []*paths.State
		for _, st := range out {
			if v := st.Result(call); v != nil {
				st.SetResult(call.Fun, v) // what it leads to stays, though a predicate returns something else
			}
			given := st.Result(call).Results()
			a, d := x.verdict(fr, call, st, cb, args)
			cb.keeps(a, given)
			again, left = append(again, a...), append(left, d...)
		}
		for _, st := range slices.Concat(again, left) {
			st.Forget(call.Fun)
		}
		done = append(done, rounds.New(left)...)
		states = x.Merge(again)
		paths.MarkVia(states, fr, call, entry)
		for _, st := range states {
			x.decidedBy(st, cb.do, call)
			x.pause(st, cb.setup.Schedule)
			if amount, deaf := cb.sleeps(); deaf {
				x.Observers.Waits(fr, st, call, amount)
			}
			for _, a := range args { // a Break of the round before is forgotten
				st.Drop(sym.Key{Base: a, Ghost: symexec.Broken})
			}
		}
	}
	done = append(done, states...) // gave up
	return x.Merge(done), true
}

// keeps hands what a callback has returned to the helper that calls it again, which may close a response then. One that takes results of any
// type can not.
func (cb callback) keeps(again []*paths.State, vals []*sym.Value) {
	if cb.ways == nil || cb.Fn == nil || cb.Summary == nil || cb.Summary.Repeats == nil {
		return
	}
	params, do := cb.Fn.Origin().Signature().Params(), cb.Summary.Repeats.Do
	var sig *types.Signature
	if do.Param >= 0 && do.Param < params.Len() && do.Field == "" && do.Method == "" {
		sig, _ = params.At(do.Param).Type().Underlying().(*types.Signature)
	}
	for i, v := range vals {
		if sig != nil && i < sig.Results().Len() {
			if _, any := sig.Results().At(i).Type().(*types.TypeParam); any {
				continue
			}
		}
		for _, st := range again {
			cb.Observers.Escapes(st, v)
		}
	}
}

// verdict splits the paths that leave a callback into those that call it again and those that return, whose result is
// set.
func (x modelled) verdict(fr *paths.Frame, call *ast.CallExpr, st *paths.State, cb callback, args []*sym.Value) (again, done []*paths.State) {
	vals := st.Result(call).Results()
	if len(vals) == 0 {
		return nil, []*paths.State{st}
	}
	errv := vals[len(vals)-1]
	if cb.entry.Class == library.ErrAgain && len(vals) == 2 {
		errv = vals[0]
	}
	// What the library returns, whether it stops here or gives up after this round.
	result := func(states []*paths.State, err *sym.Value) []*paths.State {
		for _, s := range states {
			s.SetResult(call, x.libraryResult(cb, vals, err))
		}
		return states
	}
	if cb.ways != nil {
		if cb.final() != "" && markIn(errv) == library.Final {
			return nil, result([]*paths.State{st}, errv)
		}
		again, done = x.byWays(fr, st, cb, vals)
		return result(again, errv), result(done, errv)
	}
	isNil := x.In.Binary("==", errv, x.In.Nil(), nil)
	switch cb.entry.Class {
	case library.RetryErr, library.ErrAgain:
		flag := vals[0]
		if cb.entry.Class == library.ErrAgain {
			flag = vals[len(vals)-1]
		}
		again, done = x.Decide(st, flag, x.lastTest(st, call))
		return result(again, errv), result(done, errv)
	case library.RetryBadErr:
		ok, failed := x.Decide(st, isNil, x.lastTest(st, call))
		done = result(ok, errv)
		for _, s := range failed {
			a, d := x.Decide(s, vals[0], x.lastTest(s, call))
			again, done = append(again, result(a, errv)...), append(done, result(d, errv)...)
		}
		return again, done
	case library.StopErr:
		stop, a := x.Decide(st, vals[0], x.lastTest(st, call))
		return result(a, x.gaveUp(call)), result(stop, errv)
	case library.DoneErr:
		ok, failed := x.Decide(st, isNil, x.lastTest(st, call))
		done = result(failed, errv)
		for _, s := range ok {
			d, a := x.Decide(s, vals[0], x.lastTest(s, call))
			again, done = append(again, result(a, x.gaveUp(call))...), append(done, result(d, x.In.Nil())...)
		}
		return again, done
	}
	ok, failed := x.Decide(st, isNil, x.lastTest(st, call))
	done = result(ok, x.In.Nil())
	for _, s := range failed {
		a, d := x.failed(fr, s, cb, errv, args)
		again, done = append(again, result(a, errv)...), append(done, result(d, errv)...)
	}
	return again, done
}

// final is what marks an error as final for a library, or for one that a helper hands on to; "" if there is nothing.
func (cb callback) final() string {
	switch {
	case cb.ways == nil:
		if mark := library.FinalOf(cb.Full); mark != "" {
			return cb.Fn.Pkg().Name() + "." + mark
		}
	case cb.Summary != nil && cb.Summary.Repeats != nil:
		return cb.Summary.Repeats.Final
	}
	return ""
}

// onErrors reports whether an error that the callback returns is what has it called again.
func (cb callback) onErrors() bool {
	if cb.ways != nil {
		return slices.ContainsFunc(cb.ways, summary.Way.OnError)
	}
	switch cb.entry.Class {
	case library.AgainOnErr, library.AgainOnAnyErr, library.AgainIf, library.AgainOn, library.AgainUnless:
		return true
	}
	return false
}

// gaveUp is the error with which a library gives up whose callback gave none.
func (x modelled) gaveUp(call *ast.CallExpr) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpErrNew, Node: call, Typ: types.Universe.Lookup("error").Type()})
}

// failed splits a path on which the callback returned an error into the paths that call it again and those that do not.
func (x modelled) failed(fr *paths.Frame, st *paths.State, cb callback, err *sym.Value, args []*sym.Value) (again, done []*paths.State) {
	only := []*paths.State{st}
	switch cb.entry.Class {
	case library.AgainOnErr, library.StopOnErr, library.Marked:
		m := markIn(err)
		if m == library.Final || m == library.NoMark && cb.entry.Class != library.AgainOnErr {
			return nil, only
		}
	case library.AgainUnless:
		if slices.ContainsFunc(args, func(a *sym.Value) bool { return st.Env.At(sym.Key{Base: a, Ghost: symexec.Broken}) != nil }) {
			return nil, only
		}
	case library.AgainOn:
		id, ok := err.Attempt()
		if !ok {
			return nil, only
		}
		return x.Decide(st, x.statusIn(id, cb.entry.Only), x.lastTest(st, cb.call))
	case library.AgainIf:
		return x.asked(fr, st, cb, err)
	}
	if cb.entry.Final > 0 && cb.entry.Final < len(cb.Args) {
		return x.terminal(st, cb, err)
	}
	return only, nil
}

// terminal splits a path by whether its error is one of those that the library was told to stop at.
func (x modelled) terminal(st *paths.State, cb callback, err *sym.Value) (again, done []*paths.State) {
	again = []*paths.State{st}
	for _, final := range cb.Args[cb.entry.Final:] {
		var rest []*paths.State
		for _, s := range again {
			stop, on := x.Decide(s, x.errorsIs(s, err, final), x.lastTest(s, cb.call))
			done, rest = append(done, stop...), append(rest, on...)
		}
		again = rest
	}
	return again, done
}

// asked splits a path by what a predicate says of its error. Of one that is not known the engine says nothing.
func (x modelled) asked(fr *paths.Frame, st *paths.State, cb callback, err *sym.Value) (again, done []*paths.State) {
	if cb.predicate == nil {
		return nil, []*paths.State{st}
	}
	if fn, ok := cb.predicate.Obj.(*types.Func); ok && cb.predicate.Op == sym.OpFunc {
		if t, ok := library.TestOf(fn.Origin().FullName()); ok && t.Of == 0 && t.List == 0 {
			if id, ok := err.Attempt(); ok {
				again, done = x.Decide(st, x.statusBetween(id, t.From, t.To), x.lastTest(st, cb.call))
				return cb.either(again, done)
			}
		}
	}
	if l := x.EntryOf(predicateFunc(cb.predicate)); l != nil && l.Asks != nil {
		if cond, ok := x.testedBy(l.Asks, nil, []*sym.Value{err}); ok {
			again, done = x.Decide(st, cond, x.lastTest(st, cb.call))
			return cb.either(again, done)
		}
	}
	if s := cb.summaryOfPredicate(); s != nil {
		fn := predicateFunc(cb.predicate)
		inv := symexec.Invocation{Callee: symexec.Callee{Fn: fn, Sig: fn.Signature(), Full: x.FullName(fn)}, Args: x.asking(cb.predicate, err), Summary: s}
		if out, ok := x.summarized(cb.call, fr, st, inv); ok {
			for _, p := range out {
				a, d := x.Decide(p, p.Result(cb.call), x.lastTest(p, cb.call))
				again, done = append(again, a...), append(done, d...)
			}
			return cb.either(again, done)
		}
	}
	if !x.Callable(cb.predicate) {
		return nil, []*paths.State{st}
	}
	out, ok := x.Invoke(fr, cb.call, []*paths.State{st}, cb.predicate, x.asking(cb.predicate, err))
	if !ok {
		return nil, []*paths.State{st}
	}
	for _, p := range out {
		v := p.Result(cb.call)
		a, d := x.Decide(p, v, x.lastTest(p, cb.call))
		if v.Any(func(o *sym.Value) bool { return o.Typ != nil && gotypes.IsContext(o.Typ) }) { // what it returns says whether that has ended
			x.Observers.Decided(fr, cb.call, v, a, d)
		}
		again, done = append(again, a...), append(done, d...)
	}
	return cb.either(again, done)
}

// predicateFunc is the function that a predicate is, by its name; nil if it is none.
func predicateFunc(v *sym.Value) *types.Func {
	if v.Op != sym.OpFunc {
		return nil
	}
	fn, _ := v.Obj.(*types.Func)
	return fn
}

// asking are the arguments with which a predicate is asked of an error, or of another result: of what else it is given, the number of the
// attempt say, nothing is known.
func (x modelled) asking(predicate, of *sym.Value) []*sym.Value {
	sig := x.signatureOf(predicate)
	if sig == nil || sig.Params().Len() < 2 {
		return []*sym.Value{of}
	}
	args, placed := make([]*sym.Value, sig.Params().Len()), false
	for i := range args {
		t := sig.Params().At(i).Type()
		if !placed && (of.Typ == nil && gotypes.IsError(t) || of.Typ != nil && types.AssignableTo(of.Typ, t)) {
			args[i], placed = of, true
			continue
		}
		args[i] = x.In.Fresh(t, 0)
	}
	return args
}

// signatureOf is the signature of a function in a value; nil if it is not known.
func (x modelled) signatureOf(v *sym.Value) *types.Signature {
	if lit, ok := v.Node.(*ast.FuncLit); ok && v.Op == sym.OpClosure {
		return x.SignatureOf(lit)
	}
	t := v.Typ
	if fn := predicateFunc(v); fn != nil {
		t = fn.Type()
	}
	if t == nil {
		return nil
	}
	sig, _ := t.Underlying().(*types.Signature)
	return sig
}

func (cb callback) either(yes, no []*paths.State) (again, done []*paths.State) {
	if cb.negated {
		return no, yes
	}
	return yes, no
}

// decidedBy notes that the library decides where the callback itself tests nothing: it passes on what another function
// made of the outcome.
func (x modelled) decidedBy(st *paths.State, do *sym.Value, call *ast.CallExpr) {
	fn := do.Node
	if f, _ := x.Declared(do); f != nil && x.Decls[f.Origin()] != nil {
		fn = x.Decls[f.Origin()]
	}
	if fn == nil {
		return
	}
	for i, o := range st.Outs {
		if o.Via == call && (o.Test == nil || !gotypes.Within(o.Test.Pos(), fn)) {
			c := *o
			c.Test = call
			st.Outs[i] = &c
		}
	}
}

// lastTest is the condition that a decision of a library rests on: the one that the callback took.
func (x modelled) lastTest(st *paths.State, call ast.Node) ast.Node {
	if last, _ := st.Newest(); last != nil && last.Test != nil {
		return last.Test
	}
	return call
}

// markIn is what an error says of another try: the mark of the outermost of the errors that it wraps.
func markIn(err *sym.Value) library.Mark {
	m := library.NoMark
	sym.Chain(err, func(v *sym.Value) bool {
		if v.Op == sym.OpErrNew && v.Int != 0 {
			m = library.Mark(v.Int)
			return true
		}
		return false
	})
	return m
}

// libraryResult is what a library's function returns, given the callback's last results and error.
func (x modelled) libraryResult(cb callback, vals []*sym.Value, err *sym.Value) *sym.Value {
	n := cb.Sig.Results().Len()
	out := make([]*sym.Value, n)
	for i := range n {
		t := cb.Sig.Results().At(i).Type()
		switch {
		case i == n-1 && gotypes.IsError(t):
			out[i] = err
		case i < len(vals)-1:
			out[i] = vals[i]
		default:
			out[i] = x.In.Fresh(t, 0)
		}
	}
	return x.Tuple(out)
}
