package notimeout

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// settings are what a package does to clients, transports and requests, wherever it does it.
type settings struct {
	values     map[*types.Var][]value // what variables and fields that hold clients are set to
	members    map[*types.Var][]value // what is assigned to the transports of those
	limited    map[*types.Var]bool    // clients that get a Timeout later, or are given to functions of other packages
	anyLimited bool                   // a client that is a parameter, or no variable, gets a Timeout
	tuned      map[types.Object]bool  // transports that a function makes for itself and gives something later that can limit the wait
	shared     bool                   // one gets it that may be any, the default one, too
	defaults   bool                   // the default client or transport is changed
	requests   bool                   // a request gets a Cancel, or another one in its place
}

// A value is one of an expression's results.
type value struct {
	expr  ast.Expr // nil if it is not known
	index int      // -1 if the expression has one
}

// collect looks through the package once. Tests may do what they like.
func (x *finder) collect() *settings {
	s := &settings{values: map[*types.Var][]value{}, members: map[*types.Var][]value{}, limited: map[*types.Var]bool{}, tuned: map[types.Object]bool{}}
	for _, f := range x.Files {
		if gotypes.InTest(x.Fset, f.Pos()) {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					v := value{n.Rhs[0], i}
					if len(n.Lhs) == len(n.Rhs) {
						v = value{n.Rhs[i], -1}
					}
					x.noteAssigned(s, l, v)
				}
			case *ast.ValueSpec:
				for i, l := range n.Names {
					switch {
					case len(n.Names) == len(n.Values):
						x.noteClient(s, l, value{n.Values[i], -1})
					case len(n.Values) == 1:
						x.noteClient(s, l, value{n.Values[0], i})
					}
				}
			case *ast.RangeStmt:
				for _, l := range []ast.Expr{n.Key, n.Value} {
					if l != nil {
						x.noteClient(s, l, value{})
					}
				}
			case *ast.CompositeLit:
				x.noteFields(s, n)
			case *ast.CallExpr:
				x.noteGiven(s, n)
			case *ast.UnaryExpr:
				// The address of a pointer to a client: whoever has it can set another one.
				if v := x.held(n.X); n.Op == token.AND && v != nil && isPointer(v.Type()) {
					s.limited[v] = true
				}
			}
			return true
		})
	}
	return s
}

func isPointer(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Pointer)
	return ok
}

// held is the variable or field that an expression names.
func (x *finder) held(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x.Variable(e)
	case *ast.SelectorExpr:
		v, _ := x.Info.Uses[e.Sel].(*types.Var)
		return v
	case *ast.StarExpr:
		return x.held(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return x.held(e.X)
		}
	}
	return nil
}

// noteClient notes what a variable or field is set to.
func (x *finder) noteClient(s *settings, to ast.Expr, v value) {
	if h := x.held(to); h != nil && gotypes.TypeIs(h.Type(), "net/http.Client") {
		s.values[h.Origin()] = append(s.values[h.Origin()], v)
	}
}

// limiting are the fields of a transport that can limit the wait for an answer: the connections that are dialled may have deadlines.
var limiting = map[string]bool{"ResponseHeaderTimeout": true, "Dial": true, "DialContext": true, "DialTLS": true, "DialTLSContext": true}

