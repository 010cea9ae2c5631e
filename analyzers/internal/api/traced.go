package api

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// maxTraced are the variables, fields and functions through which a client is followed back to the call that makes it.
const maxTraced = 8

// A trace follows a client from its use to where it is made, as far as nobody else can have it.
type trace struct {
	*Vocabulary
	client  library.Repeat
	handles []types.Object // the variables and fields that hold it
	asked   []types.Object // the functions of the package that were gone through
	made    []*ast.CallExpr
	built   []ast.Expr // the same, with the methods that are called of it at once
	lost    bool       // it is handed to somebody, or may be another one

	standard bool // what is followed is a client of net/http
	turned   bool // ...and has come to where one is made of a client that repeats

	own *types.Func // of TransportOf: how the client sends
}

// methodAsked is where the method is named that a call asks: in the call, or where the variable or the field was set to it that is called;
// nil if that is not known.
func (x *Vocabulary) methodAsked(call *ast.CallExpr) *ast.SelectorExpr {
	asked := ast.Unparen(call.Fun)
	if v, ok := x.Denoted(asked).(*types.Var); ok {
		switch {
		case v.IsField():
			asked = x.FieldFunc(v)
		case v.Parent() == x.Pkg.Scope():
			asked = x.Initializer(v)
		default:
			asked = x.DeclaredFunc(v)
		}
		if asked == nil {
			return nil
		}
	}
	sel, _ := ast.Unparen(asked).(*ast.SelectorExpr)
	return sel
}

// traced is the client of a call, followed to where it is made.
func (x *Vocabulary) traced(call *ast.CallExpr, client library.Repeat, standard bool) *trace {
	t := &trace{Vocabulary: x, client: client, standard: standard}
	sel := x.methodAsked(call)
	if sel == nil {
		t.lost = true
		return t
	}
	t.from(sel.X)
	for i := 0; i < len(t.handles) && !t.lost; i++ { // grows
		t.follow(t.handles[i])
	}
	return t
}

// repeatAt is what the client of a call, which may be one of net/http, repeats, judged by that client alone; not ok if it cannot be told
// from the others of the package.
func (x *Vocabulary) repeatAt(call *ast.CallExpr, client library.Repeat, standard bool) (r *domain.Repeat, ok bool) {
	t := x.traced(call, client, standard)
	if t.lost || t.standard != t.turned || len(t.made) != 1 || slices.ContainsFunc(t.made[0].Args, t.isConfigured) {
		return nil, false
	}
	use := clientUse{Vocabulary: x, client: client, attempts: client.Attempts}
	for _, e := range t.built {
		ast.Inspect(e, use.visit)
	}
	x.inspect(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if t.within(n) {
				return false
			}
			if n == call { // what it is given holds for it alone
				ast.Inspect(n, use.visit)
				return false
			}
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && t.isOf(sel) {
				use.visit(n)
				use.visit(sel.Sel)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if t.isOf(l) {
					sel, ok := ast.Unparen(l).(*ast.SelectorExpr)
					use.changed = use.changed || standard && ok && sel.Sel.Name == "Transport"
					use.visit(n)
					ast.Inspect(l, use.visit)
					ast.Inspect(n.Rhs[min(i, len(n.Rhs)-1)], use.visit)
				}
			}
		}
		return true
	})
	if use.changed || use.attempts == 1 || use.settings > 1 {
		return nil, true
	}
	return &domain.Repeat{Codes: CodesOf(client), Attempts: use.attempts}, true
}

// isConfigured reports whether an argument is settings of the client that are kept in a variable: others may set them, too.
func (t *trace) isConfigured(arg ast.Expr) bool {
	found := false
	ast.Inspect(arg, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit: // an option, of which the body is seen
			return false
		case *ast.Ident:
			if v, ok := t.Info.Uses[n].(*types.Var); ok && !v.IsField() {
				of := gotypes.Named(v.Type())
				_, isFunc := v.Type().Underlying().(*types.Signature)
				found = found || isFunc || of == nil && !gotypes.IsBasic(v.Type()) || of != nil && of.Obj().Pkg() != nil && strings.HasPrefix(of.Obj().Pkg().Path(), t.client.Family)
			}
		}
		return !found
	})
	return found
}

