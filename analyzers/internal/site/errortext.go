package site

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A TextTest is a place where the program decides by what is written in the text of an error or in a whole body.
type TextTest struct {
	Node    ast.Node
	Texts   []string // what is looked for
	Digits  bool     // the texts are digits and nothing else, looked for anywhere in the text
	Code    bool     // what is looked for is a code, and no status
	Body    bool     // the text is that of a body, and not an error's
	Instead string   // what holds the status: "errors.As and StatusCode of *api.Error"; "" if that is not known
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

// noteText remembers calls that look for something in a text.
func (x *Package) noteText(call *ast.CallExpr, fn *types.Func, root ast.Node, fi *effects.Func, c *candidates) {
	if fn.Pkg() == nil {
		return
	}
	switch fn.Pkg().Path() {
	case "strings", "bytes":
		if _, ok := textFuncs[fn.Name()]; !ok || len(call.Args) != 2 || fn.Signature().Recv() != nil {
			return
		}
	case "regexp":
		if !x.Says(lexicon.Matches, fn.Name()) {
			return
		}
	default:
		return
	}
	c.texts = append(c.texts, textSpec{call, root, fi.Decl})
}

// noteTextComparison remembers err.Error() == "...".
func noteTextComparison(e *ast.BinaryExpr, root ast.Node, fi *effects.Func, c *candidates) {
	for _, side := range []ast.Expr{e.X, e.Y} {
		if call, ok := ast.Unparen(side).(*ast.CallExpr); ok && len(call.Args) == 0 && gotypes.CalledName(call) == "Error" {
			c.texts = append(c.texts, textSpec{e, root, fi.Decl})
			return
		}
	}
}

// textTests judges the candidates.
func (x *Package) textTests(c *candidates) []*TextTest {
	var out []*TextTest
	for _, t := range c.texts {
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
		d := &decision{Package: x, Places: p, decl: t.decl}
		if !d.decides(cond, negated, 0) {
			continue
		}
		found := &TextTest{Node: t.test, Texts: words, Digits: digits, Code: isCode(words), Body: of.err == nil, cond: cond}
		if of.err != nil {
			var sure bool
			found.Instead, sure = x.instead(of, words)
			if x.triedType(p, of.err) || !digits && (!sure || x.narrowed(p, t.test)) {
				continue
			}
		} else if found.Instead = of.response; !digits {
			continue // a body's text may be all that there is
		}
		if n := len(out); n > 0 && out[n-1].cond == cond && out[n-1].Body == found.Body && out[n-1].Digits == digits {
			out[n-1].Texts = append(out[n-1].Texts, words...) // one decision, however long
			continue
		}
		out = append(out, found)
	}
	return out
}

// lookedFor is what a test looks for, and in what.
func (x *Package) lookedFor(t textSpec) (subject ast.Expr, words []string, anywhere bool) {
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
func (x *Package) text(e ast.Expr) (string, bool) {
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
func (x *Package) words(t textSpec, e ast.Expr) []string {
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
func (x *Package) matched(t textSpec, call *ast.CallExpr, fn *types.Func) (subject ast.Expr, words []string, anywhere bool) {
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

var (
	digitsPattern = lexicon.Pattern(`^(\\b|\(|\?:|\)|\||[0-9]{3,5}|\s)*$`)
	anyDigits     = lexicon.Pattern(`[0-9]+`)
	statusText    = lexicon.Pattern(`(?i)\b(http|status|code|error)\b[^0-9a-z]*(code)?[^0-9a-z]*[45][0-9][0-9]\b|\b[45][0-9][0-9] [a-z]`)
	longCode      = lexicon.Pattern(`^[^0-9]*[0-9]{6,10}[^0-9]*$`)
	grpcText      = lexicon.Pattern(`\bcode = (Canceled|Unknown|InvalidArgument|DeadlineExceeded|NotFound|AlreadyExists|PermissionDenied|ResourceExhausted|FailedPrecondition|Aborted|OutOfRange|Unimplemented|Internal|Unavailable|DataLoss|Unauthenticated)\b`)
	limitText     = lexicon.Pattern(`(?i)^(rate.?limit(s|ed)?( exceeded)?|too.?many.?requests)$`)
)

// codeDigits reports whether a text is the digits of an error code and nothing else. Longer numbers stand in no message by
// accident.
func codeDigits(s string) bool {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return err == nil && (n >= 400 && n < 600 || n >= 1000 && n < 100000)
}

// tellsStatus reports whether a text is one that messages have when the answer had some status or code.
func (x *Package) tellsStatus(s string) bool {
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

// A textSource is what a text was made of.
type textSource struct {
	err      ast.Expr // of an error's text, as it is named in spec
	spec     textSpec
	response string // of a body's text: the status of the response that it belongs to, where that is in sight
}

// textOf follows a text to the error or the body that it is made of.
func (x *Package) textOf(t textSpec, e ast.Expr, depth int) *textSource {
	if depth > 6 {
		return nil
	}
	e = ast.Unparen(e)
	p := x.PlacesIn(t.root)
	switch u := e.(type) {
	case *ast.CallExpr:
		if x.Info.Types[u.Fun].IsType() && len(u.Args) == 1 {
			return x.textOf(t, u.Args[0], depth+1)
		}
		fn := x.CalledFunc(u)
		if fn == nil {
			return nil
		}
		if sel, ok := ast.Unparen(u.Fun).(*ast.SelectorExpr); ok && fn.Name() == "Error" && len(u.Args) == 0 && gotypes.ImplementsError(x.Info.TypeOf(sel.X)) {
			return &textSource{err: sel.X, spec: t}
		}
		switch fn.FullName() {
		case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace", "bytes.ToLower", "bytes.ToUpper", "bytes.TrimSpace":
			return x.textOf(t, u.Args[0], depth+1)
		case "fmt.Sprint", "fmt.Sprintln":
			if len(u.Args) == 1 && gotypes.ImplementsError(x.Info.TypeOf(u.Args[0])) {
				return &textSource{err: u.Args[0], spec: t}
			}
		case "fmt.Sprintf":
			if len(u.Args) == 2 && gotypes.ImplementsError(x.Info.TypeOf(u.Args[1])) {
				return &textSource{err: u.Args[1], spec: t}
			}
		}
	case *ast.Ident:
		v := x.Variable(u)
		if v == nil || v.IsField() {
			return nil
		}
		if fn, i := x.Parameter(t.decl, v); fn != nil && len(p.Writes[v]) == 0 {
			return x.textOfParameter(fn, i, depth)
		}
		w, ok := p.Before(v, u)
		if !ok || w.Item || w.Value == nil {
			return nil
		}
		if w.Index < 0 {
			if of := x.textOf(t, w.Value, depth+1); of != nil {
				return of
			}
		}
		if call, ok := ast.Unparen(w.Value).(*ast.CallExpr); ok && w.Index <= 0 {
			return x.bodyOf(call)
		}
	}
	return nil
}

// textOfParameter follows a text to where the function is called: all callers must hand over the same kind.
func (x *Package) textOfParameter(fn *types.Func, i, depth int) *textSource {
	calls, all := x.CallersOf(fn)
	if !all || len(calls) == 0 || len(calls) > 20 {
		return nil
	}
	var of *textSource
	for _, c := range calls {
		if i >= len(c.Call.Args) {
			return nil
		}
		o := x.textOf(textSpec{c.Call, c.Root, c.Decl}, c.Call.Args[i], depth+2)
		if o == nil || of != nil && (of.err == nil) != (o.err == nil) {
			return nil
		}
		of = o
	}
	of.response = "" // out of sight
	return of
}

// BodyOf is the body that a call reads: io.ReadAll(resp.Body), or anything that gets the response and returns bytes.
func (x *Package) bodyOf(call *ast.CallExpr) *textSource {
	for _, a := range call.Args {
		a = ast.Unparen(a)
		switch u := a.(type) {
		case *ast.StarExpr:
			a = u.X
		case *ast.SelectorExpr:
			if u.Sel.Name == "Body" && gotypes.IsResponse(x.Info.TypeOf(u.X)) {
				a = u.X
			}
		}
		if !gotypes.IsResponse(x.Info.TypeOf(a)) {
			continue
		}
		t := x.Info.TypeOf(call)
		if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
			t = tuple.At(0).Type()
		}
		if gotypes.IsText(t) {
			return &textSource{response: types.ExprString(a) + ".StatusCode"}
		}
	}
	return nil
}

// condition is the whole condition that a test is a part of, and whether the test stands there negated.
func condition(p *index.Places, test ast.Expr) (cond ast.Expr, negated bool) {
	cond = test
	for {
		switch u := p.Up(cond).(type) {
		case *ast.UnaryExpr:
			if u.Op != token.NOT {
				return cond, negated
			}
			negated = !negated
			cond = u
		case *ast.BinaryExpr:
			switch u.Op {
			case token.LAND, token.LOR:
			case token.EQL, token.LSS: // strings.Index(...) == -1, < 0
				negated = !negated
			case token.NEQ, token.GTR, token.GEQ:
			default:
				return cond, negated
			}
			cond = u
		default:
			return cond, negated
		}
	}
}

// narrowed reports whether a test is one of several that must all hold, and another tells more than a status: then the text
// is what matters.
func (x *Package) narrowed(p *index.Places, test ast.Expr) bool {
	for n := ast.Node(test); ; n = p.Up(n) {
		b, ok := p.Up(n).(*ast.BinaryExpr)
		if !ok {
			return false
		}
		if b.Op != token.LAND {
			continue
		}
		other := false
		ast.Inspect(b, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || n == test {
				return true
			}
			if fn := x.CalledFunc(call); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "strings" && len(call.Args) == 2 {
				s, isText := x.text(call.Args[1])
				other = other || isText && !x.tellsStatus(s)
			}
			return true
		})
		if other {
			return true
		}
	}
}

// triedType reports whether the error was asked for its type in the same declaration: the text is the last resort.
func (x *Package) triedType(p *index.Places, err ast.Expr) bool {
	v := x.Variable(err)
	if v == nil {
		return false
	}
	return slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool {
		switch u := p.Up(id).(type) {
		case *ast.CallExpr:
			switch fn := x.CalledFunc(u); {
			case fn == nil:
			case fn.FullName() == "errors.As", fn.Name() == "AsType", fn.FullName() == "google.golang.org/grpc/status.Code", fn.Name() == "FromError":
				return true
			}
		case *ast.TypeAssertExpr:
			return true
		}
		return false
	})
}

// isCode reports whether texts name a code and no status.
func isCode(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !longerCode().MatchString(w) })
}

// Status reports whether the digits of an HTTP status are among the texts.
func (t *TextTest) Status() bool {
	return slices.ContainsFunc(t.Texts, func(s string) bool { return len(strings.TrimSpace(s)) == 3 && codeDigits(s) })
}
