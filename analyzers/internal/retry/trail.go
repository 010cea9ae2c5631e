package retry

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
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A Step is what a path passed that can end a retrying: a condition, a select, a wait. The steps of a path form a list
// from the newest to the oldest; the lists of two paths share what the paths have in common. Only the steps since the
// first attempt are kept.
type Step struct {
	Node    ast.Node
	Kind    stepKind
	Looks   looks
	Truth   bool          // of a condition
	read    uint64        // a hash of all that the condition read, from which the rounds of the outcomes are left out
	sides   [2]*sym.Value // of a condition that asks which of two numbers is the greater one: that which was found to be less, and the other
	Wait    *wait
	dropped bool         // it decides on nothing but the answer of a function, which is dropped
	form    bool         // it asks for the form of an answer's body
	renewal bool         // it asks whether credentials could be renewed
	ready   bool         // it asks whether a body could be made ready to be sent again
	opaque  ast.Node     // the attempt that it asks about, of which nothing but an error is known
	timed   bool         // of a stepSelect: a timer made it go on
	asked   []*sym.Value // the contexts that it looks at, where they are known
	timers  []*types.Var // of a stepSelect: what could have ended it by the time
	before  *Step
	other   *Step // of a stepJoin: the trail of the path that was joined
	n       int   // the number of steps up to here
}

type stepKind uint8

const (
	StepTest   stepKind = iota // a condition
	stepSelect                 // a select that goes on although a context or another signal could have ended it
	StepDone                   // the clause of a select that is taken when a context has ended
	StepWait                   // a wait that nothing can end
	stepJoin                   // two paths became one
)

// looks says what a condition looks at.
type looks uint8

const (
	looksOutcome looks = 1 << iota // what an attempt returned
	looksClock                     // the time
	LooksContext                   // a context
	looksSignal                    // something that others set: a flag named so, a channel
	looksUnknown                   // what the engine cannot see into: a call, an element, chance
)

// A wait is a step that sleeps.
type wait struct {
	Frame  *paths.Frame
	Amount *sym.Value // nil if unknown
	Ctx    []scoped   // the contexts in scope, innermost first
}

func (x *Recorder) pass(st *paths.State, s Step) {
	if len(st.Outs) == 0 {
		return
	}
	s.before = x.trail(st)
	s.n = s.before.len() + 1
	st.Marks = st.Marks.With(x.place, &s)
}

func (s *Step) len() int {
	if s == nil {
		return 0
	}
	return s.n
}

// Joined keeps the trail of the path that has passed less when two paths become one: whatever ends the other does not end
// this one.
func (x *Recorder) Joined(t, s *paths.State) {
	for i, o := range s.Outs { // an error was made on both, or for all that is known on none
		if p := x.passageOf(t.Outs[i]); p.faulty && !x.passageOf(o).faulty {
			c := *t.Outs[i]
			p.faulty = false
			c.Marks = c.Marks.With(x.place, p)
			t.Outs[i] = &c
		}
	}
	own, other := x.trail(t), x.trail(s)
	if own == other {
		return
	}
	if x.sinceAttempt(s) < x.sinceAttempt(t) {
		own, other = other, own
		for i, o := range s.Outs {
			m := x.passageOf(o)
			m.faulty = m.faulty && x.passageOf(t.Outs[i]).faulty
			if x.passageOf(t.Outs[i]) != m {
				c := *t.Outs[i]
				c.Marks = c.Marks.With(x.place, m)
				t.Outs[i] = &c
			}
		}
	}
	t.Marks = t.Marks.With(x.place, &Step{Kind: stepJoin, before: own, other: other, n: own.len()})
}

// sinceAttempt is how much a path has passed since its newest attempt.
func (x *Recorder) sinceAttempt(s *paths.State) int {
	if o, _ := s.Newest(); o != nil {
		return x.trail(s).len() - x.passageOf(o).since.len()
	}
	return 0
}

// Passed are the steps of a path after `since`, newest first.
func Passed(now, since *Step) []*Step {
	var out []*Step
	for s := now; s != nil && s != since; s = s.before {
		if s.Kind != stepJoin {
			out = append(out, s)
		}
	}
	return out
}

