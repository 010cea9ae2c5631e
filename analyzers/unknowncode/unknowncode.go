package unknowncode

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/texttest"
	"github.com/retryvet/retryvet/analyzers/internal/wording"
	"github.com/retryvet/retryvet/catalog"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("unknowncode", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	fixes := &replacing{r: r, res: res, done: map[ast.Node][]test{}}
	compared := site.Find(res, find)
	for _, c := range compared.Comparisons {
		switch {
		case c.Carrier == statusCarrier:
			status(r, res.Catalog, c)
		case c.Op != token.EQL && c.Op != token.NEQ:
			if c.Provider != nil {
				r.Silent(of(c, ""), reasons.CodeRange, "")
			}
		case c.Named:
			r.Silent(of(c, ""), reasons.KnownCode, "the SDK has a constant for %s", c.Code)
		case c.Provider != nil:
			provider(r, c, fixes)
		default:
			untied(r, res.Catalog, c)
		}
	}
	for _, t := range site.Shared(res, texttest.Find) {
		if t.Body && !t.Status() {
			code := strings.TrimSpace(t.Texts[0])
			r.Report(report.Finding{At: t.Node, Why: t.Why}, "digits", "looks for the digits %s in the whole body, so any payload with them counts as error %s; decode the body and compare its code", code, code)
		}
	}
	for _, c := range compared.Contradictions {
		if c.Always {
			r.Report(report.Finding{At: c.Node}, "always", "this condition is true for every HTTP status; write && in place of ||, or drop it")
		} else {
			r.Report(report.Finding{At: c.Node}, "never", "no HTTP status can fulfil this condition; check its bounds")
		}
	}
}

// status judges a comparison of an HTTP status.
func status(r *report.Reporter, cat *catalog.Catalog, c *comparison) {
	if c.Code.IsString() {
		return // no candidate
	}
	n := c.Code.Int()
	switch c.Op {
	case token.GTR, token.LEQ:
		if n != 400 {
			return // no candidate
		}
		f, op := report.Finding{At: c.Node}, ">="
		switch {
		case c.Partner:
			f.Why.Reason = reasons.TestedTwice
		case c.Asked:
			f.Why.Reason = reasons.AsksToRetry
		}
		if c.Op == token.LEQ {
			op = "<"
		}
		r.Report(f, "success", "%s %s 400 takes 400 (bad request) for a success; write %s 400", types.ExprString(c.Subject), c.Op, op)
	case token.EQL, token.NEQ:
		if n > 999 || n < -1 || n > 0 && n < 100 {
			for _, p := range cat.Providers() {
				if _, known := p.Lookup(c.Code); known && n > 999 && len(p.Shapes) > 0 {
					r.Report(report.Finding{At: c.Node}, "status-code", "%d is %s's error code, not an HTTP status, so %s never has it; compare the body's code", n, p.ID, types.ExprString(c.Subject))
					return
				}
			}
			r.Report(report.Finding{At: c.Node}, "status", "%d is not an HTTP status, so %s never has it; statuses have three digits", n, types.ExprString(c.Subject))
		}
	}
}

