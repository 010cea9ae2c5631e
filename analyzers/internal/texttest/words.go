package texttest

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// onlyWords reports whether the arms of an if come to the same place with nothing but messages on the way: what is chosen are words then.
func (d *decision) onlyWords(s *ast.IfStmt) bool {
	var other string
	switch e := s.Else.(type) {
	case nil:
		other = d.next(s)
	case *ast.BlockStmt:
		other = d.reach(e.List, e)
	default:
		return false
	}
	return d.reach(s.Body.List, s.Body) == other
}

// onlyWordsOf is the same of a clause of a switch, and of what is done where none is right.
func (d *decision) onlyWordsOf(c *ast.CaseClause) bool {
	block, ok := d.Up(c).(*ast.BlockStmt)
	if !ok || c.List == nil {
		return false
	}
	other := d.next(d.Up(block))
	for _, s := range block.List {
		if def, ok := s.(*ast.CaseClause); ok && def.List == nil {
			other = d.reach(def.Body, def)
		}
	}
	return d.reach(c.Body, c) == other
}

// reach is where statements come to behind messages, written so that the same place is the same text: the end of a round, a way out of
// the function with the same results, or a statement that does something. around is what the statements are the body of.
func (d *decision) reach(list []ast.Stmt, around ast.Node) string {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.EmptyStmt:
			continue
		case *ast.ExprStmt:
			if d.says(s.X) {
				continue
			}
		case *ast.ReturnStmt:
			results := make([]string, len(s.Results))
			for i, e := range s.Results {
				results[i] = d.written(e)
			}
			return "return " + strings.Join(results, ", ")
		case *ast.BranchStmt:
			if s.Label == nil && (s.Tok == token.CONTINUE || s.Tok == token.BREAK) {
				return d.leaves(s)
			}
		}
		return fmt.Sprint("at ", s.Pos())
	}
	return d.next(around)
}

// written is an expression as text, with what a struct that is written out has in its fields, words aside.
func (d *decision) written(e ast.Expr) string {
	lit := literalOf(e)
	if lit == nil {
		if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
			if kind := d.madeBy(call, 0); kind != "" {
				return types.ExprString(call.Fun) + " " + kind
			}
		}
		return types.ExprString(e)
	}
	parts := []string{types.ExprString(e)}
	for _, el := range lit.Elts {
		v := el
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			v = kv.Value
		}
		if t, ok := d.Info.TypeOf(v).(*types.Basic); !ok || t.Info()&types.IsString == 0 {
			parts = append(parts, types.ExprString(el))
		}
	}
	return strings.Join(parts, " ")
}

// literalOf is what is written out in an expression, or the address of which it takes; nil if there is none.
func literalOf(e ast.Expr) *ast.CompositeLit {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = ast.Unparen(u.X)
	}
	lit, _ := e.(*ast.CompositeLit)
	return lit
}

// leaves is where a break or a continue without a label leads to.
func (d *decision) leaves(s *ast.BranchStmt) string {
	for n := d.Up(s); n != nil; n = d.Up(n) {
		switch n.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return ""
		case *ast.ForStmt, *ast.RangeStmt:
			if s.Tok == token.CONTINUE {
				return fmt.Sprint("again ", n.Pos())
			}
			return d.next(n)
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if s.Tok == token.BREAK {
				return d.next(n)
			}
		}
	}
	return ""
}

// next is where the end of a statement comes to.
func (d *decision) next(n ast.Node) string {
	switch up := d.Up(n).(type) {
	case *ast.BlockStmt:
		return d.behind(up.List, n, up)
	case *ast.CaseClause:
		return d.behind(up.Body, n, up)
	case *ast.CommClause:
		return d.behind(up.Body, n, up)
	case *ast.IfStmt, *ast.LabeledStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		return d.next(up)
	case *ast.ForStmt, *ast.RangeStmt:
		return fmt.Sprint("again ", up.Pos())
	}
	return "return "
}

// behind is where the statements come to that stand behind one in a list, around being what they are the body of.
func (d *decision) behind(list []ast.Stmt, n, around ast.Node) string {
	i := slices.IndexFunc(list, func(s ast.Stmt) bool { return s == n })
	if i < 0 { // a clause, which is behind no other
		return d.next(around)
	}
	return d.reach(list[i+1:], around)
}

// says reports whether an expression does nothing but write a message, maybe by the last of a chain of calls.
func (d *decision) says(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if d.Says(lexicon.Says, gotypes.CalledName(call)) {
		return true
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && d.says(sel.X)
}

// worded reports whether a variable is read by nothing but what writes messages, behind a place.
func (d *decision) worded(e ast.Expr, behind token.Pos) bool {
	v := d.Variable(e)
	if v == nil || v.IsField() || v.Parent() == v.Pkg().Scope() {
		return false
	}
	read := false
	for _, id := range d.Uses[v] {
		if id.Pos() < behind || slices.ContainsFunc(d.Writes[v], func(w index.Write) bool { return w.Ident == id }) {
			continue
		}
		call, ok := d.Up(id).(*ast.CallExpr)
		if !ok || !d.says(call) {
			return false
		}
		read = true
	}
	return read
}
