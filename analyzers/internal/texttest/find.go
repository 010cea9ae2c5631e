package texttest

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A finder looks for tests of texts in one package.
type finder struct {
	*site.Package
	errorsOf map[errorsKey]string // what holds the status of the errors that they return, of those asked for
}

// A TextTest is a place where the program decides by what is written in the text of an error or in a whole body.
type TextTest struct {
	Node    ast.Node
	Texts   []string      // what is looked for
	Digits  bool          // the texts are digits and nothing else, looked for anywhere in the text
	Code    bool          // what is looked for is a code, and no status
	Body    bool          // the text is that of a body, and not an error's
	Instead string        // what holds the status: "errors.As and StatusCode of *api.Error"; "" if that is not known
	Why     retry.Silence // why it is left alone; None as a rule
	cond    ast.Expr
}

// A textSpec is a call or comparison that may be such a test.
type textSpec struct {
	test ast.Expr
	root ast.Node // see PlacesIn
	decl *ast.FuncDecl
}

// textFuncs look for a text in another. Those that are true have a text in the middle of another pass.
var textFuncs = map[string]bool{
	"Contains": true, "Index": true, "Count": true, "LastIndex": true,
	"HasPrefix": false, "HasSuffix": false, "EqualFold": false,
}

// Tests are the tests of a package.
type Tests []*TextTest

// Find finds the tests of texts by which a package decides.
func Find(p *site.Package) Tests {
	return (&finder{Package: p, errorsOf: map[errorsKey]string{}}).textTests()
}

// textSpecs are the calls and comparisons that look for something in a text.
func (x *finder) textSpecs() []textSpec {
	var out []textSpec
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
			e := c.Node().(ast.Expr)
			if call, ok := e.(*ast.CallExpr); ok && x.looksFor(call) || !ok && comparesText(e.(*ast.BinaryExpr)) {
				out = append(out, textSpec{e, root.Node, root.Decl})
			}
		}
	}
	return out
}

// looksFor reports whether a call looks for something in a text.
func (x *finder) looksFor(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "strings", "bytes":
		_, ok := textFuncs[fn.Name()]
		return ok && len(call.Args) == 2 && fn.Signature().Recv() == nil
	case "regexp":
		return x.Says(lexicon.Matches, fn.Name())
	}
	return false
}

// comparesText reports whether a comparison is one like err.Error() == "...".
func comparesText(e *ast.BinaryExpr) bool {
	switch e.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.LAND, token.LOR:
	default:
		return false
	}
	return slices.ContainsFunc([]ast.Expr{e.X, e.Y}, func(side ast.Expr) bool {
		call, ok := ast.Unparen(side).(*ast.CallExpr)
		return ok && len(call.Args) == 0 && gotypes.CalledName(call) == "Error"
	})
}

// textTests judges the candidates.
func (x *finder) textTests() Tests {
	var out, left Tests
	for _, t := range x.textSpecs() {
		subject, words, anywhere := x.lookedFor(t)
		if len(words) == 0 {
			continue
		}
		digits := anywhere && !slices.ContainsFunc(words, func(w string) bool { return !codeDigits(w) })
		if !digits && !slices.ContainsFunc(words, x.tellsStatus) {
			continue
		}
		of := x.textOf(t, subject, 0)
		if of == nil {
			continue
		}
		p := x.PlacesIn(t.root)
		cond, negated := condition(p, t.test)
		d := &decision{finder: x, Places: p, decl: t.decl}
		found := &TextTest{Node: t.test, Texts: words, Digits: digits, Code: isCode(words), Body: of.err == nil, cond: cond}
		if !d.decides(cond, negated, 0) {
			found.Why.Reason = reasons.ChoosesWords
			left = append(left, found)
			continue
		}
		sure := false
		if found.Instead = of.response; of.err != nil {
			found.Instead, sure = x.instead(of, words)
		}
		switch {
		case of.err != nil && x.triedType(p, of.err):
			found.Why.Reason = reasons.TypeTried
		case !digits && !sure: // as of a body
			found.Why.Reason = reasons.TextAlone
		case !digits && x.narrowed(p, t.test):
			found.Why.Reason = reasons.TextNarrowed
		}
		if found.Why.Reason != reasons.None {
			left = append(left, found)
			continue
		}
		if n := len(out); n > 0 && out[n-1].cond == cond && out[n-1].Body == found.Body && out[n-1].Digits == digits {
			out[n-1].Texts = append(out[n-1].Texts, words...) // one decision, however long
			continue
		}
		out = append(out, found)
	}
	return append(out, left...)
}

