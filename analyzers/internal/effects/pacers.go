package effects

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// sendsBy notes what a client of net/http is told to send by.
func (v *visitor) sendsBy(field *ast.Ident, transport ast.Expr) {
	if f, ok := v.Info.Uses[field].(*types.Var); ok && field.Name == "Transport" && f.IsField() && f.Pkg() != nil && f.Pkg().Path() == "net/http" {
		v.senders = append(v.senders, transport)
	}
}

// PacesRequests reports whether the package makes a client which sends by what may wait before it does: a limiter around a transport is
// what keeps such requests apart, wherever they are made.
func (x *Functions) PacesRequests() bool {
	if x.paced == domain.Unknown {
		x.paced = domain.No
		if slices.ContainsFunc(x.senders, func(e ast.Expr) bool { return x.sendsSlowly(e, 0) }) {
			x.paced = domain.Yes
		}
	}
	return x.paced == domain.Yes
}

// maxSenders are the functions of the package that are gone through for what they make a transport of, one in the other.
const maxSenders = 3

// sendsSlowly reports whether a transport, or what it is made of and sends by in its turn, waits.
func (x *Functions) sendsSlowly(e ast.Expr, depth int) bool {
	slow := false
	ast.Inspect(e, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok || slow {
			return !slow
		}
		t := x.Info.TypeOf(e)
		if t == nil || x.Info.Types[e].IsType() {
			return true
		}
		slow = x.TransportWaits(t)
		if call, ok := e.(*ast.CallExpr); ok && !slow && types.IsInterface(t) {
			slow = x.makesSlow(call, depth)
		}
		return !slow
	})
	return slow
}

// makesSlow reports whether a call makes a transport that waits, and says no more than that it is one.
func (x *Functions) makesSlow(call *ast.CallExpr, depth int) bool {
	fn, _ := typeutil.Callee(x.Info, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil || gotypes.IsStd(fn.Pkg().Path()) {
		return false
	}
	if fn.Pkg() != x.Pkg {
		for name, s := range x.Exported(fn.Pkg()) {
			if s.Waits && strings.HasSuffix(name, ".RoundTrip") {
				return true
			}
		}
		return false
	}
	d, slow := x.Decls[fn.Origin()], false
	if d == nil || depth == maxSenders {
		return false
	}
	ast.Inspect(d.Body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && !slow {
			for _, e := range r.Results {
				slow = slow || x.sendsSlowly(e, depth+1)
			}
		}
		return !slow
	})
	return slow
}

// TransportWaits reports whether a transport of that type may wait when it sends.
func (x *Functions) TransportWaits(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil || n.Obj().Pkg() == nil || gotypes.IsStd(n.Obj().Pkg().Path()) || types.IsInterface(n) {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(n), true, n.Obj().Pkg(), "RoundTrip")
	m, ok := obj.(*types.Func)
	if !ok || !gotypes.RoundTrips(m.Signature()) {
		return false
	}
	if fi := x.Infos[m.Origin()]; fi != nil {
		return fi.Waits
	}
	s := x.SummaryOf(m)
	return s != nil && s.Waits
}
