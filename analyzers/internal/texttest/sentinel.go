package texttest

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// sentinelTests are the places where the program decides by the text of an error that is kept in a variable, while what failed returns that
// very error: errors.Is finds it, alone or wrapped, and no other one with such a text.
func (x *finder) sentinelTests() (out Tests) {
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
			t := textSpec{c.Node().(ast.Expr), root.Node, root.Decl}
			subject, sentinel := x.comparedTexts(t.test)
			if sentinel == nil {
				continue
			}
			of := x.textOf(t, subject, 0)
			if of == nil || of.err == nil || !x.returnsIt(of, sentinel) {
				continue
			}
			p := x.PlacesIn(t.root)
			cond, negated := condition(p, t.test)
			found := &TextTest{Node: t.test, Sentinel: x.nameOf(sentinel)}
			if !(&decision{finder: x, Places: p, decl: t.decl}).decides(cond, negated, 0) {
				found.Why.Reason = reasons.ChoosesWords
			}
			out = append(out, found)
		}
	}
	return out
}

// nameOf is how the package writes a variable of a package.
func (x *finder) nameOf(v *types.Var) string {
	if v.Pkg() == x.Pkg {
		return v.Name()
	}
	return v.Pkg().Name() + "." + v.Name()
}

// comparedTexts are a text, and the error in a variable of a package with whose text it is compared or in which that is looked for.
func (x *finder) comparedTexts(test ast.Expr) (subject ast.Expr, sentinel *types.Var) {
	var a, b ast.Expr
	switch e := test.(type) {
	case *ast.BinaryExpr:
		if e.Op != token.EQL && e.Op != token.NEQ {
			return nil, nil
		}
		a, b = e.X, e.Y
		if v := x.textOfSentinel(a); v != nil {
			return b, v
		}
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(x.Info, e).(*types.Func)
		if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "strings" || len(e.Args) != 2 {
			return nil, nil
		}
		if _, looks := textFuncs[fn.Name()]; !looks {
			return nil, nil
		}
		a, b = e.Args[0], e.Args[1]
	}
	return a, x.textOfSentinel(b)
}

// textOfSentinel is the variable of a package of whose error an expression is the text; nil if it is none.
func (x *finder) textOfSentinel(e ast.Expr) *types.Var {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) > 0 {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Error" {
		return nil
	}
	v, ok := x.Denoted(sel.X).(*types.Var)
	if !ok || v.IsField() || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() || !gotypes.IsError(v.Type()) {
		return nil
	}
	return v
}

// returnsIt reports whether an error is what a call has returned that returns the one in a variable: a function of the package in which
// that is returned or wrapped, or one of the standard library's that has the variable as well. What comes from elsewhere may be an error of another
// machine of which the text is all that is left.
func (x *finder) returnsIt(of *textSource, sentinel *types.Var) bool {
	v := x.Variable(of.err)
	if v == nil || v.IsField() {
		return false
	}
	w, ok := x.PlacesIn(of.spec.root).Before(v, of.err)
	if !ok || w.Value == nil {
		return false
	}
	call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := x.CalledFunc(call)
	switch {
	case fn == nil || fn.Pkg() == nil:
		return false
	case fn.Pkg() == x.Pkg:
		return x.hands(fn, sentinel, map[*types.Func]bool{})
	}
	return fn.Pkg() == sentinel.Pkg() && gotypes.IsStd(fn.Pkg().Path())
}

// maxHanding are the functions that are gone through for whether they return an error in a variable.
const maxHanding = 12

// hands reports whether a function of the package, or one that it calls, returns the error in a variable, as it is or wrapped.
func (x *finder) hands(fn *types.Func, sentinel *types.Var, seen map[*types.Func]bool) bool {
	d := x.Decls[fn.Origin()]
	if d == nil || seen[fn] || len(seen) == maxHanding {
		return false
	}
	seen[fn] = true
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			found = found || slices.ContainsFunc(n.Results, func(e ast.Expr) bool { return x.wraps(e, sentinel) })
		case *ast.CallExpr:
			if called := x.CalledFunc(n); !found && called != nil && called.Pkg() == x.Pkg && gotypes.FailsLast(called.Signature()) {
				found = x.hands(called, sentinel, seen)
			}
		}
		return !found
	})
	return found
}

// wraps reports whether an expression is the error in a variable, or one that wraps it.
func (x *finder) wraps(e ast.Expr, sentinel *types.Var) bool {
	if x.Denoted(e) == types.Object(sentinel) {
		return true
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || !slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return x.Denoted(a) == types.Object(sentinel) }) {
		return false
	}
	fn := x.CalledFunc(call)
	if fn == nil || len(call.Args) == 0 {
		return false
	}
	format, _ := x.text(call.Args[0])
	return fn.FullName() == "fmt.Errorf" && strings.Contains(format, "%w") || fn.FullName() == "errors.Join"
}