// from notes where an expression has the client from.
func (t *trace) from(e ast.Expr) {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			t.from(e.X)
			return
		}
	case *ast.CompositeLit:
		if t.client.Family == "" && gotypes.TypeIs(t.Info.TypeOf(e), "net/http.Client") {
			if transport := setTo(e, "Transport"); transport != nil {
				t.sendsBy(transport)
			}
			return
		}
		if part := t.partOf(e); part != nil {
			t.from(part)
			return
		}
	case *ast.Ident:
		t.hold(t.Info.ObjectOf(e))
		return
	case *ast.SelectorExpr:
		if v, ok := t.Info.Uses[e.Sel].(*types.Var); ok { // a field, or a method's value of one: client.Messages
			if v.IsField() && v.Pkg() != t.Pkg && !t.standard {
				t.from(e.X)
				return
			}
			t.hold(v)
			return
		}
	case *ast.CallExpr:
		fn := t.CalledFunc(e)
		switch {
		case fn == nil:
		case fn.Pkg() == t.Pkg:
			t.through(fn.Origin())
			return
		case fn.Signature().Recv() == nil && t.ours(fn) && t.client.Makes(fn.Name()):
			if !slices.Contains(t.made, e) {
				t.made = append(t.made, e)
				t.build(e)
			}
			return
		case fn.Signature().Recv() != nil && t.ours(fn): // a builder, or a request of the client
			if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
				t.turned = t.turned || fn.Name() == t.client.Standard
				t.build(e)
				t.from(sel.X)
				return
			}
		}
	}
	t.lost = true
}

// partOf is what a client of net/http has for its transport, or such a transport for what it sends by; nil if they have nothing of the
// kind.
func (t *trace) partOf(lit *ast.CompositeLit) ast.Expr {
	n := gotypes.Named(t.Info.TypeOf(lit))
	if !t.standard || n == nil || n.Obj().Pkg() == nil {
		return nil
	}
	field := ""
	switch path := n.Obj().Pkg().Path(); {
	case path == "net/http" && n.Obj().Name() == "Client":
		field = "Transport"
	case strings.HasPrefix(path, t.client.Family) && n.Obj().Name() == t.client.Carrier:
		field, t.turned = "Client", true
	}
	return setTo(lit, field)
}

// setTo is what a literal sets a field to by its name; nil if it does not.
func setTo(lit *ast.CompositeLit, field string) ast.Expr {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == field {
				return kv.Value
			}
		}
	}
	return nil
}

// build notes an expression that makes the client, unless it is a part of one.
func (t *trace) build(e ast.Expr) {
	if !t.within(e) {
		t.built = append(t.built, e)
	}
}

// within reports whether an expression is a part of what makes the client.
func (t *trace) within(e ast.Expr) bool {
	return slices.ContainsFunc(t.built, func(of ast.Expr) bool { return gotypes.Within(e.Pos(), of) })
}

func (t *trace) ours(fn *types.Func) bool {
	return t.client.Family != "" && fn.Pkg() != nil && strings.HasPrefix(fn.Pkg().Path(), t.client.Family)
}

// through follows what a function of the package returns.
func (t *trace) through(fn *types.Func) {
	d := t.Decls[fn]
	if d == nil || len(t.asked) == maxTraced {
		t.lost = true
		return
	}
	if slices.Contains(t.asked, types.Object(fn)) {
		return
	}
	t.asked = append(t.asked, fn)
	for _, r := range gotypes.FirstResults(d) {
		v := t.Variable(r)
		switch _, isCall := ast.Unparen(r).(*ast.CallExpr); {
		case t.Info.Types[r].IsNil():
		case isCall, v != nil && !v.IsField() && gotypes.Within(v.Pos(), d):
			t.from(r)
		default: // others may have the same
			t.lost = true
		}
	}
}

