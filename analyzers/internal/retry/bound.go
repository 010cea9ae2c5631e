package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A BoundKind says what ends a retrying.
type BoundKind uint8

const (
	BoundUnseen   BoundKind = iota // not known: no path was followed for two rounds
	BoundUnknown                   // something that the engine cannot see into
	BoundNone                      // nothing
	BoundAttempts                  // a number of attempts, or a list that is gone through
	BoundElapsed                   // a deadline or a time limit
	BoundContext                   // a context, or another signal that is looked at
	BoundLibrary                   // a library's own limit
	BoundOptional                  // nothing, but only if a setting says so
)

// A Bound is what ends a retrying, of all the ways round the one that ends last.
type Bound struct {
	Kind     BoundKind
	Attempts int           // of BoundAttempts, BoundElapsed and BoundLibrary, where it is known; else 0
	Counted  bool          // a counter ends it as well, of which the limit may not be known
	Elapsed  time.Duration // of BoundElapsed, where it is known
	Each     time.Duration // of many attempts that take Elapsed: what is waited before each
	Jitter   bool          // something random is added to Each, so that Attempts are the most that there can be
	Vain     ast.Node      // of BoundNone, where a context is asked for its end that ends no rounds; may be nil
	Reason   string        // of BoundNone, what in the program says so, if it is not the absence of all else
}

// boundOf is what ends the rounds of a cycle.
func (x *History) boundOf(c *Cycle, rs []Retry) Bound {
	loop := x.GoesRound(c.Node)
	switch via := loop.(type) {
	case nil:
		return Bound{}
	case *ast.RangeStmt:
		if x.Ticks(x.FunctionOf(via), via.X) {
			break // for ever
		}
		return x.rangeBound(via)
	case *ast.CallExpr:
		if c.Kind == domain.Callback {
			return x.Libraries[via].bound()
		}
	}
	var looked looks
	var endless, bounded []*Retry
	round := x.Round(loop, x.FunctionOf(loop))
	for i := range rs {
		r := &rs[i]
		r.round = round
		for _, s := range append(Passed(r.Now, r.Since), joined(r.Now, r.Since)...) {
			looked |= x.tellsRounds(r, s)
		}
		if r.tries < 2 {
			continue
		}
		if x.steady(r) {
			endless = append(endless, r)
		} else {
			bounded = append(bounded, r)
		}
	}
	count, counted := x.CountOf(loop), false
	if len(endless) == 0 && len(bounded) > 0 {
		if f, ok := loop.(*ast.ForStmt); ok && count == 0 {
			count, counted = x.CountInBody(f, bounded[0].placeIn(f), c.Func)
		}
		counted = counted || !slices.ContainsFunc(bounded, func(r *Retry) bool { return !x.comesNearer(r) })
	}
	ends, vain := x.LooksAtContext(loop, c.Func)
	if loop != c.Node && !ends {
		ends, _ = x.LooksAtContext(c.Node, c.Func)
	}
	if ends {
		looked |= LooksContext
	}
	switch {
	case looked&(LooksContext|looksSignal) != 0:
		return Bound{Kind: BoundContext, Attempts: count, Counted: counted}
	case count > 0:
		return Bound{Kind: BoundAttempts, Attempts: count}
	case len(endless) == 0 && looked&looksClock != 0:
		return Bound{Kind: BoundElapsed}
	case len(endless) == 0 && looked&looksUnknown != 0 && slices.ContainsFunc(bounded, func(r *Retry) bool { return !x.counts(r) }):
		return Bound{Kind: BoundUnknown}
	case len(endless)+len(bounded) == 0 && x.onceOnly(rs):
		return Bound{Kind: BoundAttempts, Attempts: 2}
	case len(endless)+len(bounded) == 0:
		return Bound{}
	case len(endless) == 0:
		return Bound{Kind: BoundAttempts}
	}
	b := x.endlessBound(c, endless, bounded)
	if b.Kind == BoundNone {
		b.Vain = vain
	}
	return b
}

