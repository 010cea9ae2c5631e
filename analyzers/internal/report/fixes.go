package report

import (
	"bytes"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// TakeOut returns the fix that takes statuses out of the table that a site is, or out of the list of a switch's case from
// which it goes round. There is none where it would not be certain what becomes of them.
func (r *Reporter) TakeOut(s *retry.Site, codes codeset.Statuses) []analysis.SuggestedFix {
	list, open, end := r.listOf(s, codes)
	drop := make([]bool, len(list))
	var found codeset.Statuses
	for i, e := range list {
		if n, ok := r.status(e); ok && codes.Contains(n) {
			drop[i] = true
			found = found.Union(codeset.Status(n))
		}
	}
	if found != codes || !slices.Contains(drop, false) || !r.namesStay(list, drop) {
		return nil
	}
	edits, ok := r.removal(list, drop, open, end)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{Message: r.say("report.take-out", "Take out %s", codes), TextEdits: edits}}
}

// listOf is the list in which a site names its statuses, and where it begins and ends.
func (r *Reporter) listOf(s *retry.Site, codes codeset.Statuses) (list []ast.Expr, open, end token.Pos) {
	if lit, ok := s.Node.(*ast.CompositeLit); ok && s.Kind == domain.Table {
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
	path := r.Enclosing(n)
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
	return nil, nil
}

// Enclosing are the nodes around n, from n itself to the file.
func (r *Reporter) Enclosing(n ast.Node) []ast.Node {
	for _, f := range r.pass.Files {
		if f.FileStart <= n.Pos() && n.Pos() < f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, n.Pos(), n.End())
			return path
		}
	}
	return nil
}

// Types is what the type checker says of an expression.
func (r *Reporter) Types(e ast.Expr) types.TypeAndValue { return r.pass.TypesInfo.Types[e] }

// Represents reports whether a number is one of a type.
func (r *Reporter) Represents(t types.Type, n int64) bool {
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok || b.Info()&types.IsNumeric == 0:
		return false
	case b.Info()&types.IsInteger == 0 || b.Info()&types.IsUntyped != 0:
		return true
	}
	bits := 8 * r.pass.TypesSizes.Sizeof(b)
	if b.Info()&types.IsUnsigned != 0 {
		return n >= 0 && (bits >= 64 || n < 1<<bits)
	}
	return bits >= 64 || -1<<(bits-1) <= n && n < 1<<(bits-1)
}

// othersStop reports whether no status goes round that the switch does not name: what is taken out of its lists will not
// either.
func (r *Reporter) othersStop(s *retry.Site, body *ast.BlockStmt) bool {
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

// namesStay reports whether every package that the dropped elements name is named elsewhere in the file, and not only in what
// other fixes drop: one that is imported and not used does not compile. Neither does a local variable.
func (r *Reporter) namesStay(list []ast.Expr, drop []bool) bool {
	dropped := maps.Clone(r.dropped)
	var these []*ast.Ident
	for i, e := range list {
		if !drop[i] {
			continue
		}
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				dropped[id] = true
				these = append(these, id)
			}
			return true
		})
	}
	left := map[*types.PkgName]bool{}
	for id, obj := range r.pass.TypesInfo.Uses {
		if pkg, ok := obj.(*types.PkgName); ok && !dropped[id] {
			left[pkg] = true
		}
	}
	for _, id := range these {
		switch obj := r.pass.TypesInfo.Uses[id].(type) {
		case *types.PkgName:
			if !left[obj] {
				return false
			}
		case *types.Var:
			if !obj.IsField() && obj.Pkg() == r.pass.Pkg && obj.Parent() != r.pass.Pkg.Scope() {
				return false
			}
		}
	}
	r.dropped = dropped
	return true
}

// removal is how elements are taken out of a list: with their lines if they have them for themselves, else with a comma. There
// is no way if a comment on what stays would go with them.
func (r *Reporter) removal(list []ast.Expr, drop []bool, open, end token.Pos) (edits []analysis.TextEdit, ok bool) {
	line := func(p token.Pos) int { return r.pass.Fset.PositionFor(p, false).Line }
	tf := r.pass.Fset.File(open)
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
		if line(before) < line(from) && line(after) > line(to) {
			edits = append(edits, analysis.TextEdit{Pos: tf.LineStart(line(from)), End: tf.LineStart(line(to) + 1)})
			i = j
			continue
		}
		e := analysis.TextEdit{Pos: from, End: after}
		if i > 0 && (j+1 == len(list) || line(after) != line(to)) {
			e = analysis.TextEdit{Pos: before, End: to}
		}
		if slices.ContainsFunc(r.comments(e.Pos, e.End), func(c *ast.Comment) bool { return c.Pos() < from || c.Pos() >= to }) {
			return nil, false
		}
		edits = append(edits, e)
		i = j
	}
	return edits, true
}

