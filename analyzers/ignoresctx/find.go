package ignoresctx

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A finder looks for waits that ignore contexts in one package.
type finder struct{ *site.Package }

// A wait is a wait between two attempts that goes on after the context in scope has ended.
type wait struct {
	Node    ast.Node      // the wait, or the call of the function that waits
	Context string        // how the program writes the context; of a break its label
	Root    *types.Var    // the variable that Context begins with
	Hiding  types.Object  // what has the name of Root at Node, if that is not Root itself
	Plain   bool          // Node can write it so, and it is a variable or a request's
	Func    ast.Node      // the function that both are in
	Amount  ast.Expr      // how long Node itself waits; nil if it is a function that does so
	Replace *replacement  // how to end the wait with the context; may be nil
	Break   bool          // Node is a break that leaves but the select
	Library bool          // Node is the call of what calls the attempt again, and waits
	GoesOn  bool          // Node is a clause of a select behind which the round goes on
	Given   *ast.CallExpr // gives the function that goes round a function literal to try, where Context is in scope; may be nil
}

// Waits up to this are over before anyone misses the context; where the round looks at the context as well, or the attempt is
// given it, all that a longer one costs is to notice its end that much later.
const (
	shortWait   = 250 * time.Millisecond
	givenWait   = 500 * time.Millisecond
	checkedWait = time.Second
)

// sinceLast matches the time that has passed since something: what a pacer takes off its interval.
func sinceLast(v *sym.Value) bool { return v.Op == sym.OpCall && v.Name == "time.Since" }

// A fault is what a cycle does although a context has ended.
type fault struct {
	Cycle   *retry.Cycle
	Waits   []wait
	Why     retry.Silence // why there are none
	Blind   *ast.FuncDecl // a predicate that lets the failure of a context go round; may be nil
	BlindAt ast.Node      // the last condition taken in it
}

// find finds what cycles do although the context in scope has ended.
func find(p *site.Package, cycles []*retry.Cycle) []fault {
	return (&finder{p}).contextFaults(cycles)
}

// contextFaults are what the cycles of a package do although the context in scope has ended.
func (x *finder) contextFaults(cycles []*retry.Cycle) []fault {
	var out []fault
	for _, c := range cycles {
		f := fault{Cycle: c, Why: retry.Silence{Reason: reasons.WaitEnds}}
		if x.Partial(c) {
			f.Why = retry.Silence{Reason: reasons.StepsSpent, At: c.Node}
		}
		for i := range c.Rounds {
			r := &c.Rounds[i]
			waits := x.contextWaits(cycles, c, r, &f.Why)
			if f.Blind == nil && len(waits) > 0 {
				f.Blind, f.BlindAt = x.blindPredicate(r)
			}
			for _, w := range waits {
				if !slices.ContainsFunc(f.Waits, func(v wait) bool { return v.Node == w.Node }) {
					f.Waits = append(f.Waits, w)
				}
			}
		}
		out = append(out, f)
	}
	return out
}

// contextWaits are the waits of a round that go on after the context has ended. Why others are none is left in why.
func (x *finder) contextWaits(all []*retry.Cycle, c *retry.Cycle, r *retry.Retry, why *retry.Silence) []wait {
	var out []wait
	checked := c.Awaits && r.Ctx // the attempt fails once it has ended
	steps := retry.Passed(r.Now, r.Since)
	for _, s := range steps {
		checked = checked || s.Looks&retry.LooksContext != 0
	}
	for i, s := range steps {
		switch s.Kind {
		case retry.StepWait:
			if s.Wait.Amount != nil && s.Wait.Amount.Any(sinceLast) {
				*why = retry.Silence{Reason: reasons.PacesAll, At: s.Node}
				continue
			}
			if _, library := x.Libraries[callOf(s.Node)]; library && (checked || !x.failsOn(r)) {
				continue // the attempt ends it
			}
			limit := shortWait
			switch {
			case checked:
				limit = checkedWait
			case r.Ctx:
				limit = givenWait
			}
			if d, ok := x.longest(c, r, s); ok && d <= limit {
				*why = retry.Silence{Reason: reasons.ShortWait, At: s.Node, Text: "it waits " + d.String() + ", and up to " + limit.String() + " nobody misses the context"}
				continue
			}
			if x.isInner(all, r, s) {
				*why = retry.Silence{Reason: reasons.WaitsInside, At: s.Node}
				continue
			}
			if r.Detached() {
				*why = retry.Silence{Reason: reasons.CutOff, At: s.Node}
				continue
			}
			if w, ok := x.contextWaitOn(r, append([]*retry.Step{s}, r.Beside(s)...)); ok {
				out = append(out, w)
			} else {
				*why = retry.Silence{Reason: reasons.NoContext, At: s.Node}
			}
		case retry.StepDone:
			if w, ok := x.goesOn(r, s, steps[:i]); ok {
				out = append(out, w)
			}
		}
	}
	return out
}