// lookedFor is what a test looks for, and in what.
func (x *finder) lookedFor(t textSpec) (subject ast.Expr, words []string, anywhere bool) {
	switch e := t.test.(type) {
	case *ast.BinaryExpr:
		if s, ok := x.text(e.Y); ok {
			return e.X, []string{s}, false
		}
		if s, ok := x.text(e.X); ok {
			return e.Y, []string{s}, false
		}
	case *ast.CallExpr:
		fn := x.CalledFunc(e)
		if fn.Pkg().Path() == "regexp" {
			return x.matched(t, e, fn)
		}
		return e.Args[0], x.words(t, e.Args[1]), textFuncs[fn.Name()]
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

// words are a constant, or the elements of the list that is ranged over.
func (x *finder) words(t textSpec, e ast.Expr) []string {
	if s, ok := x.text(e); ok {
		return []string{s}
	}
	p := x.PlacesIn(t.root)
	w, ok := p.Only(x.VariableOf(e))
	if !ok || !w.Item {
		return nil
	}
	list := ast.Unparen(w.Value)
	if v := x.Variable(list); v != nil {
		if init := x.Inits[v]; init != nil {
			list = ast.Unparen(init)
		} else if w, ok := p.Only(v); ok && w.Index < 0 && !w.Item && w.Value != nil {
			list = ast.Unparen(w.Value)
		}
	}
	lit, ok := list.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	// Of a list, the digits are what matters: the words beside them tell something.
	var words []string
	for _, el := range lit.Elts {
		if s, ok := x.text(el); ok && codeDigits(s) {
			words = append(words, s)
		}
	}
	return words
}

// matched are the digits that a regular expression looks for, if it looks for nothing else.
func (x *finder) matched(t textSpec, call *ast.CallExpr, fn *types.Func) (subject ast.Expr, words []string, anywhere bool) {
	if len(call.Args) == 0 {
		return nil, nil, false
	}
	var expr ast.Expr
	if fn.Signature().Recv() == nil {
		if len(call.Args) != 2 {
			return nil, nil, false
		}
		expr, subject = call.Args[0], call.Args[1]
	} else {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil, nil, false
		}
		subject = call.Args[0]
		made := ast.Unparen(sel.X)
		if v := x.Variable(made); v != nil {
			if init := x.Inits[v]; init != nil {
				made = ast.Unparen(init)
			} else if w, ok := x.PlacesIn(t.root).Only(v); ok && w.Value != nil {
				made = ast.Unparen(w.Value)
			}
		}
		c, ok := made.(*ast.CallExpr)
		if !ok || len(c.Args) != 1 || gotypes.CalledName(c) != "MustCompile" && gotypes.CalledName(c) != "Compile" {
			return nil, nil, false
		}
		expr = c.Args[0]
	}
	s, ok := x.text(expr)
	if !ok || !digitsPattern().MatchString(s) {
		return nil, nil, false
	}
	return subject, anyDigits().FindAllString(s, -1), true
}

// codeDigits reports whether a text is the digits of an error code and nothing else. Longer numbers stand in no message by
// accident.
func codeDigits(s string) bool {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return err == nil && (n >= 400 && n < 600 || n >= 1000 && n < 100000)
}

// tellsStatus reports whether a text is one that messages have when the answer had some status or code.
func (x *finder) tellsStatus(s string) bool {
	if codeDigits(s) || statusText().MatchString(s) || longCode().MatchString(s) || grpcText().MatchString(s) || limitText().MatchString(s) {
		return true
	}
	for code := 400; code < 512; code++ {
		// Not by net/http, which makes each start of the program longer.
		if e, ok := x.Catalog.Status(code); ok && strings.EqualFold(e.Name, strings.TrimSpace(s)) {
			return true
		}
	}
	return false
}

// isCode reports whether texts name a code and no status.
func isCode(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !longerCode().MatchString(w) })
}

// Status reports whether the digits of an HTTP status are among the texts.
func (t *TextTest) Status() bool {
	return slices.ContainsFunc(t.Texts, func(s string) bool { return len(strings.TrimSpace(s)) == 3 && codeDigits(s) })
}

// Carrier names what holds the status in its parts, if that is a field or method of a type of errors.
func (t *TextTest) Carrier() (member, typ string, ok bool) {
	rest, ok := strings.CutPrefix(t.Instead, asError)
	member, typ, of := strings.Cut(rest, " of ")
	return member, typ, ok && of
}
