package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A BoundKind says what ends a retrying.
type BoundKind uint8

const (
	BoundUnknown  BoundKind = iota // something that the engine cannot see into
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
	Elapsed  time.Duration // of BoundElapsed, where it is known
	Reason   string        // of BoundNone, what in the program says so, if it is not the absence of all else
}

// A Cycle is a way back from a failed attempt to the next one, and what happens on it. Other than of a Site, whose
// retry set must be certain, it is known of a Cycle only that some failures go round.
type Cycle struct {
	Kind     domain.Kind
	Node     ast.Node      // the loop, label, recursive call or library call
	Attempt  *ast.CallExpr // the call that is made again
	Entry    *ast.CallExpr // by which a caller gave it to the function that goes round; may be nil
	Func     ast.Node      // the function, declared or literal, that Node is in
	Test     ast.Node      // the last condition on the outcome; may be nil
	Bound    Bound
	Polls    bool // what succeeds may go round as well
	Daemon   bool // it is meant to go on for ever: nobody waits for its end
	Answered bool // the attempt is known to be a request, or its status is looked at, or the round waits (and it is no parameter)
	Renewal  bool // the round renews credentials
	Inner    *Inner        // what makes the attempt again as well, inside of the cycle; may be nil
	Ignored  ast.Node      // the call of a retrier's Next whose answer is dropped; may be nil
	rounds   []retry       // the failures that go round
	callers  map[ast.Node]ast.Node
}

// farAway is a number of attempts that no program means to make: a limit beyond it is none.
const farAway = 10000

// cycles groups what was found by attempt and way back.
func (x *history) cycles(found []retry) []*Cycle {
	type id struct {
		attempt, via ast.Node
		entry        *ast.CallExpr
		path         sym.CallString // a helper may send for several that are in the same cycle: the request, and what renews its credentials
	}
	groups := map[id][]retry{}
	var order []id
	for _, r := range found {
		k := id{r.attempt, r.via, r.entry, r.attemptPath.From(r.viaPath)}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], r)
	}
	var out []*Cycle
	for _, k := range order {
		if c := x.cycle(groups[k]); c != nil {
			out = append(out, c)
		}
	}
	x.nest(out)
	return x.shareCycles(out)
}

func (x *history) cycle(all []retry) *Cycle {
	var rs, failing []retry
	c := &Cycle{Kind: domain.Loop, Node: all[0].via, Attempt: all[0].attempt, Entry: all[0].entry}
	for _, r := range all {
		if !r.failing() {
			c.Polls = true
			continue
		}
		failing = append(failing, r)
		if !r.between || r.renews() { // what comes after another request has put things right is no retry
			rs = append(rs, r)
		}
	}
	if len(failing) == 0 {
		return nil
	}
	if call, ok := c.Node.(*ast.CallExpr); ok {
		c.Kind = domain.Recursion
		if _, ok := x.libraries[call]; ok {
			c.Kind = domain.Callback
		}
	}
	c.Func = x.FunctionOf(c.Node)
	c.Daemon = x.goesOnForEver(c)
	c.Bound = x.boundOf(c, rs)
	for i := range rs {
		r := &rs[i]
		c.Answered = c.Answered || r.proto != domain.ProtoOpaque || r.path.seen || r.path.Wait != WaitNone && !x.IsParam(c.Func, x.Variable(c.Attempt.Fun))
		c.Renewal = c.Renewal || r.renews()
		if c.Test == nil {
			c.Test = r.path.Test
		}
	}
	if !slices.ContainsFunc(all, func(r retry) bool { return r.indifferent() }) { // it sleeps between the rounds of its work, whatever becomes of it
		c.rounds = failing
	}
	if c.Bound.Kind == BoundNone {
		c.Ignored = x.droppedNext(c.Node)
	}
	return c
}

// failing reports whether the attempt failed on the path: its error is not nil, its status is known to be no success, or its
// body was of no use.
func (r *retry) failing() bool {
	switch {
	case r.failed, r.spoilt:
		return true
	case !r.path.seen:
		return false
	case r.proto == domain.ProtoGRPC:
		return !r.path.Codes.Contains(0)
	}
	return len(r.path.Provider) > 0 || !r.path.Codes.Contains(200)
}