// noteAssigned notes an assignment to a client or a transport, or to one of their fields.
func (x *finder) noteAssigned(s *settings, to ast.Expr, v value) {
	x.noteClient(s, to, v)
	if star, ok := ast.Unparen(to).(*ast.StarExpr); ok && gotypes.TypeIs(x.Info.TypeOf(star), "net/http.Request") {
		s.requests = true
	}
	sel, ok := ast.Unparen(to).(*ast.SelectorExpr)
	harmless := ok && (gotypes.TypeIs(x.Info.TypeOf(sel.X), "net/http.Transport") && !limiting[sel.Sel.Name] || isDefault(x.Info.Uses[sel.Sel]) && x.limitsNothing(v))
	if x.ofDefaults(to) && !harmless {
		s.defaults = true
	}
	if !ok {
		return
	}
	switch owner := x.Info.TypeOf(sel.X); {
	case (sel.Sel.Name == "Timeout" || sel.Sel.Name == "Transport") && x.embedded(sel) != nil:
		if f := x.embedded(sel).Origin(); sel.Sel.Name == "Timeout" {
			s.limited[f] = true
		} else {
			s.members[f] = append(s.members[f], v)
		}
	case (sel.Sel.Name == "Timeout" || sel.Sel.Name == "Transport") && gotypes.TypeIs(owner, "net/http.Client"):
		switch h := x.held(sel.X); {
		case h == nil || !h.IsField() && x.isParameter(h):
			s.anyLimited = true
		case sel.Sel.Name == "Timeout":
			s.limited[h.Origin()] = true
		default:
			s.members[h.Origin()] = append(s.members[h.Origin()], v)
		}
	case gotypes.TypeIs(owner, "net/http.Transport"):
		switch id, _ := ast.Unparen(sel.X).(*ast.Ident); {
		case harmless:
		case x.makesTransport(sel.X):
			s.tuned[x.Info.Uses[id]] = true
		default:
			s.shared = true
		}
	case sel.Sel.Name == "Cancel" && gotypes.TypeIs(owner, "net/http.Request"):
		s.requests = true
	}
}

// makesTransport reports whether a transport is one that the function around makes for itself: a copy of another, or a new one.
func (x *finder) makesTransport(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	d := x.Enclosing(id)
	if d == nil {
		return false
	}
	w, ok := x.PlacesIn(d.Body).Only(x.Info.Uses[id])
	if !ok || w.Item || w.Value == nil {
		return false
	}
	switch made := ast.Unparen(w.Value).(type) {
	case *ast.UnaryExpr:
		_, ok := ast.Unparen(made.X).(*ast.CompositeLit)
		return ok
	case *ast.CallExpr:
		fn := x.CalledFunc(made)
		return fn != nil && fn.FullName() == "(*net/http.Transport).Clone"
	}
	return false
}

// limitsNothing reports whether a value is a transport that is made on the spot, without a limit for an answer.
func (x *finder) limitsNothing(v value) bool {
	u, ok := ast.Unparen(v.expr).(*ast.UnaryExpr)
	return ok && v.index < 0 && x.madePlain(u)
}

// isParameter reports whether a variable is one of a function, declared or literal, or its receiver.
func (x *finder) isParameter(v *types.Var) bool {
	return v.Kind() == types.ParamVar || v.Kind() == types.RecvVar || v.Kind() == types.ResultVar
}

// ofDefaults reports whether an expression is the default client or transport, or a part of one.
func (x *finder) ofDefaults(e ast.Expr) bool {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if isDefault(x.Info.Uses[u.Sel]) {
				return true
			}
			e = u.X
		case *ast.TypeAssertExpr:
			e = u.X
		case *ast.StarExpr:
			e = u.X
		default:
			return false
		}
	}
}

func isDefault(o types.Object) bool {
	return o != nil && o.Pkg() != nil && o.Pkg().Path() == "net/http" && (o.Name() == "DefaultClient" || o.Name() == "DefaultTransport")
}

// noteFields notes the clients that a literal of a struct sets fields to.
func (x *finder) noteFields(s *settings, lit *ast.CompositeLit) {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				if f, ok := x.Info.Uses[id].(*types.Var); ok && f.IsField() && gotypes.TypeIs(f.Type(), "net/http.Client") {
					s.values[f.Origin()] = append(s.values[f.Origin()], value{kv.Value, -1})
				}
			}
		}
	}
	for f, e := range x.Unkeyed(lit) {
		if gotypes.TypeIs(f.Type(), "net/http.Client") {
			s.values[f.Origin()] = append(s.values[f.Origin()], value{e, -1})
		}
	}
}

// noteGiven notes the clients that a function of another package, or one that is not known, is given: it may set what it likes.
func (x *finder) noteGiven(s *settings, call *ast.CallExpr) {
	if fn := x.CalledFunc(call); fn != nil && fn.Pkg() == x.Pkg {
		return
	}
	for _, a := range call.Args {
		if h := x.held(a); h != nil && gotypes.TypeIs(h.Type(), "net/http.Client") && !isDefault(h) {
			s.limited[h.Origin()] = true
		}
	}
}
