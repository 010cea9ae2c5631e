package unknowncode

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/catalog"
)

// A finder looks for comparisons in one package.
type finder struct {
	*site.Package
	defs     map[types.Object]ast.Expr // variables that are assigned once
	compared compared
	apart    map[apart][]*comparison // the codes without a catalog that are told apart, each once
}

// find lists what a package compares with what.
func find(p *site.Package) compared {
	return (&finder{Package: p, defs: map[types.Object]ast.Expr{}, apart: map[apart][]*comparison{}}).collect()
}

func (x *finder) collect() compared {
	for _, f := range x.Files {
		x.singleDefs(f)
	}
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.BinaryExpr)(nil), (*ast.SwitchStmt)(nil), (*ast.CallExpr)(nil)) {
			x.look(c.Node())
		}
	}
	x.partners(x.compared.Comparisons)
	return x.compared
}

// look notes what a node compares.
func (x *finder) look(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		switch n.Op {
		case token.LAND, token.LOR:
			x.contradiction(n)
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			if !x.compare(n.X, n.Y, n.Op) {
				x.compare(n.Y, n.X, mirroredToken[n.Op])
			}
		}
	case *ast.SwitchStmt:
		if n.Tag == nil {
			return
		}
		for _, cl := range n.Body.List {
			for _, e := range cl.(*ast.CaseClause).List {
				x.compare(n.Tag, e, token.EQL)
			}
		}
	case *ast.CallExpr: // slices.Contains(list, carrier)
		fn, ok := typeutil.Callee(x.Info, n).(*types.Func)
		if !ok || fn.Name() != "Contains" || fn.Pkg() == nil || fn.Pkg().Path() != "slices" || len(n.Args) != 2 {
			return
		}
		list := ast.Unparen(n.Args[0])
		if id, ok := list.(*ast.Ident); ok {
			if v, ok := x.Info.Uses[id].(*types.Var); ok && x.Inits[v] != nil {
				list = ast.Unparen(x.Inits[v])
			}
		}
		if lit, ok := list.(*ast.CompositeLit); ok {
			for _, e := range lit.Elts {
				x.compare(n.Args[1], e, token.EQL)
			}
		}
	}
}

// partners marks comparisons of the same carrier with the same constant in one function: > 400 beside == 400 is no slip.
func (x *finder) partners(list []*comparison) {
	type id struct {
		fn      *ast.FuncDecl
		code    catalog.Code
		subject string
	}
	seen := map[id][]*comparison{}
	for _, c := range list {
		if c.Carrier != statusCarrier {
			continue
		}
		k := id{x.Enclosing(c.Node), c.Code, types.ExprString(c.Subject)}
		seen[k] = append(seen[k], c)
	}
	for _, group := range seen {
		for _, c := range group {
			c.Partner = len(group) > 1
		}
	}
}

var mirroredToken = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ, token.LSS: token.GTR, token.LEQ: token.GEQ, token.GTR: token.LSS, token.GEQ: token.LEQ,
}

// singleDefs notes the variables that are assigned once, where they are declared: code := resp.Code.
func (x *finder) singleDefs(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, l := range a.Lhs {
			id, ok := l.(*ast.Ident)
			if !ok {
				continue
			}
			if obj := x.Info.Defs[id]; obj != nil && len(a.Lhs) == len(a.Rhs) {
				x.defs[obj] = a.Rhs[i]
			} else if obj := x.Info.Uses[id]; obj != nil {
				x.defs[obj] = nil
			}
		}
		return true
	})
}

// resolve sees through conversions, getters and variables assigned once.
func (x *finder) resolve(e ast.Expr) ast.Expr {
	for range 4 {
		switch u := ast.Unparen(e).(type) {
		case *ast.Ident:
			def := x.defs[x.Info.Uses[u]]
			if def == nil {
				return u
			}
			e = def
		case *ast.StarExpr:
			e = u.X
		case *ast.TypeAssertExpr:
			e = u.X
		case *ast.CallExpr:
			if tv, ok := x.Info.Types[u.Fun]; ok && tv.IsType() && len(u.Args) == 1 {
				e = u.Args[0]
				continue
			}
			if g := x.getter(u); g != nil {
				e = g
				continue
			}
			return u
		default:
			return u
		}
	}
	return e
}