// indifferent reports whether the attempt worked, as far as anybody asked, and is made again all the same.
func (r *retry) indifferent() bool {
	if r.own != domain.No || r.failing() {
		return false
	}
	for _, f := range r.facts {
		if f.Cond.Deps&sym.DepOutcome != 0 && !sym.NilTest(f.Cond) {
			return false
		}
	}
	return !slices.ContainsFunc(r.assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepOutcome != 0 })
}

// renews reports whether the path answers a refusal by new credentials.
func (r *retry) renews() bool {
	refused := codeset.Status(401).Union(codeset.Status(403))
	return r.path.Renewed && !r.path.Codes.Intersect(refused).Empty()
}

// boundOf is what ends the rounds of a cycle.
func (x *history) boundOf(c *Cycle, rs []retry) Bound {
	loop := x.GoesRound(c.Node)
	switch via := loop.(type) {
	case nil:
		return Bound{}
	case *ast.RangeStmt:
		return x.rangeBound(via)
	case *ast.CallExpr:
		if c.Kind == domain.Callback {
			if b, ok := x.bounds[via]; ok {
				return b
			}
			return Bound{Kind: BoundLibrary}
		}
	}
	if x.LooksAtContext(loop, c.Func) || loop != c.Node && x.LooksAtContext(c.Node, c.Func) {
		return Bound{Kind: BoundContext}
	}
	var looked looks
	var endless, bounded []*retry
	for i := range rs {
		r := &rs[i]
		for _, s := range append(passed(r.now, r.since), joined(r.now, r.since)...) {
			if looked |= s.looks; s.kind == stepDone {
				looked |= looksContext
			}
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
	count := x.CountOf(loop)
	switch {
	case looked&(looksContext|looksSignal) != 0:
		return Bound{Kind: BoundContext, Attempts: count}
	case count > 0:
		return Bound{Kind: BoundAttempts, Attempts: count}
	case len(endless) == 0 && looked&looksClock != 0:
		return Bound{Kind: BoundElapsed}
	case len(endless) == 0 && looked&looksUnknown != 0 || len(endless)+len(bounded) == 0:
		return Bound{}
	case len(endless) == 0:
		return Bound{Kind: BoundAttempts}
	}
	if slices.ContainsFunc(endless, func(e *retry) bool { return x.outlives(e) }) {
		for _, e := range endless {
			if !x.outlives(e) {
				continue
			}
			if !x.optional(e, endless, bounded) {
				c.Test = e.path.Test
				return Bound{Kind: BoundNone}
			}
		}
		return Bound{Kind: BoundOptional}
	}
	return Bound{Kind: BoundContext}
}

// outlives reports whether a path goes on when the context that the attempt is given has ended: there is none, or the
// failure that follows goes round like all others. An answer that is refused in spite of new credentials comes back at
// once, and a context ends that too late.
func (x *history) outlives(r *retry) bool {
	if !r.ctx || r.renews() && r.path.Wait == WaitNone {
		return true
	}
	if len(r.assume) > 0 {
		return false
	}
	switch r.proto {
	case domain.ProtoGRPC:
		return r.path.Codes.Contains(1) && r.path.Codes.Contains(4)
	case domain.ProtoOpaque:
		return r.failed
	}
	return !r.path.Codes.Intersect(codeset.TransportOnly()).Empty()
}

// steady reports whether the last two rounds of a path passed the same conditions with the same values: then nothing
// has changed that could make the next round different.
func (x *history) steady(r *retry) bool {
	now, before := x.tests(r, passed(r.now, r.since)), x.tests(r, passed(r.since, r.before))
	if len(now) != len(before) {
		return false
	}
	for i, s := range now {
		t := before[i]
		if s.node != t.node || s.truth != t.truth || s.read != t.read || s.looks&^looksOutcome != 0 {
			return false
		}
	}
	return true
}

// asksForCredential reports whether a condition asks whether there is a credential at all. After each renewal there is.
func (x *history) asksForCredential(cond ast.Node) bool {
	b, ok := cond.(*ast.BinaryExpr)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ && b.Op != token.GTR {
		return false
	}
	e := ast.Unparen(b.X)
	if c, ok := e.(*ast.CallExpr); ok && gotypes.CalledName(c) == "len" && len(c.Args) == 1 {
		e = ast.Unparen(c.Args[0])
	}
	name := ""
	switch e := e.(type) {
	case *ast.Ident:
		name = e.Name
	case *ast.SelectorExpr:
		name = e.Sel.Name
	}
	y := ast.Unparen(b.Y)
	tv := x.Info.Types[y]
	none := tv.IsNil() || tv.Value != nil && (tv.Value.ExactString() == `""` || tv.Value.ExactString() == "0")
	if lit, ok := y.(*ast.CompositeLit); ok {
		none = len(lit.Elts) == 0
	}
	return none && x.Says(lexicon.Credentials, name)
}

// tests are the conditions among the steps of a retry that can end it.
func (x *history) tests(r *retry, steps []*step) []*step {
	return slices.DeleteFunc(steps, func(s *step) bool {
		return s.kind == stepWait || s.kind == stepTest && (s.dropped || x.harmless(s.node) || r.renews() && x.asksForCredential(s.node))
	})
}

// optional reports whether an endless path took a condition that is not about the outcome other than a path that
// something ends did: the program has a setting for no bound. (It is none for a renewal that goes on with the other as well.)
func (x *history) optional(e *retry, endless, bounded []*retry) bool {
	own := passed(e.now, e.since)
	// The other path also passed something that this one did not, and that may have ended it.
	more := func(others []*step) bool {
		return slices.ContainsFunc(others, func(t *step) bool {
			return t.kind == stepSelect || t.kind == stepTest && !t.dropped && t.looks&looksOutcome == 0 && !x.harmless(t.node) &&
				!slices.ContainsFunc(own, func(s *step) bool { return s.node == t.node })
		})
	}
	for _, s := range own {
		if s.kind != stepTest || s.looks&looksOutcome != 0 || e.renews() && x.asksForCredential(s.node) {
			continue
		}
		opposite := func(t *step) bool { return t.node == s.node && t.truth != s.truth }
		if e.renews() && slices.ContainsFunc(endless, func(f *retry) bool { return slices.ContainsFunc(passed(f.now, f.since), opposite) }) {
			continue
		}
		if others := joined(e.now, e.since); slices.ContainsFunc(others, opposite) && more(others) {
			return true
		}
		for _, b := range bounded {
			if others := passed(b.now, b.since); slices.ContainsFunc(others, opposite) {
				return true
			}
		}
	}
	return false
}

// harmless reports whether nothing but a delay or a message depends on a condition.
func (x *history) harmless(test ast.Node) bool {
	if h, ok := x.idle[test]; ok {
		return h
	}
	h := x.isHarmless(test)
	x.idle[test] = h
	return h
}

func (x *history) isHarmless(test ast.Node) bool {
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
			if n.Cond == child && x.idleStmt(n.Body) && (n.Else == nil || x.idleStmt(n.Else)) {
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

// idleStmt reports whether a statement only waits, writes a message or computes a delay.
func (x *history) idleStmt(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.BlockStmt:
		return !slices.ContainsFunc(s.List, func(t ast.Stmt) bool { return !x.idleStmt(t) })
	case *ast.IfStmt:
		return x.idleStmt(s.Body) && (s.Else == nil || x.idleStmt(s.Else))
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return !ok || x.Says(lexicon.Idle, gotypes.CalledName(call))
	case *ast.AssignStmt:
		for _, l := range s.Lhs {
			t := x.Info.TypeOf(l)
			if id, ok := l.(*ast.Ident); !ok || t == nil || !gotypes.IsDuration(t) && !gotypes.IsString(t) && id.Name != "_" {
				return false
			}
		}
		return true
	}
	return false
}

// rangeBound is the number of rounds of a range.
func (x *history) rangeBound(s *ast.RangeStmt) Bound {
	t := x.Info.TypeOf(s.X)
	if t == nil {
		return Bound{}
	}
	switch t := t.Underlying().(type) {
	case *types.Chan, *types.Signature:
		return Bound{}
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
func (x *history) droppedNext(loop ast.Node) ast.Node {
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