// provider judges a comparison of a provider's code.
func provider(r *report.Reporter, c *comparison, fixes *replacing) {
	p := c.Provider
	if sentinel(c.Code) || p.Success(c.Code) {
		r.Silent(of(c, ""), reasons.NoCode, "")
		return
	}
	if e, known := listed(p, c); known {
		r.Silent(of(c, ""), reasons.KnownCode, "%s is %s %s code (%s)", c.Code, article(p.ID), p.ID, e.Text("en"))
		return
	}
	if c.Untyped { // the carrier is an interface: 401 and "401" are different values
		if other, ok := retyped(c.Code); ok {
			if _, known := p.LookupIn(c.Scheme, other); known {
				r.Report(of(c, "", fixes.replace(c, other)...), "type", "%s sends %s, never %s, so this is always false; compare with %s", p.ID, other, c.Code, other)
				return
			}
		}
	}
	if e, known := p.Lookup(c.Code); known && (c.Scheme == "" || !isStatus(p, e.Scheme)) {
		r.Silent(of(c, ""), reasons.CodeElsewhere, "%s is %s %s code (%s), of another place of the answer", c.Code, article(p.ID), p.ID, e.Text("en"))
		return
	}
	family, ofFamily := p.Family(c.Scheme, c.Code)
	if !fits(p, c) && !alike(p, c) && !ofFamily {
		f := of(c, "")
		if open(p, c.Scheme) {
			r.Silent(f, reasons.ListOpen, "")
			return
		}
		if c.Evidence < api.ByType && (c.Code.IsString() || c.Code.Int() < 100 || c.Evidence < api.ByHost) {
			f.Why.Reason = reasons.TiedLoosely
		}
		r.Report(f, "form", "%s cannot be %s code (%s), so the comparison is never true; compare the code that the API documents", c.Code, owner(r, p), form(r, p, c.Scheme))
		return
	}
	near := append(nearest(p, c), fixes.slips(c)...)
	switch {
	case len(near) == 1:
		e := near[0]
		r.Report(of(c, "", fixes.replace(c, e.Code)...), "nearest", "%s is not %s code; the nearest is %s (%s)", c.Code, owner(r, p), e.Code, r.Meaning(e))
	case len(near) > 1:
		r.Report(of(c, ""), "nearest-two", "%s is not %s code; the nearest are %s (%s) and %s (%s)", c.Code, owner(r, p), near[0].Code, r.Meaning(near[0]), near[1].Code, r.Meaning(near[1]))
	case ofFamily:
		r.Silent(of(c, ""), reasons.KnownCode, "%s is one of %s's %s (%s)", c.Code, p.ID, family.Family, r.Meaning(family))
	case open(p, c.Scheme):
		r.Silent(of(c, ""), reasons.ListOpen, "")
	case c.Evidence >= api.ByHost && complete(p, c.Scheme):
		r.Report(of(c, ""), "complete", "%s is not %s code: the table of its codes is complete; compare one that it has", c.Code, owner(r, p))
	case c.Evidence >= api.ByType:
		r.Report(of(c, ""), "undocumented", "%s is not %s code as far as its documents say; check the number", c.Code, owner(r, p))
	case bare(c) && c.Evidence >= api.ByShape:
		r.Report(of(c, report.Low), "bare", "%s is no documented %s code; give it a named constant, a comment, or a catalog row", c.Code, p.ID)
	case c.Noted || !c.Raw:
		r.Silent(of(c, ""), reasons.CodeSaid, "")
	default:
		r.Silent(of(c, ""), reasons.ListOpen, "")
	}
}

// listed is the row of a code, of the scheme that the carrier holds or, if it may be any, of one of a body's.
func listed(p *catalog.Provider, c *comparison) (catalog.Entry, bool) {
	if c.Scheme != "" {
		return p.LookupIn(c.Scheme, c.Code)
	}
	e, known := p.Lookup(c.Code)
	return e, known && !isStatus(p, e.Scheme)
}

// fits reports whether a code has the form of those that the carrier holds.
func fits(p *catalog.Provider, c *comparison) bool {
	if c.Scheme == "" {
		return p.Fits(c.Code)
	}
	return p.FitsScheme(c.Scheme, c.Code)
}

// of is a finding about a comparison with a code of the carrier's provider.
func of(c *comparison, confidence report.Confidence, fixes ...analysis.SuggestedFix) report.Finding {
	if confidence == "" && c.Evidence <= api.ByShape {
		confidence = report.Medium
	}
	return report.Finding{At: c.Node, Provider: c.Provider.ID, Confidence: confidence, Fixes: fixes}
}

// bare reports whether a code is a number that nobody has said anything of: an evident one, written as such, without a comment or a
// condition that tells what it means.
func bare(c *comparison) bool { return evident(c) && c.Raw && !c.Noted }

// evident reports whether a comparison is with a number that can be nothing but an error code: neither the number of success nor an
// HTTP status repeated in the body.
func evident(c *comparison) bool {
	return c.Op != token.NEQ && !c.Code.IsString() && c.Code.Int() >= 600
}