// Endless reports whether nothing ends the rounds of a loop, as far as the paths tell that were followed.
func (x *Recorder) Endless(via ast.Node) bool {
	if f, ok := via.(*ast.ForStmt); !ok || f.Cond != nil {
		return false
	}
	if x.pkg.Insp == nil { // for what importers are told nobody has made one; what asks whether there is one asks whether the package is judged
		if x.pkg.whole == nil {
			x.pkg.whole = inspector.New(x.pkg.Files)
		}
		x.pkg.Insp = x.pkg.whole
		defer func() { x.pkg.Insp = nil }()
	}
	var rs []Retry
	for _, r := range x.Retries {
		if r.Via == via {
			rs = append(rs, r)
		}
	}
	if len(rs) == 0 {
		return false
	}
	return x.pkg.boundOf(&Cycle{Kind: domain.Loop, Node: via, Attempt: rs[0].Attempt, Func: x.pkg.FunctionOf(via)}, rs).Kind == BoundNone
}

// placeIn is where in a loop the attempt is made, by itself or by a call that leads to it.
func (r *Retry) placeIn(loop ast.Node) token.Pos {
	for _, at := range append([]token.Pos{r.Attempt.Pos()}, r.attemptPath.From(r.ViaPath).Calls()...) {
		if gotypes.Within(at, loop) {
			return at
		}
	}
	return token.NoPos
}

// MadeIn reports whether the attempt is made in a node, such as in a function that a call is given, or by a call that leads to it from there.
func (r *Retry) MadeIn(n ast.Node) bool {
	return slices.ContainsFunc(append([]token.Pos{r.Attempt.Pos()}, r.attemptPath.From(r.ViaPath).Calls()...), func(at token.Pos) bool { return gotypes.Within(at, n) })
}

// endlessBound is what ends retries of which some were seen to go on: the context that ends them, a setting without which they would not, or
// nothing.
func (x *History) endlessBound(c *Cycle, endless, bounded []*Retry) Bound {
	b := Bound{Kind: BoundContext}
	for _, e := range endless {
		if !x.outlives(e) {
			continue
		}
		if !x.optional(e, endless, bounded) {
			c.Test = e.Path.Test
			return Bound{Kind: BoundNone}
		}
		b = Bound{Kind: BoundOptional}
	}
	return b
}

// outlives reports whether a path goes on when the context that the attempt is given has ended: there is none, or the
// failure that follows goes round like all others. An answer that is refused in spite of new credentials comes back at
// once, and a context ends that too late.
func (x *History) outlives(r *Retry) bool {
	if !r.Ctx || x.eachAnew(r, r.given) || r.renews() && (r.Path.Wait == WaitNone || r.locked) {
		return true
	}
	if len(r.Assume) > 0 {
		return false
	}
	switch r.Proto {
	case domain.ProtoGRPC:
		return r.Path.Codes.Contains(1) && r.Path.Codes.Contains(4)
	case domain.ProtoOpaque:
		return r.Failed
	}
	return !r.Path.Codes.Intersect(codeset.TransportOnly()).Empty()
}

// steady reports whether the last two rounds of a path passed the same conditions with the same values: then nothing
// has changed that could make the next round different.
func (x *History) steady(r *Retry) bool {
	now, before := x.tests(r, Passed(r.Now, r.Since)), x.tests(r, Passed(r.Since, r.before))
	if len(now) != len(before) {
		return false
	}
	for i, s := range now {
		t := before[i]
		if s.Node != t.Node || s.Truth != t.Truth || s.read != t.read || x.tellsRounds(r, s)&^looksOutcome != 0 {
			return false
		}
		if s.opaque != nil && (s.opaque != r.Attempt || r.Own == domain.No && !x.notSwitched(r) && !r.refused()) { // not what fails: a function that may say that it is enough
			return false
		}
	}
	return true
}

// counts reports whether the last two rounds of a path passed a condition that hides nothing, with another value in each: what else
// it passes may end it sooner.
func (x *History) counts(r *Retry) bool {
	return x.moves(r, func(now, before *Step) bool { return now.read != before.read })
}

// comesNearer reports whether the last round of a path has brought a number nearer to the one at which a condition ends the rounds.
func (x *History) comesNearer(r *Retry) bool {
	return x.moves(r, func(now, before *Step) bool { return now.Truth == before.Truth && now.nearerThan(before) })
}

// moves reports whether the last two rounds of a path passed a condition that hides nothing and has changed in some way.
func (x *History) moves(r *Retry, changed func(now, before *Step) bool) bool {
	now, before := x.tests(r, Passed(r.Now, r.Since)), x.tests(r, Passed(r.Since, r.before))
	return slices.ContainsFunc(now, func(s *Step) bool {
		return s.Kind == StepTest && s.Looks == 0 && slices.ContainsFunc(before, func(t *Step) bool { return s.Node == t.Node && changed(s, t) })
	})
}

