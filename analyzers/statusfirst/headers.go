package statusfirst

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// handsOn reports whether the headers of an answer are handed on to somebody else's, where nobody looks at them: those of the answer of a
// server that asks another one, as a rule.
func (h *handling) handsOn(headers *ast.SelectorExpr) bool {
	switch u := h.Up(headers).(type) {
	case *ast.SelectorExpr:
		if get, ok := h.Up(u).(*ast.CallExpr); ok && (u.Sel.Name == "Get" || u.Sel.Name == "Values") {
			set, ok := h.Up(get).(*ast.CallExpr)
			return ok && h.setsHeader(set) && slices.Contains(set.Args, ast.Expr(get))
		}
	case *ast.RangeStmt:
		return u.X == headers && h.copiesOnly(u.Body)
	case *ast.KeyValueExpr, *ast.CompositeLit: // beside the status and the content, or nobody goes on with what has it
		lit, field := h.fieldFor(headers)
		return field != nil && h.record.needs(lit)
	case *ast.CallExpr:
		fn := h.CalledFunc(u)
		return fn != nil && fn.FullName() == "maps.Copy" && len(u.Args) == 2 && u.Args[1] == headers
	}
	return false
}

// setsHeader reports whether a call sets a header.
func (h *handling) setsHeader(call *ast.CallExpr) bool {
	fn := h.CalledFunc(call)
	return fn != nil && (fn.FullName() == "(net/http.Header).Set" || fn.FullName() == "(net/http.Header).Add")
}

// copiesOnly reports whether a loop over headers does no more than to set others: it leaves the function on none of them, and keeps nothing.
func (h *handling) copiesOnly(body *ast.BlockStmt) bool {
	copies, other := false, false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt, *ast.FuncLit, *ast.IncDecStmt:
			other = true
		case *ast.BranchStmt:
			other = other || n.Tok != token.CONTINUE
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				at, ok := ast.Unparen(l).(*ast.IndexExpr)
				if ok && gotypes.TypeIs(h.Info.TypeOf(at.X), "net/http.Header") {
					copies = true
				} else {
					other = other || n.Tok != token.DEFINE
				}
			}
		case *ast.CallExpr:
			copies = copies || h.setsHeader(n)
		}
		return !other
	})
	return copies && !other
}
