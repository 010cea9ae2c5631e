package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// Places says where the variables of one declaration are used and written, and what stands around each node. It is made
// for declarations alone in which a rule has something to look up.
type Places struct {
	Parent map[ast.Node]ast.Node
	Uses   map[types.Object][]*ast.Ident // reads and writes, without the declaration
	Writes map[types.Object][]Write
}

// A Write gives a variable a value.
type Write struct {
	Ident *ast.Ident
	At    ast.Node
	Value ast.Expr // nil if it is none that is written: x++, an address that is taken
	Index int      // which of the value's results; -1 if it has one
	Item  bool     // an element of value, which is ranged over
}

// PlacesIn looks through a declaration or the body of a function once.
func (x *Package) PlacesIn(root ast.Node) *Places {
	if p := x.places[root]; p != nil {
		return p
	}
	p := &Places{Parent: map[ast.Node]ast.Node{}, Uses: map[types.Object][]*ast.Ident{}, Writes: map[types.Object][]Write{}}
	x.places[root] = p
	var stack []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if len(stack) > 0 {
			p.Parent[n] = stack[len(stack)-1]
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.Ident:
			if v, ok := x.Info.Uses[n].(*types.Var); ok && !v.IsField() {
				p.Uses[v] = append(p.Uses[v], n)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				switch {
				case n.Tok != token.ASSIGN && n.Tok != token.DEFINE:
					x.noteWrite(p, n, l, nil, -1, false)
				case len(n.Lhs) == len(n.Rhs):
					x.noteWrite(p, n, l, n.Rhs[i], -1, false)
				default:
					x.noteWrite(p, n, l, n.Rhs[0], i, false)
				}
			}
		case *ast.ValueSpec:
			for i, l := range n.Names {
				switch {
				case len(n.Names) == len(n.Values):
					x.noteWrite(p, n, l, n.Values[i], -1, false)
				case len(n.Values) == 1:
					x.noteWrite(p, n, l, n.Values[0], i, false)
				}
			}
		case *ast.RangeStmt:
			if n.Key != nil {
				x.noteWrite(p, n, n.Key, nil, -1, false)
			}
			if n.Value != nil {
				x.noteWrite(p, n, n.Value, n.X, -1, true)
			}
		case *ast.IncDecStmt:
			x.noteWrite(p, n, n.X, nil, -1, false)
		}
		return true
	})
	return p
}

func (x *Package) noteWrite(p *Places, at ast.Node, to, value ast.Expr, index int, item bool) {
	id, ok := ast.Unparen(to).(*ast.Ident)
	if !ok {
		return
	}
	if obj := x.Info.ObjectOf(id); obj != nil {
		p.Writes[obj] = append(p.Writes[obj], Write{id, at, value, index, item})
	}
}

// Up is the node around n, parentheses aside.
func (p *Places) Up(n ast.Node) ast.Node {
	for {
		n = p.Parent[n]
		if _, ok := n.(*ast.ParenExpr); !ok {
			return n
		}
	}
}

// Only is what a variable holds, if it is written once.
func (p *Places) Only(obj types.Object) (Write, bool) {
	w := p.Writes[obj]
	if obj == nil || len(w) != 1 {
		return Write{}, false
	}
	return w[0], true
}

// Before is the last write of a variable that stands before n, in the text of the program.
func (p *Places) Before(obj types.Object, n ast.Node) (Write, bool) {
	var last Write
	for _, w := range p.Writes[obj] {
		if w.At.Pos() < n.Pos() && (last.At == nil || w.At.Pos() > last.At.Pos()) {
			last = w
		}
	}
	return last, last.At != nil
}

// Function is the type of the innermost function around n; root is that of the declaration.
func (p *Places) Function(n ast.Node, root *ast.FuncType) *ast.FuncType {
	for ; n != nil; n = p.Parent[n] {
		if lit, ok := n.(*ast.FuncLit); ok {
			return lit.Type
		}
	}
	return root
}

// Literal is the innermost function literal around n, or nil.
func (p *Places) Literal(n ast.Node) *ast.FuncLit {
	for n = p.Parent[n]; n != nil; n = p.Parent[n] {
		if lit, ok := n.(*ast.FuncLit); ok {
			return lit
		}
	}
	return nil
}

// Variable is the variable that an expression names, or nil.
func (x *Package) Variable(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := x.Info.ObjectOf(id).(*types.Var)
	return v
}

// CalledFunc is the declared function that a call calls, or nil.
func (x *Package) CalledFunc(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(x.Info, call).(*types.Func)
	return fn
}

// A Caller is a call, and the declaration that it is in.
type Caller struct {
	Call *ast.CallExpr
	Root ast.Node // the declaration, as PlacesIn takes it
	Decl *ast.FuncDecl
}

// CallersOf are the calls of a function in the package. They tell of all its arguments if nobody else can call it: it is
// not exported, and it is nowhere used but to be called.
func (x *Package) CallersOf(fn *types.Func) (calls []Caller, all bool) {
	x.lookForCallers()
	return x.callers[fn], !fn.Exported() && !x.handed[fn]
}

// AnsweredBy are the calls that get what a return statement of a declaration hands out: those of the function literal that it is in, or else of
// the declared function. all is that of CallersOf.
func (x *Package) AnsweredBy(at, root ast.Node, decl *ast.FuncDecl) (calls []Caller, all bool) {
	if lit := x.PlacesIn(root).Literal(at); lit != nil {
		return x.callersOfLiteral(lit, root, decl)
	}
	if decl == nil {
		return nil, false
	}
	fn, _ := x.Info.Defs[decl.Name].(*types.Func)
	return x.CallersOf(fn)
}

