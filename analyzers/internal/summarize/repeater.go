package summarize

import (
	"go/ast"
	"go/types"
	"math"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// repeater is what a function does with a function that it is given and calls again; nil if it calls none again. It returns the
// number of steps that took as well.
func (x *summarizer) repeater(decl *ast.FuncDecl, sig *types.Signature) (*summary.Repeater, int) {
	t, spent := x.try(decl, sig, false)
	r := t.repeater()
	if !sig.Variadic() || r == nil && !handsOn(decl, sig) {
		return r, spent
	}
	bare, more := x.try(decl, sig, true)
	switch b := bare.repeater(); {
	case b == nil:
	case r == nil: // what its options say is another's business
		r = b
		r.Variadic, r.Bare, r.Ways = true, b.Ways, nil
	case b.Do == r.Do:
		r.Variadic, r.Bare = true, b.Ways
		if b.Schedule.Bound == r.Schedule.Bound { // what the options say of waits is not known, and few callers have none
			r.Schedule.Context = r.Schedule.Context && b.Schedule.Context
		}
	}
	return r, spent + more
}

// handsOn reports whether a function is given one that it may call again.
func handsOn(decl *ast.FuncDecl, sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if gotypes.IsFunction(p.Type()) {
			return decl.Body != nil
		}
	}
	return false
}

// try goes through a function with parameters of which nothing is known; of the variadic one, there is an element or none.
func (x *summarizer) try(decl *ast.FuncDecl, sig *types.Signature, bare bool) (*trial, int) {
	e := x.NewExec(decl)
	rec := x.Record(e)
	e.Limit, e.Most, e.Outline = x.Limits.SummarySteps, x.Limits.SummarySteps, true
	if x.cutShort {
		e.Limit, e.Most = x.Limits.NextSummarySteps, x.Limits.NextSummarySteps
	}
	fr := paths.NewFrame(e.In, decl, sig, nil, nil, "")
	st := &paths.State{}
	if sig.Variadic() {
		p := sig.Params().At(sig.Params().Len() - 1)
		given := sym.Value{Op: sym.OpComposite, Name: "slice", Typ: p.Type()}
		if !bare {
			given.Args = []*sym.Value{e.In.Fresh(gotypes.ElementOf(p.Type()), 0)}
		}
		st.Set(sym.Key{Obj: p, Frame: fr.Id}, e.In.Make(given))
	}
	e.BindParams(fr, st, sig)
	t := &trial{Exec: e, recorder: rec, fr: fr, sig: sig, parts: map[*ast.CallExpr]summary.Part{}, counted: map[*ast.CallExpr]bool{}, attempts: api.AttemptMethods(sig), unknown: map[*sym.Value]int{}, finals: map[*ast.CallExpr]string{}, options: x.optionCalls(decl, sig)}
	e.Observers = append(e.Observers, t)
	e.Run(fr, []*paths.State{st})
	if e.Steps > e.Limit {
		x.cutShort = true
	}
	return t, e.Steps
}

// A trial is a run over a function, in which it is noted what calls it makes again of what it is given.
type trial struct {
	symexec.Nop
	*symexec.Exec
	recorder *retry.Recorder
	fr       *paths.Frame
	sig      *types.Signature
	parts    map[*ast.CallExpr]summary.Part // what is called
	attempts map[*types.Func]bool           // the methods of its parameters that it may call
	unknown  map[*sym.Value]int             // the conditions that cannot be said
	options  map[ast.Node]bool              // the calls by which the options set what they like
	counted  map[*ast.CallExpr]bool         // the calls that are told a number
	finals   map[*ast.CallExpr]string       // what marks an error as final, by the calls of libraries and helpers that know such marks
	rounds   []round
}

// Library notes which calls know the marks of final errors. What such a mark does is no condition of a path here, where nothing is known of
// the errors.
func (t *trial) Library(_ *paths.State, l symexec.Repetition) {
	if l.Final != "" {
		t.finals[l.Call] = l.Final
	}
}

// A round is a call that is made again.
type round struct {
	call   *ast.CallExpr
	before *paths.Outcome
	retry  *retry.Retry
	way    summary.Way
	limit  *summary.Part // the number of rounds, as far as the loop counts them
	more   int64         // than that
}

