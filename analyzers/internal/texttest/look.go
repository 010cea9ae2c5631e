package texttest

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A look is a test with what it looks for, and in what.
type look struct {
	textSpec
	subject  ast.Expr
	words    []string
	anywhere bool     // a text in the middle of another passes
	among    ast.Expr // the tag of the switch that the test is a clause of; nil if it is none
}

// textFuncs look for a text in another. Those that are true have a text in the middle of another pass.
var textFuncs = map[string]bool{
	"Contains": true, "Index": true, "Count": true, "LastIndex": true, "Cut": true,
	"HasPrefix": false, "HasSuffix": false, "EqualFold": false, "CutPrefix": false, "CutSuffix": false,
}

// looks are the calls, comparisons, clauses and maps that look for something in a text.
func (x *finder) looks() []look {
	var out []look
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil), (*ast.IndexExpr)(nil), (*ast.SwitchStmt)(nil)) {
			if s, ok := c.Node().(*ast.SwitchStmt); ok {
				out = append(out, x.clauses(s, root.Node, root.Decl)...)
				continue
			}
			l := look{textSpec: textSpec{c.Node().(ast.Expr), root.Node, root.Decl}}
			if l.subject, l.words, l.anywhere = x.lookedFor(l.textSpec); len(l.words) > 0 {
				out = append(out, l)
			}
		}
	}
	return out
}