// Beside are the steps at the same place as one of a retry on the paths that were joined with its own.
func (r *Retry) Beside(s *Step) []*Step {
	return slices.DeleteFunc(joined(r.Now, r.Since), func(o *Step) bool { return o.Kind != s.Kind || o.Node != s.Node })
}

// joined are the steps since a place of the paths that were joined with a path, which are not its own.
func joined(now, since *Step) []*Step {
	var out []*Step
	for s := now; s != nil && s != since; s = s.before {
		if s.Kind != stepJoin {
			continue
		}
		own := map[*Step]bool{}
		for b := s.before; b != nil && b != since; b = b.before {
			own[b] = true
		}
		for o := s.other; o != nil && o != since && !own[o]; o = o.before {
			out = append(out, o)
		}
	}
	return out
}

// Decided puts a condition and what it read on the trails of the paths on which it is true and false.
func (x *Recorder) Decided(fr *paths.Frame, e ast.Expr, v *sym.Value, t, f []*paths.State) {
	if all := append(slices.Clip(t), f...); !slices.ContainsFunc(all, func(s *paths.State) bool { return len(s.Outs) > 0 }) {
		return
	}
	if x.AsksYield(fr, t, f, e) {
		return
	}
	if ofMachine(v) {
		failed := t
		if v.Name == "==" {
			failed = f
		}
		for _, st := range failed {
			x.blameMachine(st)
		}
	}
	dropped, form, renewal := x.answerDropped(fr), v.Deps&sym.DepOutcome != 0 && sym.FormOnly(v), x.asksRenewal(v)
	ready := x.asksReady(v)
	of, ofAttempt := v.Attempt()
	for i, states := range [][]*paths.State{t, f} {
		less, more := x.ordered(e, i == 0)
		for _, st := range states {
			if len(st.Outs) > 0 {
				s := Step{Node: e, Kind: StepTest, Truth: i == 0, dropped: dropped, form: form, renewal: renewal, ready: ready}
				s.read, s.Looks = x.readBy(fr, st, e, v)
				if less != nil {
					s.sides = [2]*sym.Value{x.Eval(fr, st, less), x.Eval(fr, st, more)}
				}
				if s.Looks&LooksContext != 0 {
					s.asked = contextsOf(v)
				}
				if ofAttempt && !renewal {
					if o := st.Outcome(of); o != nil && o.Proto == domain.ProtoOpaque {
						s.opaque = of.Node
					}
				}
				x.pass(st, s)
			}
		}
	}
}

// ordered is which of two numbers is not the greater one where a condition is true, or where it is not; nil if it says nothing of that, or if
// nothing that it bounds is judged.
func (x *Recorder) ordered(e ast.Expr, truth bool) (less, more ast.Expr) {
	if claims := gotypes.Consequences(e, truth); len(claims) == 1 && !x.Outline {
		less, more, _ = claims[0].Order()
	}
	return less, more
}

// answerDropped reports whether a frame is that of a function which answers yes or no to nobody: its call is a statement.
func (x *Recorder) answerDropped(fr *paths.Frame) bool {
	if x.Outline { // nothing that it bounds is judged
		return false
	}
	for ; fr.Call != nil; fr = fr.Caller {
		sig := x.SignatureOf(fr.Fn)
		if sig == nil || sig.Results().Len() != 1 || !gotypes.IsBool(sig.Results().At(0).Type()) {
			continue
		}
		if x.IsStatement(fr.Call) {
			return true
		}
	}
	return false
}