func (t *trial) Attempted(r symexec.Request, _ *paths.Outcome) {
	v := r.C.Recv // what a library calls, or what has the method
	if v == nil && r.C.Fn == nil {
		v = t.Eval(r.Fr, r.St, r.Call.Fun)
	}
	if v == nil {
		return
	}
	p, ok := t.part(v)
	ok = ok && !p.Option
	if ok && r.C.Fn != nil {
		p.Method = r.C.Fn.Name()
		ok = types.IsInterface(v.Typ) && p.Param >= 0 && p.Field == "" && t.attempts[r.C.Fn.Origin()]
	}
	if ok {
		t.parts[r.Call], t.counted[r.Call] = p, symexec.CountsFor(r.C)
	}
}

func (t *trial) Again(fr *paths.Frame, st *paths.State, call *ast.CallExpr, before *paths.Outcome) {
	if _, ok := t.parts[call]; !ok {
		return
	}
	r := round{call: call, before: before, retry: &t.recorder.Retries[len(t.recorder.Retries)-1]}
	if before.Tries == 1 {
		r.way = t.way(st, before)
		r.limit, r.more = t.limit(fr, st, before.Via)
	}
	t.rounds = append(t.rounds, r)
}

// part is the parameter of the function, or the field of one, that a value is.
func (t *trial) part(v *sym.Value) (summary.Part, bool) {
	if v.Op == sym.OpField && len(v.Args) == 1 {
		p, ok := t.part(v.Args[0])
		if !ok || p.Field != "" {
			return summary.Part{}, false
		}
		p.Field = v.Name
		return p, true
	}
	if v == t.fr.Recv {
		return summary.Part{Param: summary.Receiver}, true
	}
	if v.Op == sym.OpHavoc && t.options[v.Node] {
		return summary.Part{Param: t.sig.Params().Len() - 1, Option: true}, true
	}
	i := slices.Index(t.fr.Args, v)
	return summary.Part{Param: i}, i >= 0 && v.Op == sym.OpSym && !(t.sig.Variadic() && i == len(t.fr.Args)-1)
}

// repeater puts together what the rounds say; nil if there are none, or of several things.
func (t *trial) repeater() *summary.Repeater {
	if len(t.rounds) == 0 {
		return nil
	}
	r := &summary.Repeater{Do: t.parts[t.rounds[0].call]}
	for _, n := range t.rounds {
		if t.parts[n.call] != r.Do || t.counted[n.call] && n.before.Failed != domain.Yes { // which page or item it is told
			return nil
		}
		if n.before.Tries == 1 {
			r.Ways = append(r.Ways, n.way)
		}
		if via, ok := n.before.Via.(*ast.CallExpr); ok && r.Final == "" {
			r.Final = t.finals[via]
		}
	}
	r.Ways = summary.Settled(r.Ways)
	for i, w := range r.Ways {
		failed := slices.ContainsFunc(w.Tests, func(t summary.ResultTest) bool { return t.Kind == summary.TestNil && !t.Truth })
		if failed && codeset.StatusRange(100, 999).Union(codeset.TransportOnly()).Minus(domain.Success).SubsetOf(w.Codes) {
			r.Ways[i].Codes = codeset.Statuses{} // whatever the failure
		}
	}
	if r.Ways = summary.Settled(r.Ways); len(r.Ways) == 0 || len(r.Ways) > t.Limits.Exits {
		return nil
	}
	t.schedule(r)
	t.bound(r)
	return r
}

// way is what a path found out of a call before it makes it again.
func (t *trial) way(st *paths.State, o *paths.Outcome) summary.Way {
	var w summary.Way
	add := func(cond *sym.Value, truth bool) {
		if r, ok := t.test(cond, truth, o.Id); ok {
			w.Tests = append(w.Tests, r)
		}
	}
	for _, f := range st.Facts {
		add(f.Cond, f.Truth)
	}
	for _, a := range st.Assume {
		if _, known := st.Facts.Truth(a.Cond); !known {
			add(a.Cond, a.Truth)
		}
	}
	last := t.resultsOf(o) - 1
	all := codeset.StatusRange(100, 999).Union(domain.NonStatus)
	if o.Proto != domain.ProtoOpaque {
		all = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
	}
	switch o.Failed {
	case domain.Yes:
		w.Tests = append(w.Tests, summary.ResultTest{Kind: summary.TestNil, Of: last})
		if all = all.Minus(domain.Success); o.Proto == domain.ProtoHTTP {
			all = codeset.TransportOnly()
		}
	case domain.No:
		w.Tests = append(w.Tests, summary.ResultTest{Kind: summary.TestNil, Of: last, Truth: true})
		if o.Proto != domain.ProtoOpaque {
			all = all.Minus(codeset.TransportOnly())
		}
	}
	if o.Codes != all {
		w.Codes = o.Codes
	}
	return w
}