// longest is how long a wait lasts, or will in the last of the rounds if it grows.
func (x *finder) longest(c *retry.Cycle, r *retry.Retry, s *retry.Step) (time.Duration, bool) {
	a := s.Wait.Amount
	if a != nil && a.Op == sym.OpInt && r.Path.Wait != retry.WaitGrowing {
		return time.Duration(a.Int), true
	}
	most, cut := x.ceiling(s.Node)
	if a != nil && a.Op == sym.OpInt {
		if d, ok := c.LongestWait(); ok && (!cut || d < most) {
			return d, true
		}
	}
	return most, cut
}

func callOf(n ast.Node) *ast.CallExpr {
	call, _ := n.(*ast.CallExpr)
	return call
}

// failsOn reports whether a round certainly goes on after its context has ended: the attempt is given that, then fails at once, and is
// made again for it.
func (x *finder) failsOn(r *retry.Retry) bool {
	return r.Ctx && r.Failed && len(r.Assume) == 0 && !r.Path.Codes.Intersect(domain.NonStatus).Empty()
}

// contextWaitOn is what contextWait picks on the first of some paths through a wait that have a context there.
func (x *finder) contextWaitOn(r *retry.Retry, steps []*retry.Step) (w wait, ok bool) {
	for _, s := range steps {
		if w, ok = x.contextWait(r, s); ok {
			break
		}
	}
	return w, ok
}

// contextWait picks the context that a wait should end with: the innermost of those between the wait and the function
// that goes round. One that was made for a single attempt is none.
func (x *finder) contextWait(r *retry.Retry, s *retry.Step) (wait, bool) {
	var chain []ast.Node    // the functions from the wait to the one that goes round
	var given *ast.CallExpr // of that one, with a function literal that makes the attempt: the contexts there are those of the attempt
	var giver ast.Node
	for f := s.Wait.Frame; f != nil; f = f.Caller {
		if chain = append(chain, f.Fn); gotypes.Within(r.Via.Pos(), f.Fn) {
			if f.Call != nil && f.Caller != nil && r.MadeIn(f.Call) && !x.aside(f.Call) {
				given, giver = f.Call, f.Caller.Fn
			}
			break
		}
	}
	for _, c := range s.Wait.Ctx {
		if !slices.Contains(chain, c.Fn) && c.Fn != giver {
			continue
		}
		if c.Made != nil && (gotypes.Within(c.Root.Pos(), r.Via) || x.forAttempt(r, c.Made, chain)) {
			continue
		}
		w := wait{Node: c.At, Context: c.Text, Root: c.Root, Func: c.Fn}
		_, w.Library = x.Libraries[callOf(c.At)]
		if c.At == s.Node {
			w.Amount = gotypes.AmountOf(s.Node)
		}
		if seen := x.seenAt(c.Root.Name(), c.At.Pos()); seen == c.Root {
			w.Plain = c.Self
		} else if c.Root.Pkg() == x.Pkg { // the variable of another package has that one's name before it
			w.Hiding = seen
		}
		if w.Replace = x.replace(w); c.Fn == giver {
			w.Node, w.Given, w.Replace = s.Node, given, nil
		}
		return w, true
	}
	return wait{}, false
}

// aside reports whether a call is made by a go or a defer statement, and so outlives the work of the function around it.
func (x *finder) aside(call *ast.CallExpr) bool {
	cur, ok := x.Insp.Root().FindNode(call)
	if !ok {
		return true
	}
	switch cur.Parent().Node().(type) {
	case *ast.GoStmt, *ast.DeferStmt:
		return true
	}
	return false
}