// getter is the field that a method of the package returns, for a call of such a method.
func (x *finder) getter(call *ast.CallExpr) ast.Expr {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) != 0 {
		return nil
	}
	fn, ok := x.Info.Uses[sel.Sel].(*types.Func)
	if !ok {
		return nil
	}
	d := x.Decls[fn]
	if d == nil || len(d.Body.List) != 1 {
		return nil
	}
	if r, ok := d.Body.List[0].(*ast.ReturnStmt); ok && len(r.Results) == 1 {
		if f, ok := ast.Unparen(r.Results[0]).(*ast.SelectorExpr); ok {
			return f
		}
	}
	return nil
}

func (x *finder) compare(subject, c ast.Expr, op token.Token) bool {
	tv := x.Info.Types[c]
	if tv.Value == nil {
		return false
	}
	var code catalog.Code
	switch tv.Value.Kind() {
	case constant.Int:
		n, ok := constant.Int64Val(tv.Value)
		if !ok {
			return false
		}
		code = catalog.Int(n)
	case constant.String:
		code = catalog.String(constant.StringVal(tv.Value))
	default:
		return false
	}
	cmp := &comparison{Node: c, Subject: subject, Op: op, Code: code}
	_, cmp.Raw = ast.Unparen(c).(*ast.BasicLit)
	if _, ok := x.Info.TypeOf(subject).Underlying().(*types.Interface); ok {
		cmp.Untyped = true
	}
	if !x.classify(cmp, x.resolve(subject)) && !x.self(cmp, subject, c) {
		return false
	}
	cmp.Named = cmp.Provider != nil && x.ofSDK(c, cmp.Provider)
	if cmp.Carrier == codeCarrier && cmp.Raw { // only then anybody asks
		cmp.Noted = x.commented(c, code.Text()) || x.spelledOut(c) || x.actedOn(c)
	}
	if d := x.Enclosing(c); cmp.Carrier == statusCarrier && d != nil && x.Says(lexicon.Retries, d.Name.Name) {
		fn, ok := x.Info.Defs[d.Name].(*types.Func)
		cmp.Asked = ok && fn.Signature().Results().Len() > 0 && gotypes.IsBool(fn.Signature().Results().At(0).Type())
	}
	x.compared.Comparisons = append(x.compared.Comparisons, cmp)
	x.listed(cmp)
	return true
}

// listed notes the codes without a catalog that one function tells apart, once they are several.
func (x *finder) listed(c *comparison) {
	if c.Provider != nil || c.Carrier != codeCarrier || !evident(c) {
		return
	}
	in := apart{x.Enclosing(c.Node), types.ExprString(c.Subject)}
	if slices.ContainsFunc(x.apart[in], func(o *comparison) bool { return o.Code == c.Code }) {
		return
	}
	all := append(x.apart[in], c)
	x.apart[in] = all
	if len(all) >= several {
		for _, o := range all {
			o.Listed = true
		}
	}
}

// several is how many codes a program does not make up.
const several = 3

// apart is a carrier as a function writes it.
type apart struct {
	in      *ast.FuncDecl
	subject string
}

// self finds out whether a comparison is one of a value that is a code itself, or of an error with one.
func (x *finder) self(c *comparison, subject, code ast.Expr) bool {
	t, ok := x.SelfTie(x.Info.TypeOf(subject))
	if !ok && gotypes.IsError(x.Info.TypeOf(subject)) {
		t, ok = x.SelfTie(x.Info.TypeOf(code))
	}
	if ok {
		c.Carrier, c.Provider, c.Scheme, c.Evidence, c.Untyped = codeCarrier, t.Provider, t.Scheme, t.Evidence, false
	}
	return ok
}

// ofSDK reports whether a constant is one of a provider's SDK, which knows its codes.
func (x *finder) ofSDK(c ast.Expr, p *catalog.Provider) bool {
	obj, ok := x.Denoted(c).(*types.Const)
	return ok && obj.Pkg() != nil && obj.Pkg() != x.Pkg && slices.ContainsFunc(p.Types, func(t catalog.GoType) bool {
		_, in := t.In(obj.Pkg().Path())
		return in
	})
}

