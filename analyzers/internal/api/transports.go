package api

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// TransportOf is the RoundTrip through which a call of a client of net/http sends, where all that is known of the client says so: one that the
// package declares, or of another package that has said that it tries again; nil if it is neither.
func (x *Vocabulary) TransportOf(call *ast.CallExpr) *types.Func {
	fn := x.CalledFunc(call)
	if fn == nil || fn.Signature().Recv() == nil || !gotypes.TypeIs(fn.Signature().Recv().Type(), "net/http.Client") {
		return nil
	}
	t := x.traced(call, library.Repeat{}, true)
	if t.lost {
		return nil
	}
	x.inspect(func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
			for i, l := range a.Lhs {
				if sel, ok := ast.Unparen(l).(*ast.SelectorExpr); ok && sel.Sel.Name == "Transport" && t.isOf(l) {
					t.sendsBy(a.Rhs[i])
				}
			}
		}
		return !t.lost
	})
	if t.lost {
		return nil
	}
	return t.own
}

// sendsBy notes what a client has for its transport: it is lost if how that sends is not known, or not the same as elsewhere.
func (t *trace) sendsBy(e ast.Expr) {
	own := t.roundTrip(e)
	t.lost = t.lost || own == nil || t.own != nil && t.own != own
	t.own = own
}

// roundTrip is the method by which an expression sends, if it is known.
func (t *trace) roundTrip(e ast.Expr) *types.Func {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && types.IsInterface(t.Info.TypeOf(e)) {
		fn := t.CalledFunc(call)
		if fn == nil || t.Decls[fn.Origin()] == nil {
			return nil
		}
		var one *types.Func
		for _, r := range gotypes.FirstResults(t.Decls[fn.Origin()]) {
			m := t.method(t.Info.TypeOf(r))
			if m == nil || one != nil && one != m {
				return nil
			}
			one = m
		}
		return one
	}
	return t.method(t.Info.TypeOf(e))
}

func (t *trace) method(of types.Type) *types.Func {
	if n := gotypes.Named(of); n == nil || types.IsInterface(n) {
		return nil
	}
	m, _, _ := types.LookupFieldOrMethod(of, true, t.Pkg, "RoundTrip")
	fn, _ := m.(*types.Func)
	if fn == nil || t.Decls[fn.Origin()] == nil && !t.triesAgain(fn) {
		return nil
	}
	return fn.Origin()
}

// triesAgain reports whether a method of another package has said that it repeats what it sends.
func (x *Vocabulary) triesAgain(fn *types.Func) bool {
	s := x.SummaryOf(fn)
	return s != nil && s.Again != nil
}

// importsTransport reports whether a package that is imported has a transport that tries again.
func (x *Vocabulary) importsTransport() bool {
	if x.transports == domain.Unknown {
		x.transports = domain.No
		for _, p := range x.Pkg.Imports() {
			for name, s := range x.Exported(p) {
				if s.Again != nil && strings.HasSuffix(name, ".RoundTrip") {
					x.transports = domain.Yes
				}
			}
		}
	}
	return x.transports == domain.Yes
}
