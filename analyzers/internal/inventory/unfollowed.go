package inventory

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// untried are the calls of retry libraries in which nothing was seen to be sent again: what they call is not known, or fails for
// something that is no request.
func (l *lister) untried(seen []*retry.Candidate) []*retry.Candidate {
	var out []*retry.Candidate
	for _, c := range l.CallsOf(func(fn *types.Func) bool { _, ok := l.RetryFunc(fn); return ok }) {
		if slices.ContainsFunc(seen, func(s *retry.Candidate) bool { return s.Via == ast.Node(c.Call) }) {
			continue
		}
		out = append(out, &retry.Candidate{Way: retry.Way{Via: c.Call}, Kind: domain.Callback, Library: l.CalledFunc(c.Call).FullName(),
			Silences: []retry.Silence{{Reason: reasons.NothingSent, At: c.Call}}})
	}
	return out
}

// waiting are the loops of functions that were not gone through, which wait and call something that can fail: retries of what is no
// request, as far as the package shows.
func (l *lister) waiting() []*retry.Candidate {
	l.Ready()
	gone := map[ast.Node]bool{}
	for _, t := range l.Traces() {
		gone[t.Fn] = true
	}
	var out []*retry.Candidate
	for root := range l.Roots() {
		if root.Decl == nil || gone[root.Decl] {
			continue
		}
		for cur := range root.Preorder((*ast.ForStmt)(nil)) {
			loop := cur.Node()
			if fails, waits := l.failsAndWaits(loop); fails != nil && waits {
				out = append(out, &retry.Candidate{Way: retry.Way{Attempt: fails, Via: loop}, Proto: domain.ProtoOpaque, Silences: []retry.Silence{l.Unfollowed(root.Decl)}})
			}
		}
	}
	return out
}

// failsAndWaits is the first call in a loop that can fail, outside of function literals, and whether the loop waits.
func (l *lister) failsAndWaits(loop ast.Node) (fails *ast.CallExpr, waits bool) {
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr: // a timer or a ticker
			if n.Op == token.ARROW {
				waits = waits || l.IsTimer(n.X)
			}
		case *ast.CallExpr:
			fn := l.CalledFunc(n)
			if fn == nil {
				break
			}
			fi := l.Infos[fn.Origin()]
			pauses := fn.FullName() == "time.Sleep" || fi != nil && fi.Waits && !fi.Leaves
			waits = waits || pauses || fi != nil && fi.Waits
			if fails == nil && !pauses && gotypes.FailsLast(fn.Signature()) && !(fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path())) {
				fails = n
			}
		}
		return true
	})
	return fails, waits
}