// nearerThan reports whether the two numbers of a condition are nearer to what would make it true, or false, than they were.
func (s *Step) nearerThan(t *Step) bool {
	if s.sides[0] == nil || t.sides[0] == nil {
		return false
	}
	grown := func(side, other int) int64 {
		now, was := s.sides[side], t.sides[side]
		if s.sides[other] != t.sides[other] || now.Op != sym.OpInt || was.Op != sym.OpInt {
			return 0
		}
		return now.Int - was.Int
	}
	return grown(0, 1) > grown(1, 0)
}

// returnedBy reports whether a condition asks for the error that a call returned, or a function of the package in which that was made.
func (x *History) returnedBy(cond, by ast.Node) bool {
	e, ok := cond.(ast.Expr)
	if !ok || by == nil {
		return false
	}
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	d, err := x.Enclosing(cond), x.Variable(b.X)
	return d != nil && err != nil && slices.ContainsFunc(x.Assignments(d)[err], func(rhs ast.Expr) bool {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok || ast.Node(call) == by {
			return ok
		}
		fn := x.CalledFunc(call)
		return fn != nil && x.Decls[fn.Origin()] != nil && gotypes.Within(by.Pos(), x.Decls[fn.Origin()])
	})
}

// asksForCredential reports whether a condition asks whether there is a credential at all. After each renewal there is.
func (x *History) asksForCredential(cond ast.Node) bool {
	e, ok := cond.(ast.Expr)
	if !ok {
		return false
	}
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ && b.Op != token.GTR {
		return false
	}
	e = ast.Unparen(b.X)
	if c, ok := e.(*ast.CallExpr); ok && gotypes.CalledName(c) == "len" && len(c.Args) == 1 {
		e = ast.Unparen(c.Args[0])
	}
	of, _ := x.Denoted(e).(*types.Var)
	y := ast.Unparen(b.Y)
	tv := x.Info.Types[y]
	none := tv.IsNil() || tv.Value != nil && (tv.Value.ExactString() == `""` || tv.Value.ExactString() == "0")
	if lit, ok := y.(*ast.CompositeLit); ok {
		none = len(lit.Elts) == 0
	}
	return none && of != nil && x.IsKey(of)
}

// refused reports whether the status of the answer is known, and is no success.
func (r *Retry) refused() bool { return r.Path.Seen && len(r.Path.Provider) == 0 && r.failing() }

// tests are the conditions among the steps of a retry that can end it.
func (x *History) tests(r *Retry, steps []*Step) []*Step {
	return slices.DeleteFunc(steps, func(s *Step) bool {
		return s.Kind == StepWait || s.Kind == StepTest && (s.dropped || s.ready || x.harmless(s.Node) || x.postpones(s) || x.clockOfRound(r, s) || r.renews() && (s.renewal || x.returnedBy(s.Node, r.by) || x.asksForCredential(s.Node)))
	})
}

// optional reports whether an endless path took a condition that is not about the outcome other than a path that
// something ends did: the program has a setting for no bound. (It is none for a renewal that goes on with the other as well.)
func (x *History) optional(e *Retry, endless, bounded []*Retry) bool {
	own := Passed(e.Now, e.Since)
	// The other path also passed something that this one did not, and that may have ended it.
	more := func(others []*Step) bool {
		return slices.ContainsFunc(others, func(t *Step) bool {
			return t.Kind == stepSelect || t.Kind == StepTest && !t.dropped && t.Looks&looksOutcome == 0 && !x.harmless(t.Node) && !x.asksMachine(t.Node) &&
				!slices.ContainsFunc(own, func(s *Step) bool { return s.Node == t.Node })
		})
	}
	for _, s := range own {
		if s.Kind != StepTest || s.Looks&looksOutcome != 0 || e.renews() && x.asksForCredential(s.Node) {
			continue
		}
		if x.aloof(s.Node, own) {
			continue
		}
		opposite := func(t *Step) bool { return t.Node == s.Node && t.Truth != s.Truth }
		if e.renews() && slices.ContainsFunc(endless, func(f *Retry) bool { return slices.ContainsFunc(Passed(f.Now, f.Since), opposite) }) {
			continue
		}
		if others := joined(e.Now, e.Since); slices.ContainsFunc(others, opposite) && more(others) {
			return true
		}
		for _, b := range bounded {
			if others := Passed(b.Now, b.Since); slices.ContainsFunc(others, opposite) {
				return true
			}
		}
	}
	return false
}

