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
		if times > 0 && x.steadyBut(r, LooksContext, by) && !slices.ContainsFunc(joined(r.Now, r.before), func(s *Step) bool { return x.asksMore(s, by) }) {
			r.most = times
		}
	}
}

// asksMore reports whether a step, of a path that was joined with a retry's, is a condition on something else than the outcome, a context and
// the count.
func (x *History) asksMore(s *Step, count []ast.Expr) bool {
	return s.Kind == StepTest && s.Looks&^LooksContext != looksOutcome && !x.harmless(s.Node) &&
		!slices.ContainsFunc(count, func(e ast.Expr) bool { return gotypes.Within(s.Node.Pos(), e) })
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
