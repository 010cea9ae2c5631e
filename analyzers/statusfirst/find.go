package statusfirst

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A finder looks for trusted answers in one package.
type finder struct{ *site.Package }

// An unchecked is an answer whose body is decoded and taken for a result though nothing looks at its status.
type unchecked struct {
	Node     ast.Node // the decoding
	Sent     *ast.CallExpr
	Response string   // the response's name where it is decoded, if it is in sight
	Stored   bool     // the result is kept, and not returned
	Returned ast.Node // where a success is returned, if nothing of the answer is decoded, and nothing looks at it
}

// standInPath are elements of import paths of what only tests and examples use.
var standInPath = lexicon.Pattern(`(^|/)(tests?|testing|test_?(utils?|helpers?|suite)|integration|mocks?|fakes?|stubs?|examples?|samples?|e2e)(/|$)`)

// find finds the answers that are trusted before anybody has looked at their status.
func find(p *site.Package) []*unchecked { return (&finder{p}).trustedAnswers() }

// trustedAnswers follows every request of the package.
func (x *finder) trustedAnswers() []*unchecked {
	sent := x.CallsOf(sends)
	if len(sent) == 0 || standInPath().MatchString(x.Pkg.Path()) || x.transportChecks() {
		return nil
	}
	var found []*unchecked
	for _, s := range sent {
		a := &answer{finder: x, sent: s.Call, found: &found, seen: map[*ast.CallExpr]bool{}}
		a.from(s, 0, asResponse)
	}
	// A function that several requests go through is one finding.
	var out []*unchecked
	for _, u := range found {
		if !slices.ContainsFunc(out, func(v *unchecked) bool { return v.Node == u.Node }) {
			out = append(out, u)
		}
	}
	return out
}

// sends reports whether a function of net/http sends a request.
func sends(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && api.Sends(fn)
}

// transportChecks reports whether the package has a transport that looks at statuses: its clients may turn them into errors.
func (x *finder) transportChecks() bool {
	for fn, d := range x.Decls {
		if fn.Name() != "RoundTrip" || d.Recv == nil {
			continue
		}
		looks := false
		ast.Inspect(d.Body, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			looks = looks || ok && x.Says(lexicon.AsksStatus, sel.Sel.Name)
			return !looks
		})
		if looks {
			return true
		}
	}
	return false
}
