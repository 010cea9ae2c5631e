package statusfirst

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// remade goes on with the body of an answer that is set to what was read of it: it is the same answer, whoever reads it next. The content
// comes to the assignment before the response does, as it was read of that; a body that is set to anything else is another answer.
func (h *handling) remade(a *ast.AssignStmt, body ast.Expr) bool {
	to := gotypes.SetBy(a, body)
	return to != nil && h.put[ast.Unparen(to)]
}

// puts notes that an assignment gives the content back to a response.
func (h *handling) puts(to, value ast.Expr) bool {
	sel, ok := ast.Unparen(to).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Body" || !gotypes.IsResponse(h.Info.TypeOf(sel.X)) {
		return false
	}
	if h.put == nil {
		h.put = map[ast.Expr]bool{}
	}
	h.put[value] = true
	return true
}

// trims reports whether a function of the standard library returns its first argument, or most of it.
func trims(fn *types.Func) bool {
	switch fn.FullName() {
	case "bytes.TrimSpace", "bytes.Trim", "bytes.TrimLeft", "bytes.TrimRight", "bytes.TrimPrefix", "bytes.TrimSuffix", "bytes.TrimFunc", "bytes.Clone", "bytes.ToValidUTF8",
		"strings.TrimSpace", "strings.Trim", "strings.TrimLeft", "strings.TrimRight", "strings.TrimPrefix", "strings.TrimSuffix", "strings.ToValidUTF8":
		return true
	}
	return false
}

// ofItself reports whether a variable is given what a function makes of it: body = trim(body).
func (h *handling) ofItself(value ast.Expr, v *types.Var) bool {
	call, ok := ast.Unparen(value).(*ast.CallExpr)
	return ok && slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return h.Variable(a) == v })
}