func (t *trace) hold(obj types.Object) {
	v, ok := obj.(*types.Var)
	if !ok || len(t.handles) == maxTraced {
		t.lost = true
		return
	}
	v = v.Origin()
	if !slices.Contains(t.handles, types.Object(v)) {
		t.handles = append(t.handles, v)
	}
}

// follow looks at all uses of a variable or field: what is put into it, where else it is put, and whether anybody is given it.
func (t *trace) follow(obj types.Object) {
	v := obj.(*types.Var)
	if v.Pkg() != t.Pkg || v.Exported() && (v.IsField() || v.Parent() == t.Pkg.Scope()) {
		t.lost = true // others set it
		return
	}
	written := false
	t.inspect(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i := range min(len(n.Lhs), len(n.Rhs)) { // of several results the client is the first
				written = t.moves(v, n.Lhs[i], n.Rhs[i]) || written
			}
		case *ast.ValueSpec:
			for i := range min(len(n.Names), len(n.Values)) {
				written = t.moves(v, n.Names[i], n.Values[i]) || written
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				written = t.moves(v, id, n.Value) || written
			}
		case *ast.CompositeLit:
			for f, e := range t.Unkeyed(n) {
				if f.Origin() == v {
					t.from(e)
					written = true
				} else if t.is(e, v) {
					t.hold(f)
				}
			}
		case *ast.CallExpr:
			t.lost = t.lost || slices.ContainsFunc(n.Args, func(a ast.Expr) bool { return t.is(a, v) })
		case *ast.UnaryExpr:
			t.lost = t.lost || n.Op == token.AND && t.is(n.X, v)
		case *ast.ReturnStmt:
			t.lost = t.lost || slices.ContainsFunc(n.Results, func(r ast.Expr) bool { return t.is(r, v) }) && !t.constructs(n, v)
		}
		return !t.lost
	})
	t.lost = t.lost || !written
}

// constructs reports whether a return is that of a function which was gone through, and what it returns one of its own.
func (t *trace) constructs(ret *ast.ReturnStmt, v *types.Var) bool {
	d := t.Enclosing(ret)
	return d != nil && !v.IsField() && gotypes.Within(v.Pos(), d) && slices.Contains(t.asked, t.Info.Defs[d.Name])
}

// inspect walks over the files of the package, without those of tests.
func (x *Vocabulary) inspect(visit func(ast.Node) bool) {
	for _, f := range x.Files {
		if !gotypes.InTest(x.Fset, f.FileStart) {
			ast.Inspect(f, visit)
		}
	}
}

// moves follows an assignment, and reports whether it is one to the variable.
func (t *trace) moves(v *types.Var, to, value ast.Expr) bool {
	switch {
	case t.is(to, v):
		if !t.Info.Types[value].IsNil() {
			t.from(value)
		}
		return true
	case t.is(value, v):
		switch to := ast.Unparen(to).(type) {
		case *ast.Ident:
			if to.Name != "_" {
				t.hold(t.Info.ObjectOf(to))
			}
		case *ast.SelectorExpr:
			t.hold(t.Info.Uses[to.Sel])
		default:
			t.lost = true
		}
	}
	return false
}

// is reports whether an expression names a variable or field.
func (t *trace) is(e ast.Expr, v *types.Var) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return gotypes.Origin(t.Info.ObjectOf(e)) == types.Object(v)
	case *ast.SelectorExpr:
		return gotypes.Origin(t.Info.Uses[e.Sel]) == types.Object(v)
	}
	return false
}

// isOf reports whether an expression selects something of the client: a field or a method, of what its methods return, too.
func (t *trace) isOf(e ast.Expr) bool {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if slices.ContainsFunc(t.handles, func(h types.Object) bool { return t.is(u.X, h.(*types.Var)) }) {
				return true
			}
			e = u.X
		case *ast.CallExpr:
			e = u.Fun
		default:
			return false
		}
	}
}
