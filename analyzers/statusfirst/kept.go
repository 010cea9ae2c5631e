package statusfirst

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// keptAt finds out whether what is decoded is kept where it is decoded: in a field of what others see, or in all of it. Its type
// must have nothing that tells of a failure, which whoever reads it later could ask; nor may the function look at it.
func (h *handling) keptAt(p *index.Places, decl *ast.FuncDecl, d decoding, place ast.Expr) trust {
	v := h.owner(place)
	if v == nil || decl == nil || !h.outlives(decl, v) || !selects(place) {
		return trust{}
	}
	t := h.Info.TypeOf(place)
	if ptr, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if tells, fine := h.decodable(t, d.xml); !fine || tells {
		return trust{}
	}
	path := types.ExprString(place)
	for _, id := range p.Uses[v] {
		if id.Pos() < d.call.End() {
			continue
		}
		whole := outermost(p, id)
		if covers(types.ExprString(whole), path) && !h.returnsIt(p, whole) {
			return trust{}
		}
	}
	return trust{ok: true, stored: true}
}

// selects reports whether a place is a variable or a field, and no element.
func selects(e ast.Expr) bool {
	_, ok := root(e).(*ast.Ident)
	return ok
}

// outermost is all that is selected from a variable.
func outermost(p *index.Places, e ast.Expr) ast.Expr {
	for {
		switch u := p.Up(e).(type) {
		case *ast.SelectorExpr:
			e = u
		default:
			return e
		}
	}
}

// covers reports whether one of two selections is a part of the other.
func covers(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(b) > len(a) && b[:len(a)] == a && b[len(a)] == '.'
}

// returnsIt reports whether a part of what was decoded is returned, which looks at nothing.
func (h *handling) returnsIt(p *index.Places, e ast.Expr) bool {
	if call, ok := p.Up(e).(*ast.CallExpr); ok && ast.Unparen(call.Fun) == e {
		return false
	}
	var n ast.Node = e
	for {
		switch u := p.Up(n).(type) {
		case *ast.UnaryExpr, *ast.StarExpr:
			n = u
		case *ast.ReturnStmt:
			return !gotypes.IsError(h.Info.TypeOf(e))
		default:
			return false
		}
	}
}