// callersOfLiteral are the calls of a function literal: the one that it stands in, or those of the variable that holds nothing else.
func (x *Package) callersOfLiteral(lit *ast.FuncLit, root ast.Node, decl *ast.FuncDecl) (calls []Caller, all bool) {
	p := x.PlacesIn(root)
	var v *types.Var
	switch up := p.Up(lit).(type) {
	case *ast.CallExpr:
		if ast.Unparen(up.Fun) == ast.Expr(lit) {
			return []Caller{{up, root, decl}}, true
		}
	case *ast.AssignStmt:
		if i := slices.IndexFunc(up.Rhs, func(e ast.Expr) bool { return ast.Unparen(e) == ast.Expr(lit) }); i >= 0 && len(up.Lhs) == len(up.Rhs) {
			v = x.Variable(up.Lhs[i])
		}
	case *ast.ValueSpec:
		if i := slices.IndexFunc(up.Values, func(e ast.Expr) bool { return ast.Unparen(e) == ast.Expr(lit) }); i >= 0 && len(up.Names) == len(up.Values) {
			v = x.Variable(up.Names[i])
		}
	}
	if w, once := p.Only(v); !once || v.IsField() || v.Parent() == x.Pkg.Scope() || ast.Unparen(w.Value) != ast.Expr(lit) {
		return nil, false
	}
	all = true
	for _, id := range p.Uses[v] {
		switch call, ok := p.Up(id).(*ast.CallExpr); {
		case ok && ast.Unparen(call.Fun) == ast.Expr(id):
			calls = append(calls, Caller{call, root, decl})
		case p.Writes[v][0].Ident != id:
			all = false
		}
	}
	return calls, all
}

// HandedOn reports whether the package uses a function otherwise than to call it.
func (x *Package) HandedOn(fn *types.Func) bool {
	x.lookForCallers()
	return x.handed[fn]
}

func (x *Package) lookForCallers() {
	if x.callers != nil {
		return
	}
	x.callers, x.handed = map[*types.Func][]Caller{}, map[*types.Func]bool{}
	for _, f := range x.Files {
		for _, d := range f.Decls {
			x.noteCallers(d)
		}
	}
}

// GivenFor are the types that the package gives for a type parameter of one of its functions or types, without those that are type
// parameters themselves, in no order.
func (x *Package) GivenFor(param *types.TypeParam) []types.Type {
	var out []types.Type
	for id, inst := range x.Info.Instances {
		if inst.TypeArgs.Len() <= param.Index() || !declares(x.Info.Uses[id], param) {
			continue
		}
		t := inst.TypeArgs.At(param.Index())
		if _, isParam := types.Unalias(t).(*types.TypeParam); !isParam && !slices.ContainsFunc(out, func(u types.Type) bool { return types.Identical(t, u) }) {
			out = append(out, t)
		}
	}
	return out
}

// declares reports whether a type parameter is one of a generic function or type, or of a method's receiver of that type.
func declares(obj types.Object, param *types.TypeParam) bool {
	switch obj := obj.(type) {
	case *types.Func:
		params := obj.Origin().Signature().TypeParams()
		return params != nil && params.Len() > param.Index() && params.At(param.Index()) == param
	case *types.TypeName:
		n, ok := obj.Type().(*types.Named)
		if !ok {
			return false
		}
		for m := range n.Origin().Methods() {
			params := m.Signature().RecvTypeParams()
			if params != nil && params.Len() > param.Index() && params.At(param.Index()) == param {
				return true
			}
		}
		params := n.Origin().TypeParams()
		return params != nil && params.Len() > param.Index() && params.At(param.Index()) == param
	}
	return false
}

// AlwaysNil reports whether a parameter is nil in all calls of its function.
func (x *Package) AlwaysNil(param *types.Var) bool {
	d := x.Declaring(param)
	if d == nil {
		return false
	}
	fn, ok := x.Info.Defs[d.Name].(*types.Func)
	if !ok {
		return false
	}
	i := slices.Index(slices.Collect(fn.Signature().Params().Variables()), param)
	calls, all := x.CallersOf(fn)
	return i >= 0 && all && len(calls) > 0 && !slices.ContainsFunc(calls, func(c Caller) bool {
		return i >= len(c.Call.Args) || !x.Info.Types[c.Call.Args[i]].IsNil()
	})
}

func (x *Package) noteCallers(d ast.Decl) {
	var root ast.Node = d
	decl, _ := d.(*ast.FuncDecl)
	if decl != nil {
		if decl.Body == nil {
			return
		}
		root = decl.Body
	}
	called := map[*ast.Ident]bool{}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if fn := x.CalledFunc(n); fn != nil && fn.Pkg() == x.Pkg {
				x.callers[fn.Origin()] = append(x.callers[fn.Origin()], Caller{n, root, decl})
				switch f := ast.Unparen(n.Fun).(type) {
				case *ast.Ident:
					called[f] = true
				case *ast.SelectorExpr:
					called[f.Sel] = true
				}
			}
		case *ast.Ident:
			if fn, ok := x.Info.Uses[n].(*types.Func); ok && fn.Pkg() == x.Pkg && !called[n] {
				x.handed[fn.Origin()] = true
			}
		}
		return true
	})
}

// Parameter is the number of a parameter of a declared function, or -1.
func (x *Package) Parameter(decl *ast.FuncDecl, v *types.Var) (*types.Func, int) {
	if decl == nil || v == nil {
		return nil, -1
	}
	fn, _ := x.Info.Defs[decl.Name].(*types.Func)
	if fn == nil {
		return nil, -1
	}
	params := fn.Signature().Params()
	for i := range params.Len() {
		if params.At(i) == v && !(fn.Signature().Variadic() && i == params.Len()-1) {
			return fn, i
		}
	}
	return nil, -1
}
