package retry

import (
	"go/ast"
	"go/token"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

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
	Polls    bool     // what succeeds may go round as well
	Awaits   bool     // nothing else goes round, until an answer says that something has come about; a failure ends it
	Daemon   Silence  // why it is meant to go on for ever, if it is: nobody waits for its end
	Beside   bool     // its function is run beside the rest of the program, and nobody can be given an error
	Answered bool     // the attempt is known to be a request, or its status is looked at, it dials or asks a data base, or the round waits (and it is no parameter)
	Renewal  bool     // the round renews credentials
	Inner    *Inner   // what makes the attempt again as well, inside of the cycle; may be nil
	Inners   []Inner  // all of those, Inner the first
	Ignored  ast.Node // the call of a retrier's Next whose answer is dropped; may be nil
	Rounds   []Retry  // the failures that go round
	callers  map[ast.Node]ast.Node
}

// Of reports whether the cycle is the way back of a site.
func (c *Cycle) Of(s *Site) bool { return c.Node == s.Node && c.Attempt == s.Attempt }

// Endless reports whether it is certain that nothing ends the cycle while a request fails, and that nobody means it so.
func (c *Cycle) Endless() bool {
	return c.Bound.Kind == BoundNone && !c.Polls && c.Daemon.Reason == reasons.None && c.Answered
}

// LongestWait is the longest wait between two attempts of a cycle, where the engine can say it: all waits are known, and they stay the
// same, or what ends the cycle says how far they grow on. Those that were not gone through are taken to grow as the last ones did.
func (c *Cycle) LongestWait() (time.Duration, bool) {
	seen := delaysOf(c.Rounds, LibraryUse{})
	if len(seen) == 0 || slices.ContainsFunc(seen, func(d Delay) bool { return !d.Known || d.Told }) {
		return 0, false
	}
	last := seen[len(seen)-1].Most
	if len(seen) == 1 {
		return last, c.Bound.Attempts == 2
	}
	before := seen[len(seen)-2].Most
	if last <= before {
		return max(last, before), len(seen) > 2 || c.Bound.Attempts == 3
	}
	left := c.Bound.Attempts - 1 - len(seen)
	if c.Bound.Attempts == 0 || before <= 0 && left > 0 {
		return 0, false
	}
	for range left {
		if last > time.Hour {
			break
		}
		before, last = last, time.Duration(float64(last)/float64(before)*float64(last))
	}
	return last, true
}

// farAway is a number of attempts that no program means to make: a limit beyond it is none.
const farAway = 10000

// Cycles groups what was found by attempt and way back.
func (x *History) Cycles(found []Retry) []*Cycle {
	type id struct {
		attempt, via ast.Node
		entry        *ast.CallExpr
		path         sym.CallString // a helper may send for several that are in the same cycle: the request, and what renews its credentials
	}
	var out []*Cycle
	for _, rs := range grouped(spoken(found), func(r Retry) id { return id{r.Attempt, r.Via, r.entry, r.attemptPath.From(r.ViaPath)} }) {
		if c := x.cycle(rs); c != nil {
			out = append(out, c)
		}
	}
	x.nest(out)
	return x.shareCycles(out)
}

func (x *History) cycle(all []Retry) *Cycle {
	var rs, failing []Retry
	c := &Cycle{Node: all[0].Via, Attempt: all[0].Attempt, Entry: all[0].entry}
	c.Kind, _ = x.kindOf(&all[0])
	if c.Kind == domain.Once {
		if why := x.notOnceMore(all); why.Reason != reasons.None {
			x.drop(c.way(), why)
			return nil
		}
	}
	for _, r := range all {
		if !r.failing() && !x.notSwitched(&r) {
			c.Polls = true
			if !r.chosen() {
				continue
			}
		}
		failing = append(failing, r)
		if !r.between || r.renews() { // what comes after another request has put things right is no retry
			rs = append(rs, r)
		}
	}
	if len(failing) == 0 {
		x.drop(c.way(), because(reasons.SuccessToo, c.Node, "nothing is tried again here after the attempt failed"))
		x.awaitsState(*c, all)
		return nil
	}
	c.Func = x.FunctionOf(c.Node)
	if c.Bound = (Bound{Kind: BoundAttempts, Attempts: 2}); c.Kind != domain.Once {
		c.Bound = x.boundOf(c, rs)
	}
	told := x.tellsOfEnd(c)
	c.Daemon = x.goesOnForEver(c, told)
	c.Beside = x.beside(c, told)
	if fn := x.CalledFunc(c.Attempt); fn != nil {
		c.Answered = functions.Connects(fn.FullName())
	}
	for i := range rs {
		r := &rs[i]
		c.Answered = c.Answered || r.Proto != domain.ProtoOpaque || r.Path.Seen || r.Path.Wait != WaitNone && !x.IsParam(c.Func, x.Variable(c.Attempt.Fun))
		c.Renewal = c.Renewal || r.renews()
		if c.Test == nil {
			c.Test = r.Path.Test
		}
	}
	if !slices.ContainsFunc(all, func(r Retry) bool { return r.indifferent() && x.sleepsAnyway(r) }) { // between the rounds of its work
		c.Rounds = failing
		x.countTries(c)
	} else {
		x.awaitsState(*c, all)
	}
	if c.Bound.Kind == BoundNone {
		c.Ignored = x.droppedNext(c.Node)
	}
	return c
}

