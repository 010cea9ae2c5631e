package statusfirst

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A finder looks for trusted answers in one package.
type finder struct {
	*site.Package
	flow       *flow.Flow // see values
	withPolicy *clients   // see policies
}

// values follows what variables are given.
func (x *finder) values() *flow.Flow {
	if x.flow == nil {
		x.flow = flow.New(x.Functions)
	}
	return x.flow
}

// An unchecked is an answer whose body is decoded and taken for a result though nothing looks at its status.
type unchecked struct {
	Node     ast.Node // the decoding
	Sent     *ast.CallExpr
	Response string        // the response's name where it is decoded, if it is in sight
	To       destination   // where the content is copied to, if it is not decoded
	Stored   bool          // the result is kept, and not returned
	Returned ast.Node      // where a success is returned, if nothing of the answer is decoded, and nothing looks at it
	Why      retry.Silence // why it is left alone; None as a rule
}

// standInPath are elements of import paths of what only tests and examples use.
var standInPath = lexicon.Pattern(`(^|/)(tests?|testing|test_?(utils?|helpers?|suite)|mocks?|fakes?|stubs?|examples?|samples?|e2e)(/|$)`)

// find finds the answers that are trusted before anybody has looked at their status.
func find(p *site.Package) []*unchecked { return (&finder{Package: p}).trustedAnswers() }

// trustedAnswers follows every request of the package.
func (x *finder) trustedAnswers() []*unchecked {
	sent := x.CallsOf(func(fn *types.Func) bool {
		r := fn.Signature().Results()
		return r.Len() == 2 && gotypes.IsResponse(r.At(0).Type())
	})
	sent = slices.DeleteFunc(sent, func(s index.Caller) bool { return !x.hands(s.Call) })
	if len(sent) == 0 {
		return nil
	}
	var found []*unchecked
	for _, s := range sent {
		a := &answer{finder: x, sent: s.Call, found: &found, seen: map[*ast.CallExpr]bool{}}
		a.from(s, 0, asResponse)
	}
	all := x.leavesAlone(len(found))
	// A function that several requests go through is one finding.
	var out []*unchecked
	for _, u := range found {
		if all.Reason != reasons.None {
			u.Why = all
		}
		switch i := slices.IndexFunc(out, func(v *unchecked) bool { return v.Node == u.Node }); {
		case i < 0:
			out = append(out, u)
		case out[i].Why.Reason != reasons.None && u.Why.Reason == reasons.None: // left alone on one way alone
			out[i] = u
		}
	}
	return out
}

// leavesAlone says why all that was found in a package is left alone, if something was found.
func (x *finder) leavesAlone(found int) retry.Silence {
	switch part := standInPath().FindString(x.Pkg.Path()); {
	case found == 0:
	case part != "":
		return retry.Silence{Reason: reasons.Aside, Text: fmt.Sprintf("%q in the package's path: it belongs to tests or examples", strings.Trim(part, "/"))}
	default:
		d := x.refusingTransport()
		if d == nil {
			break
		}
		return retry.Silence{Reason: reasons.TransportLooks, At: d.Name, Text: types.ExprString(d.Recv.List[0].Type) + ", a transport of the package, makes errors of refusals"}
	}
	return retry.Silence{}
}

// sends reports whether a function of net/http sends a request.
func sends(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && api.Sends(fn)
}
