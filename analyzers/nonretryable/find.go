package nonretryable

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A finder looks for what is declared of retries in one package.
type finder struct{ *site.Package }

// A declared is what a package says of retrying without doing so: predicates, lists of codes, policies.
type declared struct {
	predicates []predicateSpec
	partial    map[types.Object]bool // functions whose answer is one part of a condition, another call's the other
	policies   []*types.Func         // given to a field or option that takes a predicate
	tables     []tableSpec
	lists      []listSpec
}

// A found site is one that the package declares, and why it may be none of a retry.
type found struct {
	*retry.Site
	doubt retry.Silence
}

// find finds what a package says of retrying, besides the retries that it makes: predicates, unless one of the retries asks
// them, lists of codes and policies.
func find(p *site.Package, retries []*retry.Site, guard site.Guard) []found {
	return (&finder{p}).declaredSites(retries, guard)
}

func (x *finder) declaredSites(retries []*retry.Site, guard site.Guard) []found {
	c := x.declaredHere()
	var out []found
	for _, p := range c.predicates {
		asked := func(s *retry.Site) bool { return s.Held.Reason == reasons.None && x.asks(s, p.fn) }
		if slices.ContainsFunc(retries, asked) || slices.ContainsFunc(out, func(f found) bool { return asked(f.Site) }) {
			continue // judged with the loop that asks it
		}
		guard(p.fn, p.name, func() {
			if s := x.predicate(p); s != nil {
				out = append(out, found{s, x.doubtOf(p, c)})
			}
		})
	}
	for _, s := range slices.Concat(x.tableSites(c), x.policySites(), x.listSites(c)) {
		out = append(out, found{Site: s})
	}
	return out
}

// doubtOf is why a predicate may say something else than whether to send the same request again. One that is given to an option says that.
func (x *finder) doubtOf(p predicateSpec, c *declared) retry.Silence {
	d, ok := p.fn.(*ast.FuncDecl)
	if !ok {
		return retry.Silence{}
	}
	fn := x.Info.Defs[d.Name].(*types.Func)
	if slices.Contains(c.policies, fn) {
		return retry.Silence{}
	}
	return x.unasked(fn)
}

// declaredHere collects them.
func (x *finder) declaredHere() *declared {
	c := &declared{partial: map[types.Object]bool{}}
	for cur := range x.Insp.Root().Preorder((*ast.BinaryExpr)(nil)) {
		if b := cur.Node().(*ast.BinaryExpr); b.Op == token.LAND || b.Op == token.LOR {
			x.noteParts(b, c)
		}
	}
	for root := range x.Roots() {
		for cur := range root.Preorder((*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil), (*ast.CallExpr)(nil), (*ast.ValueSpec)(nil)) {
			x.noteDeclared(cur.Node(), root.Decl == nil, c)
		}
		if root.Decl == nil {
			continue
		}
		if fn, ok := x.Info.Defs[root.Decl.Name].(*types.Func); ok && x.IsPredicate(fn) {
			c.predicates = append(c.predicates, predicateSpec{root.Decl, fn.Name(), root.Decl.Name})
		}
	}
	for _, fn := range c.policies {
		if d := x.Decls[fn]; d != nil && !slices.ContainsFunc(c.predicates, func(p predicateSpec) bool { return p.fn == d }) {
			c.predicates = append(c.predicates, predicateSpec{d, d.Name.Name, d.Name})
		}
	}
	c.predicates = slices.DeleteFunc(c.predicates, func(p predicateSpec) bool {
		d, ok := p.fn.(*ast.FuncDecl)
		return ok && (c.partial[x.Info.Defs[d.Name]] || x.Rotates(x.Info.Defs[d.Name].(*types.Func)))
	})
	return c
}

// noteDeclared notes what a node sets, hands over or begins with.
func (x *finder) noteDeclared(n ast.Node, outside bool, c *declared) {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if id, ok := n.Key.(*ast.Ident); ok {
			x.notePolicy(id.Name, "", n.Value, c)
			x.noteField(id, n.Value, c)
		}
	case *ast.AssignStmt:
		for i := range n.Lhs {
			if len(n.Lhs) != len(n.Rhs) {
				break
			}
			switch l := n.Lhs[i].(type) {
			case *ast.SelectorExpr:
				x.notePolicy(l.Sel.Name, "", n.Rhs[i], c)
				x.noteField(l.Sel, n.Rhs[i], c)
			case *ast.Ident:
				if n.Tok == token.DEFINE {
					x.noteTable(l, n.Rhs[i], c)
				}
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if outside && len(n.Values) == len(n.Names) {
				x.noteTable(name, n.Values[i], c)
			}
		}
	case *ast.CallExpr:
		fn, _ := typeutil.Callee(x.Info, n).(*types.Func)
		x.notePolicies(n, fn, c)
		if fn != nil {
			x.noteCall(n, fn, c)
		}
	}
}

// noteParts notes the functions whose yes decides nothing by itself, as the condition calls others beside them: isRetryStatus(code) &&
// isXML(resp) is true for less than isRetryStatus is.
func (x *finder) noteParts(cond *ast.BinaryExpr, c *declared) {
	x.inParts(cond, cond, c)
}

// inParts is noteParts for the calls in a part of a condition.
func (x *finder) inParts(cond *ast.BinaryExpr, e ast.Expr, c *declared) {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		x.inParts(cond, e.X, c)
		x.inParts(cond, e.Y, c)
	case *ast.UnaryExpr:
		x.inParts(cond, e.X, c)
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(x.Info, e).(*types.Func)
		if ok && len(e.Args) > 0 && !x.decides(cond, e) {
			c.partial[fn] = true
		}
	}
}

// decides reports whether a condition is decided where a call in it says yes, whatever other functions say that it calls.
func (x *finder) decides(cond *ast.BinaryExpr, call *ast.CallExpr) bool {
	var value func(e ast.Expr) (yes, known bool)
	value = func(e ast.Expr) (yes, known bool) {
		switch e := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			return true, e == call
		case *ast.UnaryExpr:
			yes, known = value(e.X)
			return !yes, known && e.Op == token.NOT
		case *ast.BinaryExpr:
			of, other := e.X, e.Y
			if gotypes.Within(call.Pos(), other) {
				of, other = other, of
			}
			yes, known = value(of)
			switch {
			case e.Op != token.LAND && e.Op != token.LOR:
				return false, false
			case yes == (e.Op == token.LAND) && x.callsOther(other, call):
				return false, false
			}
			return yes, known
		}
		return false, false
	}
	_, known := value(cond)
	return known
}

// callsOther reports whether an expression calls a function, with something to judge, that is another one than a call does.
func (x *finder) callsOther(e ast.Expr, than *ast.CallExpr) bool {
	own := typeutil.Callee(x.Info, than)
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && !found {
			fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
			found = ok && len(call.Args) > 0 && types.Object(fn) != own
			return false
		}
		return !found
	})
	return found
}

// asks reports whether a site decides by calling a predicate.
func (x *finder) asks(s *retry.Site, pred ast.Node) bool {
	var fn types.Object
	if d, ok := pred.(*ast.FuncDecl); ok {
		fn = x.Info.Defs[d.Name]
	}
	return slices.ContainsFunc(s.Paths, func(p retry.Path) bool {
		if p.Test == nil || gotypes.Within(p.Test.Pos(), pred) {
			return p.Test != nil
		}
		found := false
		ast.Inspect(p.Test, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && fn != nil && x.Info.Uses[id] == fn
			return !found
		})
		return found
	})
}