// classify finds out what the subject of a comparison carries.
func (x *finder) classify(c *comparison, subject ast.Expr) bool {
	switch s := subject.(type) {
	case *ast.SelectorExpr:
		sel := x.Info.Selections[s]
		if sel == nil || sel.Kind() != types.FieldVal {
			return false
		}
		f := sel.Obj().(*types.Var)
		if t, ok := x.Tied().Fields[f]; ok {
			c.Carrier, c.Provider, c.Scheme, c.Evidence = codeCarrier, t.Provider, t.Scheme, t.Evidence
			return true
		}
		owner := gotypes.FieldOwner(sel)
		if x.ClearStatus(owner, f) {
			c.Carrier = statusCarrier
			return true
		}
		if x.Tied().Fuzzy[f] {
			c.Carrier = codeCarrier
			x.byLiteral(c)
			return true
		}
	case *ast.CallExpr:
		fn, ok := x.Denoted(s.Fun).(*types.Func)
		if ok && x.SDKCarrier(fn) {
			t, _ := x.TieOf(fn)
			c.Carrier, c.Provider, c.Scheme, c.Evidence = codeCarrier, t.Provider, t.Scheme, t.Evidence
			return true
		}
		if ok && api.StatusMethod(fn) {
			c.Carrier = statusCarrier
			return true
		}
	}
	if codeIdent(subject) && x.byLiteral(c) {
		c.Carrier = codeCarrier
		return true
	}
	return false
}

// byLiteral ties by the form of the literal alone, for the providers whose codes have a form of their own.
func (x *finder) byLiteral(c *comparison) bool {
	for _, p := range x.Catalog.Providers() {
		for _, s := range p.Schemes {
			if s.Distinctive && p.FitsScheme(s.ID, c.Code) {
				c.Provider, c.Scheme, c.Evidence = p, s.ID, api.ByLiteral
				return true
			}
		}
	}
	return false
}

// codeIdent reports whether an expression is named like an error code; the name alone never ties.
func codeIdent(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return lexicon.ErrorCodes.Has(e.Name)
	case *ast.SelectorExpr:
		return lexicon.ErrorCodes.Has(e.Sel.Name)
	case *ast.CallExpr:
		return lexicon.ErrorCodes.Has(gotypes.CalledName(e))
	}
	return false
}

// contradiction finds conditions over one status that no status fulfils, or all do.
func (x *finder) contradiction(e *ast.BinaryExpr) {
	in := sym.NewInterner()
	v := x.statusCondition(in, e)
	if v == nil {
		return
	}
	set, ok := v.TrueSet()
	if !ok {
		return
	}
	// A test whether there is a status at all (100 <= code && code <= 599, or its opposite) is neither.
	real := codeset.StatusRange(100, 599)
	switch {
	case e.Op == token.LAND && set.Intersect(real).Empty():
		x.compared.Contradictions = append(x.compared.Contradictions, &contradicted{Node: e})
	case e.Op == token.LOR && real.SubsetOf(set):
		x.compared.Contradictions = append(x.compared.Contradictions, &contradicted{Node: e, Always: true})
	}
}

// statusCondition is e as a condition over one status and constants, or nil.
func (x *finder) statusCondition(in *sym.Interner, e ast.Expr) *sym.Value {
	subject := ""
	var build func(e ast.Expr) *sym.Value
	build = func(e ast.Expr) *sym.Value {
		e = ast.Unparen(e)
		if n, ok := gotypes.IntConstant(x.Info, e); ok {
			if n < 100 {
				return nil // a test whether there is a status at all
			}
			return in.Int(n)
		}
		if b, ok := e.(*ast.BinaryExpr); ok {
			l, r := build(b.X), build(b.Y)
			if l == nil || r == nil {
				return nil
			}
			return in.Binary(b.Op.String(), l, r, x.Info.TypeOf(b))
		}
		if !x.isStatus(e) {
			return nil
		}
		text := types.ExprString(e)
		if subject != "" && subject != text {
			return nil
		}
		subject = text
		return in.Make(sym.Value{Op: sym.OpStatus, Node: x.Files[0]})
	}
	v := build(e)
	if subject == "" {
		return nil
	}
	return v
}
