package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// mostTellers are the functions that may tell each other what a server said.
const mostTellers = 3

// lostHints are the Retry-After that is read at c, in a function decl, if what is read gets to no wait, and the calls of functions that tell their
// callers what they have read, if what they tell does not.
func (x *finder) lostHints(c inspector.Cursor, decl *ast.FuncDecl, depth int) []*delay {
	if d := x.lostHint(c); d != nil && (d.Fate != hintLost || depth == mostTellers) {
		return []*delay{d}
	}
	fn, ok := x.Info.Defs[decl.Name].(*types.Func)
	if !ok || depth == 0 || !tellsCaller(fn) || !x.OnlyAnswers(fn) {
		return nil
	}
	var out []*delay
	for _, call := range x.callers(fn) {
		if in, ok := gotypes.EnclosingDecl(call); ok && in != decl && !x.silent(in) {
			out = append(out, x.lostHints(call, in, depth-1)...)
		}
	}
	return out
}

// tellsCaller reports whether a function returns a delay, a point in time, a number or a text first.
func tellsCaller(fn *types.Func) bool {
	results := fn.Signature().Results()
	return results.Len() > 0 && (isWhen(results.At(0).Type()) || gotypes.IsCount(results.At(0).Type()) || gotypes.IsString(results.At(0).Type()))
}

// lostHint is the Retry-After that is read at c, if what is read gets to no wait; else nil.
func (x *finder) lostHint(c inspector.Cursor) *delay {
	f := &flow.Fate{Here: true, Asks: x.endsBy, Answers: func(fn *types.Func) bool { return tellsCaller(fn) && x.OnlyAnswers(fn) }}
	x.Pass(c, f)
	d := &delay{Node: c.Node(), Fault: delayHintLost}
	switch {
	case f.Waited || f.Slept && (f.Kept || f.Answered):
		return nil
	case f.Slept:
		d.Fate = hintLost
	case f.Written:
		d.Fate = hintText
	}
	return d
}

// endsBy reports whether a comparison that asks whether a server said when to come back may end the retries where it did: who gives up then has
// heeded it. In a function that does nothing but answer, a comparison chooses the answer.
func (x *finder) endsBy(c inspector.Cursor) bool {
	if decl, ok := gotypes.EnclosingFunc(c).(*ast.FuncDecl); ok {
		if fn, ok := x.Info.Defs[decl.Name].(*types.Func); ok && x.OnlyAnswers(fn) {
			return false
		}
	}
	b := c.Node().(*ast.BinaryExpr)
	said := b.Op != token.EQL && b.Op != token.LEQ && b.Op != token.LSS
	if x.Info.Types[b.X].Value != nil {
		said = b.Op == token.NEQ || b.Op == token.LSS
	}
	for {
		switch up := c.Parent().Node().(type) {
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			said = !said
		case *ast.BinaryExpr:
			if up.Op != token.LAND && up.Op != token.LOR {
				return true
			}
		case *ast.IfStmt:
			if up.Cond != c.Node() {
				return true
			}
			if said {
				return leavesAnywhere(up.Body, true)
			}
			return leavesAnywhere(up.Body, false) || up.Else != nil && leavesAnywhere(up.Else, true)
		default:
			return true
		}
		c = c.Parent()
	}
}

// leavesAnywhere reports whether there is a jump in a statement, or a return as well.
func leavesAnywhere(s ast.Stmt, returns bool) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BranchStmt:
			found = true
		case *ast.ReturnStmt:
			found = found || returns
		}
		return !found
	})
	return found
}