// resultsOf is the number of results of what an attempt calls.
func (t *trial) resultsOf(o *paths.Outcome) int {
	call := o.Id.Node.(*ast.CallExpr)
	p := t.parts[call]
	of := t.sig.Recv()
	if p.Param != summary.Receiver {
		of = t.sig.Params().At(p.Param)
	}
	typ := of.Type()
	if p.Method != "" {
		p.Field = p.Method
	}
	if p.Field != "" {
		obj, _, _ := types.LookupFieldOrMethod(typ, true, t.Pkg, p.Field)
		if obj == nil {
			return 1
		}
		typ = obj.Type()
	}
	if sig, ok := typ.Underlying().(*types.Signature); ok {
		return sig.Results().Len()
	}
	return 1
}

// test is a condition as importers can ask it; false if it does not matter.
func (t *trial) test(cond *sym.Value, truth bool, id sym.AttemptID) (summary.ResultTest, bool) {
	if !cond.Any(func(v *sym.Value) bool { return v.Node == id.Node && v.Deps&sym.DepOutcome != 0 }) {
		return t.given(cond, truth)
	}
	r := summary.ResultTest{Truth: truth}
	of := cond // of what it is asked
	var known bool
	switch cond.Op {
	case sym.OpResult:
		r.Kind, known = summary.TestTrue, true
	case sym.OpAsOK:
		of, r.Kind = cond.Args[0], summary.TestAs
		if r.Name = answering(cond.Typ); r.Name != "" {
			r.Kind, known = summary.TestHas, true
			break
		}
		r.Name, r.Pointer = gotypes.TypePath(cond.Typ)
		known, r.Many = r.Name != "", types.IsInterface(cond.Typ)
	case sym.OpBinary:
		of, known = t.compared(cond, &r)
	case sym.OpCall:
		of, known = t.called(cond, &r)
	}
	r.Of = int(of.Int)
	if known && of.Op == sym.OpResult && of.Node == id.Node && of.N == id.Round && of.Name == string(id.Path) {
		return r, true
	}
	return t.unsaid(cond, truth), true
}

// answering is the one method of an interface, if it says yes or no: what errors are asked for of which nothing else is to be known; "" if
// the type is none of that kind.
func answering(t types.Type) string {
	i, ok := t.Underlying().(*types.Interface)
	if !ok || i.NumMethods() != 1 {
		return ""
	}
	m := i.Method(0)
	if sig := m.Signature(); !m.Exported() || sig.Params().Len() > 0 || sig.Results().Len() != 1 || !gotypes.IsBool(sig.Results().At(0).Type()) {
		return ""
	}
	return m.Name()
}

// compared reads a comparison of an error with nil, or with a variable.
func (t *trial) compared(cond *sym.Value, r *summary.ResultTest) (of *sym.Value, known bool) {
	for i, of := range cond.Args {
		with := cond.Args[1-i]
		switch {
		case cond.Name != "==" || of.Typ == nil || !gotypes.IsError(of.Typ):
		case with.Op == sym.OpNil:
			r.Kind = summary.TestNil
			return of, true
		case with.Op == sym.OpGlobal && of.Op == sym.OpResult:
			r.Kind, r.Name = summary.TestIs, objectPath(with)
			return of, r.Name != ""
		}
	}
	return cond, false
}

// called reads a call of errors.Is, or of a function that was given.
func (t *trial) called(cond *sym.Value, r *summary.ResultTest) (of *sym.Value, known bool) {
	if len(cond.Args) == 1 && cond.Args[0].Op == sym.OpAs && cond.Typ != nil && gotypes.IsBool(cond.Typ) {
		_, _, r.Name = library.Cut(cond.Name) // a method of what the error is
		r.Kind = summary.TestSays
		return cond.Args[0].Args[0], ast.IsExported(r.Name)
	}
	if len(cond.Args) < 2 {
		return cond, false
	}
	if cond.Name == "errors.Is" && cond.Args[1].Op == sym.OpGlobal {
		r.Kind, r.Name = summary.TestIs, objectPath(cond.Args[1])
		return cond.Args[0], r.Name != ""
	}
	p, ok := t.part(cond.Args[0])
	r.Kind, r.By = summary.TestAsked, p
	if _, recv, name := library.Cut(cond.Name); recv != "" { // a method of it
		r.Name = name
	}
	var asked []*sym.Value // what came of the call, beside numbers of attempts and the like
	for _, a := range cond.Args[1:] {
		if a.Deps&sym.DepOutcome != 0 {
			asked = append(asked, a)
		}
	}
	if len(asked) != 1 {
		return cond, false
	}
	return asked[0], ok && cond.Int == 0 && cond.Typ != nil && gotypes.IsBool(cond.Typ)
}