// clauses are the tests of a switch over a text.
func (x *finder) clauses(s *ast.SwitchStmt, root ast.Node, decl *ast.FuncDecl) (out []look) {
	if s.Tag == nil || !gotypes.IsText(x.Info.TypeOf(s.Tag)) {
		return nil
	}
	for _, st := range s.Body.List {
		clause, ok := st.(*ast.CaseClause)
		if !ok || len(clause.List) == 0 {
			continue
		}
		l := look{textSpec: textSpec{clause.List[0], root, decl}, subject: s.Tag, among: s.Tag}
		for _, e := range clause.List {
			if w, ok := x.text(e); ok {
				l.words = append(l.words, w)
			}
		}
		if len(l.words) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// lookedFor is what an expression looks for, and in what; no words if it is no test.
func (x *finder) lookedFor(t textSpec) (subject ast.Expr, words []string, anywhere bool) {
	switch e := t.test.(type) {
	case *ast.BinaryExpr:
		if e.Op != token.EQL && e.Op != token.NEQ || !gotypes.IsText(x.Info.TypeOf(e.X)) || !gotypes.IsText(x.Info.TypeOf(e.Y)) {
			return nil, nil, false
		}
		if words := x.words(t, e.Y, false); len(words) > 0 {
			return e.X, words, false
		}
		return e.Y, x.words(t, e.X, false), false
	case *ast.IndexExpr: // of a map of texts
		m, ok := x.Info.TypeOf(e.X).Underlying().(*types.Map)
		if !ok || !gotypes.IsText(m.Key()) {
			return nil, nil, false
		}
		return e.Index, x.listed(t, e.X, false), false
	case *ast.CallExpr:
		return x.asked(t, e)
	}
	return nil, nil, false
}

// asked is what a call looks for, and in what.
func (x *finder) asked(t textSpec, call *ast.CallExpr) (subject ast.Expr, words []string, anywhere bool) {
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return nil, nil, false
	}
	switch fn.Pkg().Path() {
	case "strings", "bytes":
		anywhere, ok := textFuncs[fn.Name()]
		if !ok || len(call.Args) != 2 || fn.Signature().Recv() != nil {
			return nil, nil, false
		}
		return call.Args[0], x.words(t, call.Args[1], anywhere), anywhere
	case "slices":
		if len(call.Args) == 2 && (fn.Name() == "Contains" || fn.Name() == "Index") && gotypes.IsText(x.Info.TypeOf(call.Args[1])) {
			if words := x.listed(t, call.Args[0], false); len(words) > 0 {
				return call.Args[1], words, false
			}
			return call.Args[0], x.words(t, call.Args[1], true), true // of the parts of a text
		}
	case "regexp":
		if x.Says(lexicon.Matches, fn.Name()) {
			return x.matched(t, call, fn)
		}
	case x.Pkg.Path():
		if s := x.searcherOf(fn, maxMaking); s != nil && len(call.Args) == 2 {
			return call.Args[s.subject], x.words(t, call.Args[s.list], true), true
		}
		return x.sought(t, call, fn)
	}
	return nil, nil, false
}

// text is a constant string, or the constant that is converted to bytes.
func (x *finder) text(e ast.Expr) (string, bool) {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && x.Info.Types[call.Fun].IsType() {
		e = call.Args[0]
	}
	if v := x.Info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	return "", false
}

// words are a constant, or the elements of the list that is gone through.
func (x *finder) words(t textSpec, e ast.Expr, anywhere bool) []string {
	if s, ok := x.text(e); ok {
		return []string{s}
	}
	return x.codesAmong(x.mayBe(x.PlacesIn(t.root), e), anywhere)
}

// searches is the call that goes through a list by a literal which says yes or no to each of its elements; nil if there is none.
func (x *finder) searches(p *index.Places, lit *ast.FuncLit) *ast.CallExpr {
	call, ok := p.Up(lit).(*ast.CallExpr)
	if !ok || len(call.Args) != 2 || call.Args[1] != lit {
		return nil
	}
	if fn := x.CalledFunc(call); fn != nil && (fn.FullName() == "slices.ContainsFunc" || fn.FullName() == "slices.IndexFunc") {
		return call
	}
	return nil
}

// predicateOf is the search through a list that a test is all of, or the test itself.
func (x *finder) predicateOf(p *index.Places, test ast.Expr) ast.Expr {
	lit := p.Literal(test)
	if lit == nil || len(lit.Body.List) != 1 {
		return test
	}
	if call := x.searches(p, lit); call != nil {
		return call
	}
	return test
}

// listed are the texts of a list, or the keys of a map, that is written out: where it stands, or as the only value of a variable.
func (x *finder) listed(t textSpec, list ast.Expr, anywhere bool) []string {
	lit := x.writtenOut(x.PlacesIn(t.root), list)
	if lit == nil {
		return nil
	}
	return x.codesAmong(elements(lit, true), anywhere)
}

// codesAmong are those of some texts that are statuses or codes. Of texts that may stand anywhere, the digits are what matters: the words
// beside them tell something.
func (x *finder) codesAmong(items []ast.Expr, anywhere bool) (words []string) {
	for _, el := range items {
		if s, ok := x.text(el); ok && (codeDigits(s) || !anywhere && x.tellsStatus(s)) {
			words = append(words, s)
		}
	}
	return words
}

// matched are the digits that a regular expression looks for, if it looks for nothing else; otherwise the expression. Of several that are tried
// one after the other, the digits are what matters.
func (x *finder) matched(t textSpec, call *ast.CallExpr, fn *types.Func) (subject ast.Expr, words []string, anywhere bool) {
	if len(call.Args) == 0 {
		return nil, nil, false
	}
	if fn.Signature().Recv() == nil {
		if len(call.Args) != 2 {
			return nil, nil, false
		}
		words, anywhere = x.searchedFor(call.Args[0])
		return call.Args[1], words, anywhere
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, nil, false
	}
	p := x.PlacesIn(t.root)
	for _, made := range x.mayBe(p, sel.X) {
		if found, digits := x.searchedFor(x.compiled(p, made)); digits {
			words, anywhere = append(words, found...), true
		}
	}
	if len(words) == 0 {
		words, anywhere = x.searchedFor(x.compiled(p, sel.X))
	}
	return call.Args[0], words, anywhere
}

// compiled is the expression that a regular expression is made of; nil if that is not known.
func (x *finder) compiled(p *index.Places, made ast.Expr) ast.Expr {
	c, ok := x.onlyValue(p, made).(*ast.CallExpr)
	if !ok || len(c.Args) != 1 || gotypes.CalledName(c) != "MustCompile" && gotypes.CalledName(c) != "Compile" {
		return nil
	}
	return c.Args[0]
}

// searchedFor are the digits that an expression looks for, if it looks for nothing else, or else its text.
func (x *finder) searchedFor(expr ast.Expr) (words []string, digits bool) {
	if expr == nil {
		return nil, false
	}
	s, ok := x.text(expr)
	if !ok {
		return nil, false
	}
	if words := digitsOf(s); len(words) > 0 {
		return words, true
	}
	return []string{s}, false
}