// readBy hashes what a condition reads on a path, and says what it looks at. A condition that folds to a constant says
// nothing of the counter in it any more: so the variables count, too, that it or the numbers and flags in it are made of.
func (x *Recorder) readBy(fr *paths.Frame, st *paths.State, e ast.Expr, v *sym.Value) (uint64, looks) {
	h, l := x.In.Shape(v), x.looksOf(v)
	for _, r := range x.VariablesOf(fr.Fn, e) {
		w := x.Eval(fr, st, r)
		if isAnswer(w) {
			continue
		}
		switch w.Op {
		case sym.OpRef:
			if c, ok := st.Env.Get(w.Cell); ok && !isAnswer(c) {
				h = h*31 + x.In.Shape(c)
			}
		case sym.OpClosure:
			if lit, ok := w.Node.(*ast.FuncLit); ok && w.Scope != nil {
				for _, obj := range x.FreeVariables(lit) {
					h = h*31 + x.In.Shape(x.Load(st, paths.FrameOf(w.Scope).Cell(obj), obj.Type()))
				}
			}
		}
		h = h*31 + x.In.Shape(w)
		if w.Deps&(sym.DepTime|sym.DepElem|sym.DepRand) != 0 {
			l |= x.looksOf(w)
		}
	}
	return h, l
}

// isAnswer reports whether a value is what an attempt has left in a variable: its answer, which is another one each time. Where a condition asks
// for it, it is in what the condition comes to.
func isAnswer(v *sym.Value) bool { return v.Op == sym.OpHavoc && v.Deps&sym.DepOutcome != 0 }

// asksRenewal reports whether a condition asks for the error of a call that is named for a renewal of credentials.
func (x *Recorder) asksRenewal(v *sym.Value) bool {
	if v.Op != sym.OpBinary || len(v.Args) != 2 || v.Args[1].Op != sym.OpNil {
		return false
	}
	name := ""
	switch of := v.Args[0]; of.Op {
	case sym.OpCall:
		name = of.Name[strings.LastIndex(of.Name, ".")+1:]
	case sym.OpResult: // of a function that was given, or is in a field
		if call, ok := of.Node.(*ast.CallExpr); ok {
			name = gotypes.CalledName(call)
		}
	}
	return x.Renewal(name) == domain.Renewed
}

// asksReady reports whether a condition asks for the error of a call by which a body becomes ready to be sent again, Seek or GetBody: that it
// can fail is no limit of the attempts.
func (x *Recorder) asksReady(v *sym.Value) bool {
	if v.Op != sym.OpBinary || len(v.Args) != 2 || v.Args[1].Op != sym.OpNil {
		return false
	}
	of := v.Args[0]
	if of.Op != sym.OpCall || len(of.Args) == 0 {
		return false
	}
	on := of.Args[0]
	if strings.HasSuffix(of.Name, ").Seek") {
		return on.Typ != nil && gotypes.IsReader(on.Typ)
	}
	return on.Op == sym.OpField && on.Name == "GetBody" && on.Args[0].Typ != nil && gotypes.IsRequest(on.Args[0].Typ)
}

// looksOf says what a value tells of.
func (x *Recorder) looksOf(v *sym.Value) looks {
	if l, ok := x.looked[v]; ok {
		return l
	}
	l := x.looksInto(v)
	x.looked[v] = l
	return l
}

func (x *Recorder) looksInto(v *sym.Value) looks {
	var l looks
	if v.Typ != nil && gotypes.IsContext(v.Typ) {
		if x.EndsRounds(v) {
			return LooksContext
		}
		return 0
	}
	switch v.Op {
	case sym.OpResult, sym.OpStatus, sym.OpGRPCCode:
		return looksOutcome
	case sym.OpHavoc:
		if v.Deps&sym.DepOutcome != 0 {
			return looksOutcome
		}
		return looksUnknown
	case sym.OpElem:
		return looksUnknown
	case sym.OpGlobal:
		if canSignal(v.Typ) && x.Says(lexicon.Signals, v.Obj.Name()) {
			return looksSignal
		}
	case sym.OpField:
		if l = x.looksOf(v.Args[0]); l&looksOutcome == 0 && canSignal(v.Typ) && (x.Says(lexicon.Signals, v.Name) || x.pkg.switched(v)) {
			l |= looksSignal
		}
		return l
	case sym.OpCall:
		return x.looksOfCall(v)
	}
	for _, a := range v.Args {
		l |= x.looksOf(a)
	}
	if v.Deps&sym.DepTime != 0 {
		l |= looksClock
	}
	if v.Deps&(sym.DepElem|sym.DepRand|sym.DepPolicy) != 0 && v.Op == sym.OpSym {
		l |= looksUnknown
	}
	return l
}