// unsaid is a condition of which importers learn no more than that there is one.
func (t *trial) unsaid(cond *sym.Value, truth bool) summary.ResultTest {
	n, ok := t.unknown[cond]
	if !ok {
		n = len(t.unknown)
		t.unknown[cond] = n
	}
	return summary.ResultTest{Kind: summary.TestUnknown, Of: n, Truth: truth}
}

// given is a condition on what the function was given, as importers can ask it. What is asked of clocks, counters and contexts does not
// matter: a helper goes round some time.
func (t *trial) given(cond *sym.Value, truth bool) (summary.ResultTest, bool) {
	r := summary.ResultTest{Truth: truth}
	if p, ok := t.part(cond); ok {
		r.Kind, r.By = summary.TestSet, p
		return r, true
	}
	if cond.Op == sym.OpField || cond.Op == sym.OpHavoc {
		return t.unsaid(cond, truth), true
	}
	if cond.Op != sym.OpBinary {
		return r, false
	}
	for i, v := range cond.Args {
		other := cond.Args[1-i]
		switch {
		case other.Op == sym.OpNil && cond.Name == "==":
			if v.Typ != nil && (gotypes.IsContext(v.Typ) || gotypes.IsError(v.Typ)) {
				return r, false
			}
			if p, ok := t.part(v); ok {
				r.Kind, r.By, r.Truth = summary.TestGiven, p, !truth
				return r, true
			}
			if v.Op == sym.OpField || v.Op == sym.OpHavoc || v.Op == sym.OpElem || isFunction(v) {
				return t.unsaid(cond, truth), true
			}
		case other.Op == sym.OpInt:
			p, ok := t.part(v)
			if !ok || p.Option || !gotypes.IsInteger(v.Typ) || gotypes.IsDuration(v.Typ) || other.Int > math.MaxInt32 || other.Int < math.MinInt32 {
				continue
			}
			op := cond.Name
			if i == 1 {
				op = sym.Mirrored(op)
			}
			r.Kind, r.By, r.Of = summary.TestAbove, p, int(other.Int)
			switch op {
			case ">":
			case ">=":
				r.Of--
			case "<":
				r.Of, r.Truth = r.Of-1, !truth
			case "<=":
				r.Truth = !truth
			default:
				return r, false
			}
			return r, true
		}
	}
	return r, false
}

// isFunction reports whether a value is a function: one that is there is asked, wherever it came from.
func isFunction(v *sym.Value) bool {
	if v.Typ == nil {
		return false
	}
	_, ok := v.Typ.Underlying().(*types.Signature)
	return ok
}

// schedule finds out how the function waits between two calls, of the later ones where there are any.
func (t *trial) schedule(r *summary.Repeater) {
	later := slices.DeleteFunc(slices.Clone(t.rounds), func(n round) bool { return n.before.Tries < 2 })
	if len(later) == 0 {
		later = t.rounds
	}
	s := &r.Schedule
	for i, n := range later {
		pace, each, by := t.pace(n)
		if i > 0 && (pace != s.Pace || each != s.Each) || i > 0 && len(r.Arguments) > 0 != (by != nil) {
			s.Pace, s.Each, r.Arguments = mixed(s.Pace, pace), 0, nil
			if s.Pace == library.AnyPace {
				break
			}
			continue
		}
		s.Pace, s.Each = pace, each
		if by != nil {
			r.Arguments = []library.Setting{*by}
		}
	}
	s.Context = true
	for _, n := range later {
		looks := false
		for _, step := range retry.Passed(n.retry.Now, n.retry.Since) {
			if step.Kind == retry.StepWait {
				s.Context = false
			}
			looks = looks || step.Looks&retry.LooksContext != 0
		}
		s.Context = s.Context && looks
	}
}

// mixed is the pace of rounds of which some wait in one way and some in another.
func mixed(a, b library.Pace) library.Pace {
	waits := func(p library.Pace) bool { return p != library.AnyPace && p != library.NoDelay }
	if waits(a) && waits(b) {
		return library.Varying
	}
	return library.AnyPace
}

