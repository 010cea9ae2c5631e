package inventory

import (
	"fmt"
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

// waiting are the loops of functions that were not gone through, or not to their end, which wait and call something that can fail:
// retries of what is no request, as far as was seen.
func (l *lister) waiting(seen []*retry.Candidate) []*retry.Candidate {
	l.Ready()
	traces := map[ast.Node]retry.Trace{}
	for _, t := range l.Traces() {
		traces[t.Fn] = t
	}
	var out []*retry.Candidate
	for root := range l.Roots() {
		if root.Decl == nil {
			continue
		}
		t, gone := traces[root.Decl]
		if gone && !t.Cut {
			continue
		}
		why := l.cut(root.Decl, t)
		if !gone {
			why = l.Unfollowed(root.Decl)
		}
		for cur := range root.Preorder((*ast.ForStmt)(nil)) {
			loop := cur.Node()
			if slices.ContainsFunc(seen, func(s *retry.Candidate) bool { return s.Via == loop }) {
				continue
			}
			if fails, waits := l.failsAndWaits(loop, !gone); fails != nil && waits {
				out = append(out, &retry.Candidate{Way: retry.Way{Attempt: fails, Via: loop}, Proto: domain.ProtoOpaque, Silences: []retry.Silence{why}})
			}
		}
	}
	return out
}

// cut says that a function was left before its end.
func (l *lister) cut(d *ast.FuncDecl, t retry.Trace) retry.Silence {
	return retry.Silence{Reason: reasons.StepsSpent, At: d.Name, Text: fmt.Sprintf("it was left after %d steps", t.Steps)}
}

// failsAndWaits is the first call in a loop that can fail, outside of function literals, and whether the loop waits: itself, or by what
// does nothing else, or, if deep, wherever what it calls waits.
func (l *lister) failsAndWaits(loop ast.Node, deep bool) (fails *ast.CallExpr, waits bool) {
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
				if sig := l.signature(n.Fun); fails == nil && sig != nil && gotypes.FailsLast(sig) { // of what it is given
					fails = n
				}
				break
			}
			fi := l.Infos[fn.Origin()]
			pauses := fn.FullName() == "time.Sleep" || fi != nil && fi.Waits && !fi.Leaves
			waits = waits || pauses || deep && fi != nil && fi.Waits
			if fails == nil && !pauses && gotypes.FailsLast(fn.Signature()) && !(fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path())) {
				fails = n
			}
		}
		return true
	})
	return fails, waits
}

// signature is that of a function value; nil of what is none.
func (l *lister) signature(e ast.Expr) *types.Signature {
	t := l.Info.TypeOf(e)
	if t == nil {
		return nil
	}
	sig, _ := t.Underlying().(*types.Signature)
	return sig
}
