package unknowncode

import (
	"go/ast"
	"go/constant"
	"go/token"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// commented reports whether a comment stands on the line of a code, or on the one above or below. What documents a declaration speaks
// of the code only if it names it, or the address of a page that may.
func (x *finder) commented(code ast.Node, number string) bool {
	line := x.Fset.Position(code.Pos()).Line
	for _, f := range x.Files {
		if !gotypes.Within(code.Pos(), f) {
			continue
		}
		var doc *ast.CommentGroup
		if d := x.Enclosing(code); d != nil {
			doc = d.Doc
		}
		if doc != nil && strings.Contains(doc.Text(), "://") {
			return true
		}
		for _, g := range f.Comments {
			if x.Fset.Position(g.Pos()).Line <= line+1 && x.Fset.Position(g.End()).Line >= line-1 && (g != doc || strings.Contains(g.Text(), number)) {
				return true
			}
		}
	}
	return false
}

// spelledOut reports whether the condition that a comparison is part of compares with something that says what the code means as
// well: with a text, or with a constant or an error that has a name.
func (x *finder) spelledOut(n ast.Node) bool {
	cur, ok := x.Insp.Root().FindNode(n)
	if !ok {
		return false
	}
	var cond ast.Node
	for p := cur.Parent(); p.Node() != nil; p = p.Parent() {
		switch b := p.Node().(type) {
		case *ast.ParenExpr:
			continue
		case *ast.BinaryExpr:
			if b.Op == token.LAND || b.Op == token.LOR {
				cond = b
			}
			continue
		}
		break
	}
	if cond == nil {
		return false
	}
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.EQL {
			tv := x.Info.Types[b.Y]
			found = found || tv.Value != nil && tv.Value.Kind() == constant.String || x.IsNamed(b.Y)
		}
		return !found
	})
	return found
}

// actedOn reports whether the branch that a comparison leads to renews credentials: that says what the code means.
func (x *finder) actedOn(n ast.Node) bool {
	cur, ok := x.Insp.Root().FindNode(n)
	if !ok {
		return false
	}
	for p := range cur.Enclosing((*ast.IfStmt)(nil), (*ast.CaseClause)(nil)) {
		var body []ast.Stmt
		switch s := p.Node().(type) {
		case *ast.IfStmt:
			body = s.Body.List
		case *ast.CaseClause:
			body = s.Body
		}
		found := false
		for _, s := range body {
			ast.Inspect(s, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				found = found || ok && x.Renewal(gotypes.CalledName(call)) == domain.Renewed
				return !found
			})
		}
		return found
	}
	return false
}