// canSignal reports whether somebody can say by a variable of a type that it is enough: a text, an error, a list or a delay says something
// else, by whatever name.
func canSignal(t types.Type) bool {
	if t == nil || gotypes.IsDuration(t) || gotypes.IsError(t) {
		return t == nil
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsFloat) == 0
	case *types.Slice, *types.Map, *types.Array:
		return false
	}
	return true
}

// switched reports whether a flag is set by a function of the package that sends nothing: somebody else turns it while requests are sent.
func (x *History) switched(flag *sym.Value) bool {
	f, ok := flag.Obj.(*types.Var)
	if !ok || !gotypes.IsBool(f.Type()) {
		return false
	}
	if x.turned == nil {
		x.turned = map[*types.Var]bool{}
		for _, fi := range x.Infos {
			if fi.Touches || fi.Waits {
				continue
			}
			if len(fi.Assigns) > 0 {
				x.noteTurned(fi.Decl)
			}
		}
	}
	return x.turned[f.Origin()]
}

// noteTurned notes the fields that a function sets, but for those of copies that it is given.
func (x *History) noteTurned(d *ast.FuncDecl) {
	ast.Inspect(d.Body, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for _, l := range a.Lhs {
			if sel, ok := ast.Unparen(l).(*ast.SelectorExpr); ok {
				if f, ok := x.objectOf(sel).(*types.Var); ok && !x.isCopy(d, x.Variable(sel.X)) {
					x.turned[f] = true
				}
			}
		}
		return true
	})
}

// isCopy reports whether a variable is a parameter or the receiver of a function, which has a struct of its own in it that nobody else gets
// to: it is named in no literal, and its address is not taken.
func (x *History) isCopy(d *ast.FuncDecl, v *types.Var) bool {
	if v == nil || gotypes.Within(v.Pos(), d.Body) || !gotypes.Within(v.Pos(), d) {
		return false
	}
	if _, ok := v.Type().Underlying().(*types.Struct); !ok {
		return false
	}
	p := x.PlacesIn(d.Body)
	return !slices.ContainsFunc(p.Uses[v], func(use *ast.Ident) bool {
		u, isUnary := p.Up(use).(*ast.UnaryExpr)
		return p.Literal(use) != nil || isUnary && u.Op == token.AND
	})
}

// makesRequest reports whether a value is what a function of the package has returned that makes a request, and no more.
func (x *Recorder) makesRequest(v *sym.Value) bool {
	fn, ok := v.Obj.(*types.Func)
	return ok && x.OnlyMakesRequest(fn)
}

// looksOfCall says what the result of a call that was not followed tells of. One that is about an outcome alone says
// the same for the same outcome; what any other call counts or asks for is not known.
func (x *Recorder) looksOfCall(v *sym.Value) looks {
	var l looks
	for _, a := range v.Args {
		l |= x.looksOf(a)
	}
	switch {
	case v.Deps&sym.DepTime != 0:
		return l | looksClock
	case functions.AboutContext(v.Name):
		if len(contextsOf(v)) > 0 { // one that never ends tells of nothing
			return l
		}
		return l | LooksContext
	case functions.MakesRequest(v.Name) || x.makesRequest(v): // that a request could be made says nothing of its context
		return l &^ (LooksContext | looksSignal)
	case functions.Pure(v.Name):
		return l
	case len(v.Args) > 0 && v.Args[0].Deps&sym.DepOutcome != 0: // a method of the outcome, or a function about it
		return l
	case strings.HasPrefix(v.Name, "("), len(v.Args) == 0, v.Args[0].Typ == nil && v.Deps&sym.DepOutcome == 0:
		return l | looksUnknown
	case !strings.Contains(v.Name, "."): // a function in a variable or field
		return l | looksUnknown
	case v.Deps&sym.DepOutcome == 0:
		return l | looksUnknown
	}
	return l
}