// awaitsState keeps a loop that asks for the same again until an answer says that something has come about, and ends then or when a request fails:
// no retry, but it waits as one does.
func (x *History) awaitsState(c Cycle, rs []Retry) {
	if c.Kind != domain.Loop || !x.left[leaving{c.Attempt, c.Node}] {
		return
	}
	for _, r := range rs {
		if r.between || r.faulty || r.local {
			continue
		}
		asked := slices.ContainsFunc(r.Assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepOutcome != 0 && !ofFailure(a.Cond) })
		if asked || r.Ctx && !r.later && r.answeredWell() { // what is asked of an answer is not always followed to where it is asked
			c.Rounds = append(c.Rounds, r)
		}
	}
	if len(c.Rounds) > 0 {
		c.Func, c.Awaits = x.FunctionOf(c.Node), true
		x.Awaiting = append(x.Awaiting, &c)
	}
}

// failing reports whether the attempt failed on the path: its error is not nil, its status is known to be no success, or its
// body was of no use.
func (r *Retry) failing() bool {
	switch {
	case r.Failed, r.spoilt:
		return true
	case !r.Path.Seen:
		return false
	case r.Proto == domain.ProtoGRPC:
		return !r.Path.Codes.Contains(0)
	}
	return len(r.Path.Provider) > 0 || !r.Path.Codes.Contains(200)
}

// chosen reports whether a path goes round because the program takes the status of the answer for one to try again with, by what nobody knows here:
// a list of its settings, say. That it may be the status of an answer which worked is no reason to think so.
func (r *Retry) chosen() bool {
	ofStatus := false
	for _, a := range r.Assume {
		if a.Cond.Deps&sym.DepOutcome == 0 { // the setting itself
			continue
		}
		if a.Cond.Any(func(v *sym.Value) bool { return v.InBody() || v.Typ != nil && gotypes.IsError(v.Typ) }) {
			return false
		}
		ofStatus = ofStatus || a.Cond.Any(func(v *sym.Value) bool { return v.Op == sym.OpStatus })
	}
	return ofStatus && !r.between
}

// notSwitched reports whether the answer that a dialer got is known to be no switch to another protocol, as of a web socket: that is what it is for, and
// any other answer, a 200 too, is a failure.
func (x *History) notSwitched(r *Retry) bool {
	fn := x.CalledFunc(r.Attempt)
	return fn != nil && r.Proto != domain.ProtoGRPC && r.Path.Seen && !r.Path.Codes.Contains(101) && x.Says(lexicon.Connects, fn.Name())
}

// indifferent reports whether the attempt worked, as far as anybody asked, and is made again all the same.
func (r *Retry) indifferent() bool {
	if r.Own != domain.No || r.failing() {
		return false
	}
	for _, f := range r.facts {
		if f.Cond.Deps&sym.DepOutcome != 0 && !sym.NilTest(f.Cond) {
			return false
		}
	}
	return !slices.ContainsFunc(r.Assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepOutcome != 0 })
}

// sleepsAnyway reports whether a path waits for a time between the two attempts, and not because something has failed in between. (What it
// receives on the way is its work.)
func (x *History) sleepsAnyway(r Retry) bool {
	sleeps := false
	var joins []*Step
	for s := r.Now; s != nil && s != r.Since; s = s.before {
		switch {
		case s.Kind == StepWait:
			sleeps = true
		case s.Kind == stepJoin:
			joins = append(joins, s)
		case s.Kind == StepTest && x.findsError(s) && !slices.ContainsFunc(joins, s.isOpposed):
			return false
		}
	}
	return sleeps
}

// isOpposed reports whether the path that was joined with one took a condition the other way.
func (s *Step) isOpposed(join *Step) bool {
	for o := join.other; o != nil; o = o.before {
		if o.Kind == StepTest && o.Node == s.Node {
			return o.Truth != s.Truth
		}
	}
	return false
}

// findsError reports whether a condition was passed that something has failed: it compares an error with nil.
func (x *History) findsError(s *Step) bool {
	b, ok := s.Node.(*ast.BinaryExpr)
	return ok && x.IsNilTest(b) && s.Truth == (b.Op == token.NEQ) && (gotypes.MayBeFailure(x.Info.TypeOf(b.X)) || gotypes.MayBeFailure(x.Info.TypeOf(b.Y)))
}

// renews reports whether the path answers a refusal by new credentials.
func (r *Retry) renews() bool {
	refused := codeset.Status(401).Union(codeset.Status(403))
	return r.Path.Renewed && !r.Path.Codes.Intersect(refused).Empty()
}