// isInner reports whether a wait is one between other attempts: it is in a loop inside of the rounds that makes them again. Whoever goes round
// there is to mind the context.
func (x *finder) isInner(all []*retry.Cycle, r *retry.Retry, s *retry.Step) bool {
	at := s.Node
	for f := s.Wait.Frame; f != nil; f = f.Caller {
		outermost := gotypes.Within(r.Via.Pos(), f.Fn)
		if slices.ContainsFunc(all, func(c *retry.Cycle) bool {
			_, recursive := c.Node.(*ast.CallExpr)
			return !recursive && c.Func == f.Fn && c.Attempt != r.Attempt && gotypes.Within(at.Pos(), c.Node) &&
				!gotypes.Within(r.Via.Pos(), c.Node) && !gotypes.Within(r.Attempt.Pos(), c.Node)
		}) {
			return true
		}
		if outermost || f.Call == nil {
			return false
		}
		at = f.Call
	}
	return false
}

// blindPredicate is the function that lets a path go round although the context may be what ended the attempt: it is
// asked whether to retry an error, answers yes for all errors that it does not name, and names none of a context's. It
// returns the last condition that the path took in it.
func (x *finder) blindPredicate(r *retry.Retry) (*ast.FuncDecl, ast.Node) {
	if !r.Ctx || !r.Failed || r.Path.Codes.Intersect(domain.NonStatus).Empty() {
		return nil, nil
	}
	var pred *ast.FuncDecl
	var last ast.Node
	for _, s := range retry.Passed(r.Now, r.Since) {
		if s.Looks&retry.LooksContext != 0 {
			return nil, nil
		}
		if s.Kind != retry.StepTest {
			continue
		}
		d := x.Enclosing(s.Node)
		if d == nil || gotypes.Within(r.Via.Pos(), d) || !x.judgesErrors(d) || pred != nil && d != pred {
			continue
		}
		if pred == nil {
			pred, last = d, s.Node
		}
		if !s.Truth && x.asksForKind(s.Node) || x.IsNilTest(s.Node) {
			continue
		}
		return nil, nil
	}
	if pred == nil || x.namesContext(pred) || x.namesContext(x.FunctionOf(r.Via)) {
		return nil, nil
	}
	return pred, last
}

// judgesErrors reports whether a function takes an error and answers yes or no first.
func (x *finder) judgesErrors(d *ast.FuncDecl) bool {
	sig := x.SignatureOf(d)
	if sig == nil || sig.Results().Len() == 0 || !gotypes.IsBool(sig.Results().At(0).Type()) || !x.Says(lexicon.Retries, d.Name.Name) {
		return false
	}
	for i := range sig.Params().Len() {
		if gotypes.IsError(sig.Params().At(i).Type()) {
			return true
		}
	}
	return false
}

// asksForKind reports whether a condition is errors.As or errors.Is, or what a type assertion says.
func (x *finder) asksForKind(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := gotypes.CalledName(n)
		return name == "As" || name == "Is" || name == "AsType"
	case *ast.Ident:
		return gotypes.IsBool(x.Info.TypeOf(n))
	}
	return false
}

// namesContext reports whether a function looks for the errors of a context.
func (x *finder) namesContext(fn ast.Node) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			switch sel.Sel.Name {
			case "Canceled", "DeadlineExceeded", "Err", "Done", "Timeout", "Temporary":
				found = true
			}
		}
		return !found
	})
	return found
}

// seenAt is what a name stands for at a place.
func (x *finder) seenAt(name string, pos token.Pos) types.Object {
	_, obj := x.Pkg.Scope().Innermost(pos).LookupParent(name, pos)
	return obj
}

// forAttempt reports whether a context was made on the way round, by a call: for a single attempt, after which it has ended or
// soon will. chain are the functions from the wait to the one that goes round.
func (x *finder) forAttempt(r *retry.Retry, made ast.Node, chain []ast.Node) bool {
	if gotypes.Within(made.Pos(), r.Via) {
		return true
	}
	fn := x.FunctionOf(made)
	if i := slices.Index(chain, fn); i >= 0 && i < len(chain)-1 {
		return true // called on the way round
	}
	switch via := r.Via.(type) {
	case *ast.LabeledStmt:
		return fn == x.FunctionOf(via) && made.Pos() > via.Pos()
	case *ast.CallExpr:
		_, library := x.Libraries[via]
		return !library && fn == x.FunctionOf(via) // the function calls itself
	}
	return false
}