// fitting are the fixes, if they fit into the file as its author wrote it: that is the file of which the positions are, no
// comment is cut in two, and a comment that a tool obeys stays beside what it is about.
func (r *Reporter) fitting(fixes []analysis.SuggestedFix) []analysis.SuggestedFix {
	for _, f := range fixes {
		for _, e := range f.TextEdits {
			if r.moved(e.Pos) || r.moved(e.End) {
				return nil
			}
			cut := func(c *ast.Comment) bool {
				return c.Pos() < e.Pos && e.Pos < c.End() || c.Pos() < e.End && e.End < c.End()
			}
			if slices.ContainsFunc(r.comments(e.Pos, e.End), cut) || r.movesDirective(e) {
				return nil
			}
		}
	}
	return fixes
}

// moved reports whether a //line comment says that a place is elsewhere: then the file was made from another one.
func (r *Reporter) moved(pos token.Pos) bool {
	says, is := r.pass.Fset.PositionFor(pos, true), r.pass.Fset.PositionFor(pos, false)
	return says.Filename != is.Filename || says.Line != is.Line
}

// movesDirective reports whether an edit changes the number of lines where a comment stands that a tool obeys.
func (r *Reporter) movesDirective(e analysis.TextEdit) bool {
	tf := r.pass.Fset.File(e.Pos)
	from, to := tf.PositionFor(e.Pos, false).Line, tf.PositionFor(e.End, false).Line
	if from == to && !slices.Contains(e.NewText, '\n') {
		return false
	}
	first, last := tf.LineStart(max(1, from-1)), token.Pos(tf.Base()+tf.Size())
	if to < tf.LineCount() {
		last = tf.LineStart(to+1) - 1
	}
	return slices.ContainsFunc(r.comments(first, last), func(c *ast.Comment) bool { return directiveForm().MatchString(c.Text) })
}

// directiveForm matches the comments that Go and its tools obey: //nolint, //go:generate, // #nosec.
var directiveForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^//([a-z0-9]+:[a-z0-9]|\s*(nolint|#nosec)\b)`)
})

// comments are those of a file that touch a part of it.
func (r *Reporter) comments(from, to token.Pos) []*ast.Comment {
	var list []*ast.Comment
	for _, f := range r.pass.Files {
		if from < f.FileStart || from > f.FileEnd {
			continue
		}
		for _, g := range f.Comments {
			for _, c := range g.List {
				if c.Pos() < to && c.End() > from {
					list = append(list, c)
				}
			}
		}
	}
	return list
}

// Judged reports whether somebody has judged findings in the declaration that a node is part of: there is a directive.
func (r *Reporter) Judged(n ast.Node) bool {
	for _, f := range r.pass.Files {
		for _, d := range f.Decls {
			if n.Pos() < d.Pos() || n.Pos() >= d.End() {
				continue
			}
			from := d.Pos()
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Doc != nil {
				from = fn.Doc.Pos()
			}
			return slices.ContainsFunc(r.directives.All, func(d2 *directives.Directive) bool {
				return d2.Verb == "ignore" && from <= d2.Comment.Pos() && d2.Comment.Pos() <= d.End()
			})
		}
	}
	return false
}

// NewLine is what ends a line and begins the next one, as far in as that of n, in the file that n is part of.
func (r *Reporter) NewLine(n ast.Node) (string, bool) {
	tf := r.pass.Fset.File(n.Pos())
	if tf == nil || r.pass.ReadFile == nil {
		return "", false
	}
	text, err := r.pass.ReadFile(tf.Name())
	if err != nil || len(text) != tf.Size() {
		return "", false
	}
	text = text[tf.Offset(tf.LineStart(tf.PositionFor(n.Pos(), false).Line)):]
	in := text[:len(text)-len(bytes.TrimLeft(text, " \t"))]
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if bytes.HasSuffix(line, []byte("\r")) {
		return "\r\n" + string(in), true
	}
	return "\n" + string(in), true
}