// pace is how a round waits, and which parameter says how long.
func (t *trial) pace(n round) (library.Pace, time.Duration, *library.Setting) {
	o, p := n.before, n.retry.Path
	switch p.Wait {
	case retry.WaitNone:
		return library.NoDelay, 0, nil
	case retry.WaitFixed, retry.WaitOnce:
		return library.Constant, p.Delay, nil
	case retry.WaitGrowing:
		return library.Growing, 0, nil
	}
	if o.Waits != domain.WaitAmount || o.Wait == nil || len(o.Wait.Args) != 1 {
		return library.AnyPace, 0, nil
	}
	now := o.Wait.Args[0]
	arg, ok := t.part(now)
	if ok && arg.Field == "" && arg.Param >= 0 {
		return library.Constant, 0, &library.Setting{Effect: library.SetConstant, Arg: arg.Param}
	}
	if o.PrevW != nil && len(o.PrevW.Args) == 1 && now.Op == sym.OpBinary {
		before := o.PrevW.Args[0]
		if by := now.Args[1]; now.Args[0] == before && (now.Name == "*" && by.Op == sym.OpInt && by.Int > 1 || now.Name == "<<" && by.Op == sym.OpInt && by.Int > 0 || now.Name == "+" && by == before) {
			return library.Growing, 0, nil
		}
	}
	return library.Varying, 0, nil
}

// limit is the parameter that a loop counts up to, and how many rounds it makes more than that.
func (t *trial) limit(fr *paths.Frame, st *paths.State, via ast.Node) (*summary.Part, int64) {
	for fr != nil && !gotypes.Within(via.Pos(), fr.Fn) {
		fr = fr.Caller
	}
	if fr == nil {
		return nil, 0
	}
	var limit ast.Expr
	more := int64(0)
	switch via := via.(type) {
	case *ast.RangeStmt:
		if t := t.Info.TypeOf(via.X); t == nil || !gotypes.IsInteger(t) {
			return nil, 0
		}
		limit = via.X
	case *ast.ForStmt:
		if p, more := t.countdown(fr, st, via); p != nil {
			return p, more
		}
		c, ok := gotypes.CountingOf(via)
		if !ok || !c.Only || c.Down || c.Limit == nil || c.From == nil {
			return nil, 0
		}
		from, ok := gotypes.IntConstant(t.Info, c.From)
		if !ok {
			return nil, 0
		}
		limit = c.Limit
		more = -from
		if c.Reaches {
			more++
		}
	default:
		return nil, 0
	}
	if p, ok := t.part(t.Eval(fr, st, limit)); ok && p.Field == "" && p.Param >= 0 {
		return &p, more
	}
	return nil, 0
}

// name is how callers write the function: with its package, or with the type that it is a method of.
func (t *trial) name() string {
	of := t.Pkg.Name()
	if r := t.sig.Recv(); r != nil {
		if n := gotypes.Named(r.Type()); n != nil {
			of = n.Obj().Name()
		}
	}
	if d, ok := t.fr.Fn.(*ast.FuncDecl); ok {
		return of + "." + d.Name.Name
	}
	return of
}

// bound finds out how often the function calls, at the most.
func (t *trial) bound(r *summary.Repeater) {
	if !slices.ContainsFunc(t.rounds, func(n round) bool { return !t.recorder.Endless(n.before.Via) }) {
		r.Schedule.Bound, r.Schedule.Endless = library.Forever, t.name()
		return
	}
	for i, n := range t.rounds {
		count := library.Bound(t.recorder.RoundsOf(n.before.Via))
		if i > 0 && count != r.Schedule.Bound {
			count = library.Unsaid
		}
		if r.Schedule.Bound = count; count == library.Unsaid {
			break
		}
	}
	if r.Schedule.Bound != library.Unsaid {
		return
	}
	var by *library.Setting
	for _, n := range t.rounds {
		if n.before.Tries != 1 {
			continue
		}
		if n.limit == nil || n.more < 0 || n.more > 1 {
			return
		}
		s := library.Setting{Effect: library.SetAttempts, Arg: n.limit.Param}
		if n.more == 1 {
			s.Effect = library.SetRetries
		}
		if by != nil && (by.Effect != s.Effect || by.Arg != s.Arg) {
			return
		}
		by = &s
	}
	if by != nil {
		r.Arguments = append(r.Arguments, *by)
	}
}