// asksMachine reports whether a condition asks for an error that functions of the standard library alone return, of what they make on the machine
// itself: that something could not be encoded ends no rounds which it has not ended before.
func (x *History) asksMachine(cond ast.Node) bool {
	e, ok := cond.(ast.Expr)
	if !ok {
		return false
	}
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || !gotypes.IsNil(x.Info, b.Y) {
		return false
	}
	d, err := x.Enclosing(cond), x.Variable(b.X)
	if d == nil || err == nil || !gotypes.IsError(err.Type()) {
		return false
	}
	made := x.Assignments(d)[err]
	return len(made) > 0 && !slices.ContainsFunc(made, func(rhs ast.Expr) bool {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok {
			return true
		}
		fn := x.CalledFunc(call)
		return fn == nil || !functions.Encodes(fn.FullName()) && !functions.FailsByItself(fn.FullName())
	})
}

// harmless reports whether nothing but a delay, a message or a header depends on a condition.
func (x *History) harmless(test ast.Node) bool {
	if h, ok := x.idle[test]; ok {
		return h
	}
	h := x.isHarmless(test)
	x.idle[test] = h
	return h
}

func (x *History) isHarmless(test ast.Node) bool {
	cur, ok := x.Insp.Root().FindNode(test)
	if !ok {
		return false
	}
	child := test
	for p := cur.Parent(); p.Node() != nil; p = p.Parent() {
		switch n := p.Node().(type) {
		case *ast.ParenExpr, *ast.BinaryExpr, *ast.UnaryExpr:
			child = p.Node()
			continue
		case *ast.IfStmt:
			if n.Cond == child && x.idleStmt(n.Body, n.Cond) && (n.Else == nil || x.idleStmt(n.Else, n.Cond)) {
				return true
			}
		}
		break
	}
	sig := x.SignatureOf(x.FunctionOf(test))
	if sig == nil || sig.Results().Len() == 0 {
		return false
	}
	for i := range sig.Results().Len() {
		if !gotypes.IsDuration(sig.Results().At(i).Type()) {
			return false
		}
	}
	return true
}

// fillsIn reports whether a call puts something into a request: a header, a parameter, a credential.
func (x *History) fillsIn(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	if fn == nil || fn.Signature().Recv() == nil || fn.Signature().Results().Len() > 0 {
		return false
	}
	switch of, _ := functions.CutName(fn.FullName()); of {
	case "(net/http.Header)", "(net/url.Values)", "(*net/http.Request)":
		return true
	}
	return false
}

// rangeBound is the number of rounds of a range.
func (x *History) rangeBound(s *ast.RangeStmt) Bound {
	t := x.Info.TypeOf(s.X)
	if t == nil {
		return Bound{Kind: BoundUnknown}
	}
	switch t := t.Underlying().(type) {
	case *types.Chan, *types.Signature:
		return Bound{Kind: BoundUnknown}
	case *types.Basic:
		n, _ := gotypes.IntConstant(x.Info, s.X)
		return Bound{Kind: BoundAttempts, Attempts: int(n)}
	case *types.Array:
		return Bound{Kind: BoundAttempts, Attempts: int(t.Len())}
	}
	if lit, ok := ast.Unparen(s.X).(*ast.CompositeLit); ok {
		return Bound{Kind: BoundAttempts, Attempts: len(lit.Elts)}
	}
	return Bound{Kind: BoundAttempts}
}

// droppedNext is the call, in a loop, of a retrier's Next as a statement: its answer, whether there is another try, is
// not looked at.
func (x *History) droppedNext(loop ast.Node) ast.Node {
	var found ast.Node
	ast.Inspect(loop, func(n ast.Node) bool {
		s, ok := n.(*ast.ExprStmt)
		if !ok || found != nil {
			return found == nil
		}
		call, ok := s.X.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !x.Says(lexicon.GivesOut, sel.Sel.Name) || x.Info.Selections[sel] == nil {
			return true
		}
		r := x.Info.Selections[sel].Obj().Type().(*types.Signature).Results()
		if recv := gotypes.Named(x.Info.Selections[sel].Recv()); r.Len() == 1 && gotypes.IsBool(r.At(0).Type()) && recv != nil && x.Says(lexicon.Retriers, recv.Obj().Name()) {
			found = call
		}
		return true
	})
	return found
}
