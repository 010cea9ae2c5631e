package notimeout

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// clientOf is where the client of a request is made, if it certainly has no limit; made is nil if nobody makes it.
func (x *finder) clientOf(s index.Caller) (made ast.Node, isDefault, ok bool) {
	sel, isSel := ast.Unparen(s.Call.Fun).(*ast.SelectorExpr)
	if !isSel {
		return nil, false, false
	}
	if x.Info.Selections[sel] == nil { // http.Get
		return nil, true, !x.defaults && !x.shared
	}
	c := &trail{finder: x}
	if f := x.embedded(sel); f != nil {
		ok = c.variable(f, sel.X, 0)
	} else {
		ok = gotypes.TypeIs(x.Info.TypeOf(sel.X), "net/http.Client") && c.unlimited(value{sel.X, -1}, 0)
	}
	if !ok {
		return nil, false, false
	}
	return c.made, c.made == nil, true
}

// embedded is the embedded field that holds the client of which a method or a field is selected; nil if it is selected of a client itself.
func (x *finder) embedded(sel *ast.SelectorExpr) *types.Var {
	s := x.Info.Selections[sel]
	if s == nil || len(s.Index()) < 2 {
		return nil
	}
	t := s.Recv()
	var f *types.Var
	for _, i := range s.Index()[:len(s.Index())-1] {
		st := gotypes.StructOf(t)
		if st == nil {
			return nil
		}
		f = st.Field(i)
		t = f.Type()
	}
	if !gotypes.TypeIs(t, "net/http.Client") {
		return nil
	}
	return f
}

// reached reports whether other packages can name a variable or a field: what is embedded has the name of its type, but nobody else has a value of
// an unexported type that no exported function gives.
func (x *finder) reached(v *types.Var) bool {
	if !v.Exported() || x.Pkg.Name() == "main" {
		return false
	}
	if !v.Embedded() {
		return true
	}
	scope := x.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.Exported() || tn.IsAlias() {
			continue
		}
		s := gotypes.StructOf(tn.Type())
		for i := 0; s != nil && i < s.NumFields(); i++ {
			if s.Field(i).Origin() == v {
				return x.handsOut(tn)
			}
		}
	}
	return true
}

// handsOut reports whether something that the package exports has to do with values of a type of its own.
func (x *finder) handsOut(tn *types.TypeName) bool {
	mentions := func(t types.Type) bool {
		n := gotypes.Named(t)
		return n != nil && n.Obj() == tn
	}
	for _, o := range x.Info.Defs {
		switch d := o.(type) {
		case *types.Func:
			for r := range d.Signature().Results().Variables() {
				if d.Exported() && mentions(r.Type()) {
					return true
				}
			}
		case *types.Var:
			if d.Exported() && mentions(d.Type()) && (d.IsField() || d.Parent() == x.Pkg.Scope()) {
				return true
			}
		}
	}
	return false
}

// A trail follows a client back to where it is made.
type trail struct {
	*finder
	made ast.Node // the first of the places
}

// unlimited reports whether a client has certainly no limit in time, wherever it comes from.
func (c *trail) unlimited(v value, depth int) bool {
	if v.expr == nil || depth > maxDepth {
		return false
	}
	switch e := ast.Unparen(v.expr).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.AND && c.unlimited(value{e.X, -1}, depth)
	case *ast.StarExpr:
		return c.unlimited(value{e.X, -1}, depth)
	case *ast.CompositeLit:
		return gotypes.TypeIs(c.Info.TypeOf(e), "net/http.Client") && c.literal(e)
	case *ast.CallExpr:
		return c.result(e, v.index, depth)
	case *ast.Ident, *ast.SelectorExpr:
		if h := c.held(e); h != nil {
			return c.variable(h, e, depth)
		}
	}
	return false
}

// found notes where a client is made.
func (c *trail) found(n ast.Node) bool {
	if c.made == nil {
		c.made = n
	}
	return true
}

// literal reports whether a literal of a client sets no limit.
func (c *trail) literal(lit *ast.CompositeLit) bool {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		switch key, _ := kv.Key.(*ast.Ident); {
		case key == nil:
			return false
		case key.Name == "Timeout":
			return false // whatever it is: who writes 0 has decided that there is none
		case key.Name == "Transport":
			if !c.plainTransport(kv.Value) {
				return false
			}
		}
	}
	return !c.shared && !c.defaults && c.found(lit)
}

