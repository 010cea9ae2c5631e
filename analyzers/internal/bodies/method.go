package bodies

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// bodiless notes of a method that the path has found it to be one that has no body. Paths that have found so of different methods become
// one, which knows of none of them any more.
var bodiless = &sym.Ghost{Name: "#bodiless"}

// hasNone reports whether requests of a method have no body.
func hasNone(method string) bool {
	return slices.Contains([]string{"", "GET", "HEAD", "OPTIONS"}, method)
}

// Decided notes of a method that has turned out to be one without a body that it is that.
func (x *watch) Decided(_ *paths.Frame, _ ast.Expr, v *sym.Value, yes, no []*paths.State) {
	x.noteBodiless(yes, foundBodiless(v, true))
	x.noteBodiless(no, foundBodiless(v, false))
}

func (x *watch) noteBodiless(states []*paths.State, method *sym.Value) {
	if method == nil {
		return
	}
	for _, st := range states {
		st.Set(sym.Key{Base: method, Ghost: bodiless}, x.In.Bool(true))
	}
}

// foundBodiless is the method that has no body where a condition is as it is said to be; nil if the condition does not say so of any.
func foundBodiless(cond *sym.Value, truth bool) *sym.Value {
	switch {
	case cond.Op == sym.OpUnary && cond.Name == "!":
		return foundBodiless(cond.Args[0], !truth)
	case cond.Op != sym.OpBinary:
		return nil
	}
	a, b := cond.Args[0], cond.Args[1]
	switch {
	case cond.Name == "==" && truth, cond.Name == "!=" && !truth:
		if a.Op == sym.OpString {
			a, b = b, a
		}
		if b.Op == sym.OpString && b.Name != "" && hasNone(b.Name) && (a.Op == sym.OpField && a.Name == "Method" || a.Op == sym.OpSym) {
			return a
		}
	case cond.Name == "||" && truth, cond.Name == "&&" && !truth: // one of them
		if m := foundBodiless(a, truth); m != nil && m == foundBodiless(b, truth) {
			return m
		}
	}
	return nil
}

// safeMethod reports whether a request is made with a method that has no body, or the path has asked for the method:
// then it may be one that has none.
func (x *watch) safeMethod(st *paths.State, req *sym.Value) bool {
	m := x.MethodOf(req)
	if m == nil {
		return false
	}
	if m.Op == sym.OpString {
		return hasNone(m.Name)
	}
	return st.Env.At(sym.Key{Base: m, Ghost: bodiless}) != nil ||
		slices.ContainsFunc(st.Facts, func(f sym.Assumption) bool { return asksFor(f.Cond, m) })
}