// Selected puts on the trail of the paths that leave a select by clause c what else could have ended it.
func (x *Recorder) Selected(fr *paths.Frame, s *ast.SelectStmt, c *ast.CommClause, states []*paths.State) {
	for _, st := range states {
		if step, ends := x.selected(fr, st, s, c); ends {
			x.pass(st, step)
		}
	}
}

// Slept puts a wait of another package's function on the trail that a context could have ended, or has.
func (x *Recorder) Slept(st *paths.State, call *ast.CallExpr, ctx *sym.Value, ended bool) {
	if ended {
		x.pass(st, Step{Node: call, Kind: StepDone, asked: known(ctx)})
		return
	}
	x.pass(st, Step{Node: call, Kind: stepSelect, Looks: LooksContext, timed: true, asked: known(ctx)})
}

// selected is what a path passes that leaves a select by clause c; false if nothing else could have ended it.
func (x *Recorder) selected(fr *paths.Frame, st *paths.State, s *ast.SelectStmt, c *ast.CommClause) (Step, bool) {
	step := Step{Node: s, Kind: stepSelect}
	if ch := gotypes.Received(c); ch != nil {
		step.timed = x.IsTimer(ch)
	}
	for _, other := range s.Body.List {
		other := other.(*ast.CommClause)
		ch := gotypes.Received(other)
		if ch == nil || x.IsSilent(ch) {
			continue
		}
		switch {
		case x.pkg.isDone(fr, ch):
			ctx := x.EndOf(fr, st, ch)
			if other == c {
				return Step{Node: c, Kind: StepDone, asked: known(ctx)}, true
			}
			if ctx == nil || x.EndsRounds(ctx) {
				step.Looks |= LooksContext
				step.asked = append(step.asked, known(ctx)...)
			}
		case other != c && !x.IsTimer(ch):
			step.Looks |= looksSignal
		case other != c:
			if v := x.pkg.timerOf(fr.Fn, ch); v != nil {
				step.timers = append(step.timers, v)
			}
		}
	}
	return step, step.Looks != 0 || len(step.timers) > 0
}

// timerOf is the variable or field that holds the timer whose channel an expression is, or the channel itself: nil if it is made in that
// very place, or goes on and on.
func (x *History) timerOf(fn ast.Node, ch ast.Expr) *types.Var {
	if x.Ticks(fn, ch) {
		return nil
	}
	ch = ast.Unparen(ch)
	if sel, ok := ch.(*ast.SelectorExpr); ok && sel.Sel.Name == "C" && gotypes.TypeIs(x.Info.TypeOf(sel.X), "time.Timer") {
		ch = sel.X
	}
	v, _ := x.objectOf(ch).(*types.Var)
	return v
}

// known is a list of a value, if there is one.
func known(v *sym.Value) []*sym.Value {
	if v == nil {
		return nil
	}
	return []*sym.Value{v}
}

// contextsOf are the contexts that a value is made of; not those that they were made from.
func contextsOf(v *sym.Value) []*sym.Value {
	if v == nil {
		return nil
	}
	if v.Typ != nil && gotypes.IsContext(v.Typ) {
		return []*sym.Value{v}
	}
	var out []*sym.Value
	for _, a := range v.Args {
		out = append(out, contextsOf(a)...)
	}
	return out
}

// isDone reports whether a channel is that of a context: ctx.Done(), or a variable that holds it.
func (x *History) isDone(fr *paths.Frame, ch ast.Expr) bool {
	switch ch := ast.Unparen(ch).(type) {
	case *ast.CallExpr:
		sel, ok := ast.Unparen(ch.Fun).(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Done" && gotypes.IsContext(x.Info.TypeOf(sel.X))
	case *ast.Ident:
		for _, rhs := range x.Assignments(fr.Fn)[x.Info.Uses[ch]] {
			if _, isCall := ast.Unparen(rhs).(*ast.CallExpr); isCall && x.isDone(fr, rhs) {
				return true
			}
		}
	}
	return false
}