// result follows a client that a call returns.
func (c *trail) result(call *ast.CallExpr, index, depth int) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && id.Name == "new" && len(call.Args) == 1 && c.Info.Types[call.Fun].IsBuiltin() {
		return gotypes.TypeIs(c.Info.TypeOf(call.Args[0]), "net/http.Client") && !c.defaults && c.found(call)
	}
	fn := c.CalledFunc(call)
	if fn == nil || index > 0 {
		return false
	}
	d := c.Decls[fn.Origin()]
	if d == nil {
		return false
	}
	results := firstResults(d)
	for _, r := range results {
		if r.expr != nil && c.Info.Types[r.expr].IsNil() && index == 0 { // beside an error
			continue
		}
		if !c.unlimited(r, depth+1) {
			return false
		}
	}
	return len(results) > 0
}

// variable follows a client that a variable or a field holds, to all that it is set to.
func (c *trail) variable(v *types.Var, at ast.Expr, depth int) bool {
	if isDefault(v) {
		return v.Name() == "DefaultClient" && !c.defaults && !c.shared
	}
	v = v.Origin()
	local := !v.IsField() && v.Parent() != c.Pkg.Scope()
	if v.Pkg() != c.Pkg || c.anyLimited || c.limited[v] || !local && c.reached(v) {
		return false
	}
	for _, t := range c.members[v] {
		if t.index >= 0 || !c.plainTransport(t.expr) {
			return false
		}
	}
	if local && c.isParameter(v) {
		return c.parameter(v, at, depth)
	}
	values := slices.DeleteFunc(slices.Clone(c.values[v]), func(val value) bool { return c.same(val, v) })
	if len(values) == 0 {
		return !isPointer(v.Type()) && !c.defaults
	}
	for _, val := range values {
		if !c.unlimited(val, depth+1) {
			return false
		}
	}
	return true
}

// same reports whether a value is what the variable or field holds already: of another object, say, that this one is a copy of.
func (c *trail) same(val value, v *types.Var) bool {
	switch e := ast.Unparen(val.expr).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		h := c.held(e)
		return h != nil && h.Origin() == v
	}
	return false
}

// parameter follows a client to all who give it to a function.
func (c *trail) parameter(v *types.Var, at ast.Expr, depth int) bool {
	d := c.Enclosing(at)
	fn, i := c.Parameter(d, v)
	return i >= 0 && len(c.values[v]) == 0 &&
		c.alwaysGiven(fn, i, func(client ast.Expr) bool { return c.unlimited(value{client, -1}, depth+1) })
}

// plainTransport reports whether a transport is net/http's own and has no limit for an answer. One that dials by functions of the
// program may have one.
func (x *finder) plainTransport(e ast.Expr) bool {
	if e == nil {
		return false
	}
	e = ast.Unparen(e)
	if x.Info.Types[e].IsNil() {
		return true
	}
	switch e := e.(type) {
	case *ast.UnaryExpr:
		return x.madePlain(e)
	case *ast.SelectorExpr:
		return isDefault(x.Info.Uses[e.Sel]) && !x.defaults && !x.shared
	case *ast.Ident:
		d := x.Enclosing(e)
		if d == nil {
			return false
		}
		w, ok := x.PlacesIn(d.Body).Only(x.Info.Uses[e])
		return ok && w.Index < 0 && !w.Item && w.Value != nil && gotypes.TypeIs(x.Info.TypeOf(e), "net/http.Transport") && !x.tuned[x.Info.Uses[e]] && x.plainTransport(w.Value)
	}
	return false
}

// plainFields are the fields of a transport that limit no answer.
var plainFields = map[string]bool{
	"TLSClientConfig": true, "Proxy": true, "MaxIdleConns": true, "MaxIdleConnsPerHost": true, "MaxConnsPerHost": true, "IdleConnTimeout": true,
	"TLSHandshakeTimeout": true, "ExpectContinueTimeout": true, "DisableKeepAlives": true, "DisableCompression": true, "ForceAttemptHTTP2": true,
}

// madePlain reports whether a transport is made on the spot, without a limit for an answer.
func (x *finder) madePlain(e *ast.UnaryExpr) bool {
	lit, ok := ast.Unparen(e.X).(*ast.CompositeLit)
	return ok && e.Op == token.AND && x.plainLiteral(lit)
}

func (x *finder) plainLiteral(lit *ast.CompositeLit) bool {
	if !gotypes.TypeIs(x.Info.TypeOf(lit), "net/http.Transport") {
		return false
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		if key, ok := kv.Key.(*ast.Ident); !ok || !plainFields[key.Name] && !x.dialer(key.Name, kv.Value) {
			return false
		}
	}
	return true
}

// dialer reports whether a field of a transport is set to a method of a net.Dialer, which limits no more than the dialing.
func (x *finder) dialer(field string, v ast.Expr) bool {
	sel, ok := ast.Unparen(v).(*ast.SelectorExpr)
	return ok && (field == "Dial" || field == "DialContext") && gotypes.TypeIs(x.Info.TypeOf(sel.X), "net.Dialer")
}