// alike reports whether a number has as many digits as a documented code: what the documents have until now is no proof that it
// cannot be one.
func alike(p *catalog.Provider, c *comparison) bool {
	if c.Code.IsString() {
		return false
	}
	for e := range p.Entries() {
		if (c.Scheme == "" || e.Scheme == c.Scheme) && !e.Code.IsString() && !p.Success(e.Code) && !isStatus(p, e.Scheme) && len(e.Code.String()) == len(c.Code.String()) {
			return true
		}
	}
	return false
}

// open reports whether a provider has codes that no table lists, in a scheme or in any.
func open(p *catalog.Provider, scheme string) bool {
	for s := range p.AllSchemes() {
		if s.Open && (scheme == "" || s.ID == scheme) {
			return true
		}
	}
	return false
}

// complete reports whether all codes of a scheme are known.
func complete(p *catalog.Provider, scheme string) bool {
	s, _ := p.Scheme(scheme)
	return s.Complete
}

// isStatus reports whether a scheme's codes are HTTP statuses, which no field of a body holds.
func isStatus(p *catalog.Provider, scheme string) bool {
	s, _ := p.Scheme(scheme)
	return s.Kind == "http"
}

// nearest are the codes of the carrier's scheme that are one edit away from a code of their form.
func nearest(p *catalog.Provider, c *comparison) []catalog.Entry {
	var out []catalog.Entry
	if !fits(p, c) {
		return nil
	}
	for _, e := range p.Nearest(c.Code) {
		if s, _ := p.Scheme(e.Scheme); !s.Dense && (c.Scheme == "" || e.Scheme == c.Scheme) {
			out = append(out, e)
		}
	}
	return out
}

// sentinel are numbers that stand for "no error" or "some error" with whoever wrote the code.
func sentinel(c catalog.Code) bool {
	if c.IsString() {
		return c.Text() == ""
	}
	switch c.Int() {
	case -1, 0, 1, 200:
		return true
	}
	return false
}

// retyped is a code as the other type: 401 for "401".
func retyped(c catalog.Code) (catalog.Code, bool) {
	if !c.IsString() {
		return catalog.String(c.Text()), true
	}
	n, err := strconv.ParseInt(c.Text(), 10, 64)
	return catalog.Int(n), err == nil
}

func form(r *report.Reporter, p *catalog.Provider, scheme string) string {
	for s := range p.AllSchemes() {
		if s.ID == scheme || scheme == "" && (s.Kind == "int" || s.Kind == "string") {
			for e := range p.Entries() {
				if e.Scheme == s.ID && !p.Success(e.Code) {
					return r.Say("such-as", "such as %s", e.Code)
				}
			}
		}
	}
	return r.Say("other-form", "of another form")
}

// owner is a provider in front of the word code.
func owner(r *report.Reporter, p *catalog.Provider) string {
	if r.Language() != wording.English {
		return p.ID
	}
	return article(p.ID) + " " + p.ID
}

// article is the one that goes before a provider's name, as it is spoken: an s3 code, a slack code.
func article(id string) string {
	switch {
	case strings.ContainsRune("aeiou", rune(id[0])), id == "s3":
		return "an"
	}
	return "a"
}

// untied judges a raw number on an evident error-code field of an API without a catalog.
func untied(r *report.Reporter, cat *catalog.Catalog, c *comparison) {
	if !evident(c) {
		return // no candidate
	}
	f := report.Finding{At: c.Node}
	switch {
	case !bare(c):
		f.Why.Reason = reasons.CodeSaid
	case c.Listed:
		f.Why = retry.Silence{Reason: reasons.ListOpen, Text: "who tells several codes apart has them from somewhere"}
	}
	for _, p := range cat.Providers() {
		if _, known := p.Lookup(c.Code); known && (len(p.Shapes) > 0 || p.ID == "http") { // a database's number is in no answer of an API
			f.Why = retry.Silence{Reason: reasons.CodeElsewhere, Text: fmt.Sprintf("%s is %s %s code", c.Code, article(p.ID), p.ID)}
		}
	}
	r.Report(f, "untied", "no catalog knows the error code %s that %s is compared with; give it a named constant or a catalog file", c.Code, types.ExprString(c.Subject))
}
