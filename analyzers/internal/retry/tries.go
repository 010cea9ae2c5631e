package retry

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Tries is how often at most the attempt is made, the first time included, if each time it fails so that a path is taken; 0 if the
// program may stop sooner, or if that is not known.
func (c *Cycle) Tries(p Path) int {
	most := 0
	for _, r := range c.Rounds {
		if r.tries < 2 || r.Path.Test != p.Test || !slices.EqualFunc(r.Path.Provider, p.Provider, ProviderCodes.ofOneCode) {
			continue
		}
		if r.most == 0 {
			return 0
		}
		most = max(most, r.most)
	}
	return most
}

// countTries notes how often the attempt of a cycle can be made by each of its paths.
func (x *History) countTries(c *Cycle) {
	for i := range c.Rounds {
		r := &c.Rounds[i]
		if len(r.Path.Provider) == 0 || r.tries < 2 {
			continue
		}
		times, by := x.timesOf(c, r)
		if times > 0 && !x.endsSooner(r, by) {
			r.most = times
		}
	}
}

// endsSooner reports whether a path, or one that was joined with it, passed a condition that may end the rounds before the count does: one that
// may say something else in another round.
func (x *History) endsSooner(r *Retry, count []ast.Expr) bool {
	before := Passed(r.Since, r.before)
	var same []ast.Node
	for _, s := range Passed(r.Now, r.Since) {
		if x.tellsRounds(r, s)&^looksOutcome == 0 && slices.ContainsFunc(before, func(t *Step) bool {
			return s.Kind == StepTest && s.Node == t.Node && s.Truth == t.Truth && s.read == t.read
		}) {
			same = append(same, s.Node)
		} else if x.asksMore(r, s, count) {
			return true
		}
	}
	return slices.ContainsFunc(joined(r.Now, r.before), func(s *Step) bool { return !slices.Contains(same, s.Node) && x.asksMore(r, s, count) })
}

// asksMore reports whether a step of a path is a condition on something else than the outcome, a context and the count, which may end it sooner.
func (x *History) asksMore(r *Retry, s *Step, count []ast.Expr) bool {
	asked := s.Node
	if cond, ok := asked.(ast.Expr); ok {
		asked = gotypes.Asked(cond)
	}
	if s.Kind == StepWait || asked != nil && slices.ContainsFunc(count, func(e ast.Expr) bool { return gotypes.Within(asked.Pos(), e) }) {
		return false
	}
	looked := x.tellsRounds(r, s) &^ LooksContext
	if s.Kind != StepTest {
		return looked != 0
	}
	return s.Node == nil || (looked != looksOutcome && s.Looks&LooksContext == 0 || looked&^looksOutcome != 0 || asksTable(s.Node)) && !x.harmless(s.Node)
}

// asksTable reports whether a condition reads an element, which may be counted for each code.
func asksTable(cond ast.Node) (found bool) {
	ast.Inspect(cond, func(n ast.Node) bool {
		_, is := n.(*ast.IndexExpr)
		found = found || is
		return !found
	})
	return found
}

// timesOf is how often the rounds of a cycle come to the attempt at most, whatever it returns, and which conditions say so; 0 if that is not
// known.
func (x *History) timesOf(c *Cycle, r *Retry) (times int, by []ast.Expr) {
	switch via := x.GoesRound(c.Node).(type) {
	case *ast.ForStmt:
		return x.CountTo(via, r.placeIn(via), c.Func)
	case *ast.RangeStmt:
		return c.Bound.Attempts, nil
	case *ast.CallExpr:
		if c.Kind == domain.Callback && c.Bound.Kind == BoundLibrary {
			return c.Bound.Attempts, nil
		}
	}
	return 0, nil
}
