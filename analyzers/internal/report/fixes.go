package report

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// TakeOut returns the fix that takes statuses out of the table that a site is, or out of the list of a switch's case from
// which it goes round. There is none where it would not be certain what becomes of them.
func (r *Reporter) TakeOut(s *site.Site, codes codeset.Statuses) []analysis.SuggestedFix {
	list, open, end := r.listOf(s, codes)
	drop := make([]bool, len(list))
	var found codeset.Statuses
	for i, e := range list {
		if n, ok := r.status(e); ok && codes.Contains(n) {
			drop[i] = true
			found = found.Union(codeset.Status(n))
		}
	}
	if found != codes || !slices.Contains(drop, false) || !r.importsStay(list, drop) {
		return nil
	}
	return []analysis.SuggestedFix{{Message: fmt.Sprintf("Take out %s", codes), TextEdits: r.removal(list, drop, open, end)}}
}

// listOf is the list in which a site names its statuses, and where it begins and ends.
func (r *Reporter) listOf(s *site.Site, codes codeset.Statuses) (list []ast.Expr, open, end token.Pos) {
	if lit, ok := s.Node.(*ast.CompositeLit); ok && s.Kind == site.Table {
		switch r.pass.TypesInfo.TypeOf(lit).Underlying().(type) {
		case *types.Slice:
			if slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool { _, keyed := e.(*ast.KeyValueExpr); return keyed }) {
				return nil, 0, 0
			}
		case *types.Map:
		default:
			return nil, 0, 0 // of an array, the others would have other places
		}
		return lit.Elts, lit.Lbrace, lit.Rbrace
	}
	for _, p := range s.Paths {
		if p.Test == nil || len(p.Provider) > 0 || p.Codes.Intersect(codes).Empty() {
			continue
		}
		clause, body := r.caseOf(p.Test)
		if clause == nil || !r.othersStop(s, body) {
			return nil, 0, 0
		}
		if list != nil && open != clause.Case {
			return nil, 0, 0 // in two cases
		}
		list, open, end = clause.List, clause.Case, clause.Colon
	}
	return list, open, end
}

// caseOf is the case of a switch over a value in whose list n stands, and the body of the switch.
func (r *Reporter) caseOf(n ast.Node) (*ast.CaseClause, *ast.BlockStmt) {
	for _, f := range r.pass.Files {
		if n.Pos() < f.FileStart || n.Pos() >= f.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(f, n.Pos(), n.End())
		for i := 0; i+2 < len(path); i++ {
			clause, ok := path[i].(*ast.CaseClause)
			if !ok {
				continue
			}
			sw, ok := path[i+2].(*ast.SwitchStmt)
			if !ok || sw.Tag == nil || n.Pos() > clause.Colon {
				return nil, nil
			}
			return clause, sw.Body
		}
	}
	return nil, nil
}

// othersStop reports whether no status goes round that the switch does not name: what is taken out of its lists will not
// either.
func (r *Reporter) othersStop(s *site.Site, body *ast.BlockStmt) bool {
	others := codeset.StatusRange(100, 599)
	for _, c := range body.List {
		for _, e := range c.(*ast.CaseClause).List {
			if n, ok := r.status(e); ok {
				others = others.Minus(codeset.Status(n))
			}
		}
	}
	return s.Retries().Intersect(others).Empty()
}

func (r *Reporter) status(e ast.Expr) (int, bool) {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		e = kv.Key
	}
	v := r.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.Int {
		return 0, false
	}
	n, exact := constant.Int64Val(v)
	return int(n), exact && n >= 100 && n <= 999
}

// importsStay reports whether every package that the dropped elements name is named elsewhere in the file: one that is
// imported and not used does not compile.
func (r *Reporter) importsStay(list []ast.Expr, drop []bool) bool {
	dropped := map[*ast.Ident]bool{}
	left := map[*types.PkgName]bool{}
	for i, e := range list {
		if !drop[i] {
			continue
		}
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				dropped[id] = true
			}
			return true
		})
	}
	for id, obj := range r.pass.TypesInfo.Uses {
		if pkg, ok := obj.(*types.PkgName); ok && !dropped[id] {
			left[pkg] = true
		}
	}
	for id := range dropped {
		if pkg, ok := r.pass.TypesInfo.Uses[id].(*types.PkgName); ok && !left[pkg] {
			return false
		}
	}
	return true
}

// removal is how elements are taken out of a list: with their lines if they have them for themselves, else with a comma.
func (r *Reporter) removal(list []ast.Expr, drop []bool, open, end token.Pos) []analysis.TextEdit {
	line := func(p token.Pos) int { return r.pass.Fset.PositionFor(p, false).Line }
	tf := r.pass.Fset.File(open)
	var edits []analysis.TextEdit
	for i := 0; i < len(list); i++ {
		if !drop[i] {
			continue
		}
		j := i
		for j+1 < len(list) && drop[j+1] {
			j++
		}
		before, after := open, end
		if i > 0 {
			before = list[i-1].End()
		}
		if j+1 < len(list) {
			after = list[j+1].Pos()
		}
		from, to := list[i].Pos(), list[j].End()
		switch {
		case line(before) < line(from) && line(after) > line(to):
			edits = append(edits, analysis.TextEdit{Pos: tf.LineStart(line(from)), End: tf.LineStart(line(to) + 1)})
		case j+1 < len(list) && line(after) == line(to):
			edits = append(edits, analysis.TextEdit{Pos: from, End: after})
		case i > 0:
			edits = append(edits, analysis.TextEdit{Pos: before, End: to})
		default:
			edits = append(edits, analysis.TextEdit{Pos: from, End: after})
		}
		i = j
	}
	return edits
}
