package texttest

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A finder looks for tests of texts in one package.
type finder struct {
	*site.Package
	errorsOf  map[errorsKey]string // what holds the status of the errors that they return, of those asked for
	names     map[string]bool      // of statuses, in small letters; nil before somebody asks
	seekers   map[*types.Func]*seeker
	searchers map[*types.Func]*seeker // the same for those that search for a text by themselves
	fields    *fields                 // see fieldsOf
}

// A TextTest is a place where the program decides by what is written in the text of an error or in a whole body.
type TextTest struct {
	Node     ast.Node
	Texts    []string      // what is looked for
	Digits   bool          // the texts are digits and nothing else, looked for anywhere in the text
	Code     bool          // what is looked for is a code, and no status
	Body     bool          // the text is that of a body, and not an error's
	Instead  string        // what holds the status: "errors.As and StatusCode of *api.Error"; "" if that is not known
	Sentinel string        // it is the text of the error in that variable, which what failed returns; "" as a rule
	Why      retry.Silence // why it is left alone; None as a rule
	cond     ast.Expr
}

// A textSpec is an expression that may be such a test.
type textSpec struct {
	test ast.Expr
	root ast.Node // see PlacesIn
	decl *ast.FuncDecl
}

// Tests are the tests of a package.
type Tests []*TextTest

// Find finds the tests of texts by which a package decides.
func Find(p *site.Package) Tests {
	return (&finder{Package: p, errorsOf: map[errorsKey]string{}, seekers: map[*types.Func]*seeker{}, searchers: map[*types.Func]*seeker{}}).textTests()
}

// textTests judges the candidates.
func (x *finder) textTests() Tests {
	var out, left Tests
	for _, l := range x.looks() {
		t, words := l.textSpec, l.words
		digits := l.anywhere && !slices.ContainsFunc(words, func(w string) bool { return !codeDigits(w) })
		if !digits && !slices.ContainsFunc(words, x.tellsStatus) {
			continue
		}
		of := x.textOf(t, l.subject, 0)
		if gotypes.IsError(x.Info.TypeOf(l.subject)) {
			of = &textSource{err: l.subject, spec: t}
		}
		if of == nil {
			continue
		}
		p := x.PlacesIn(t.root)
		cond, negated := condition(p, x.predicateOf(p, t.test))
		d := &decision{finder: x, Places: p, decl: t.decl, body: of.err == nil}
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
		case !digits && !sure, of.far && (of.checked || !found.Status()) && !d.refusesBy(cond, negated): // as of a body
			found.Why.Reason = reasons.TextAlone
		case !digits && x.narrowed(p, t.test):
			found.Why.Reason = reasons.TextNarrowed
		}
		if found.Why.Reason != reasons.None {
			left = append(left, found)
			continue
		}
		if l.among != nil {
			found.cond = l.among
		}
		if n := len(out); n > 0 && out[n-1].cond == found.cond && out[n-1].Body == found.Body && out[n-1].Digits == digits {
			out[n-1].Texts = append(out[n-1].Texts, words...) // one decision, however long
			continue
		}
		out = append(out, found)
	}
	return append(append(out, x.sentinelTests()...), left...)
}

// codeDigits reports whether a text is the digits of an error code and nothing else. Longer numbers stand in no message by
// accident.
func codeDigits(s string) bool {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return err == nil && (n >= 400 && n < 600 || n >= 1000 && n < 100000)
}

// tellsStatus reports whether a text is one that messages have when the answer had some status or code.
func (x *finder) tellsStatus(s string) bool {
	if codeDigits(strings.Trim(s, " ()[]<>'\"")) || statusText().MatchString(s) || longCode().MatchString(s) || grpcText().MatchString(s) || limitText().MatchString(s) {
		return true
	}
	if last := anyDigits().FindString(statusLast().FindString(s)); last != "" { // as in "api: 503"
		code, _ := strconv.Atoi(last)
		_, known := x.Catalog.Status(code)
		return known && len(anyDigits().FindAllString(s, 2)) == 1
	}
	if x.names == nil {
		x.names = map[string]bool{}
		for code := 400; code < 512; code++ {
			// Not by net/http, which makes each start of the program longer.
			if e, ok := x.Catalog.Status(code); ok && e.Name != "" {
				x.names[strings.ToLower(e.Name)] = true
			}
		}
	}
	return x.names[strings.ToLower(strings.TrimSpace(s))]
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
