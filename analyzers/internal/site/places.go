package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// places says where the variables of one declaration are used and written, and what stands around each node. It is made
// for declarations alone in which a rule has something to look up.
type places struct {
	parent map[ast.Node]ast.Node
	uses   map[types.Object][]*ast.Ident // reads and writes, without the declaration
	writes map[types.Object][]write
}

// A write gives a variable a value.
type write struct {
	ident *ast.Ident
	at    ast.Node
	value ast.Expr // nil if it is none that is written: x++, an address that is taken
	index int      // which of the value's results; -1 if it has one
	item  bool     // an element of value, which is ranged over
}

// placesIn looks through a declaration or the body of a function once.
func (x *unit) placesIn(root ast.Node) *places {
	if p := x.places[root]; p != nil {
		return p
	}
	p := &places{parent: map[ast.Node]ast.Node{}, uses: map[types.Object][]*ast.Ident{}, writes: map[types.Object][]write{}}
	x.places[root] = p
	var stack []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if len(stack) > 0 {
			p.parent[n] = stack[len(stack)-1]
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.Ident:
			if v, ok := x.info.Uses[n].(*types.Var); ok && !v.IsField() {
				p.uses[v] = append(p.uses[v], n)
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

func (x *unit) noteWrite(p *places, at ast.Node, to, value ast.Expr, index int, item bool) {
	id, ok := ast.Unparen(to).(*ast.Ident)
	if !ok {
		return
	}
	if obj := x.info.ObjectOf(id); obj != nil {
		p.writes[obj] = append(p.writes[obj], write{id, at, value, index, item})
	}
}

// up is the node around n, parentheses aside.
func (p *places) up(n ast.Node) ast.Node {
	for {
		n = p.parent[n]
		if _, ok := n.(*ast.ParenExpr); !ok {
			return n
		}
	}
}

// only is what a variable holds, if it is written once.
func (p *places) only(obj types.Object) (write, bool) {
	w := p.writes[obj]
	if obj == nil || len(w) != 1 {
		return write{}, false
	}
	return w[0], true
}

// before is the last write of a variable that stands before n, in the text of the program.
func (p *places) before(obj types.Object, n ast.Node) (write, bool) {
	var last write
	for _, w := range p.writes[obj] {
		if w.at.Pos() < n.Pos() && (last.at == nil || w.at.Pos() > last.at.Pos()) {
			last = w
		}
	}
	return last, last.at != nil
}

// function is the type of the innermost function around n; root is that of the declaration.
func (p *places) function(n ast.Node, root *ast.FuncType) *ast.FuncType {
	for ; n != nil; n = p.parent[n] {
		if lit, ok := n.(*ast.FuncLit); ok {
			return lit.Type
		}
	}
	return root
}

// variable is the variable that an expression names, or nil.
func (x *unit) variable(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := x.info.ObjectOf(id).(*types.Var)
	return v
}

// calledFunc is the declared function that a call calls, or nil.
func (x *unit) calledFunc(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(x.info, call).(*types.Func)
	return fn
}

// A caller is a call of a function of the package.
type caller struct {
	call *ast.CallExpr
	root ast.Node // the declaration, as placesIn takes it
	decl *ast.FuncDecl
}

// callersOf are the calls of a function in the package. They tell of all its arguments if nobody else can call it: it is
// not exported, and it is nowhere used but to be called.
func (x *unit) callersOf(fn *types.Func) (calls []caller, all bool) {
	if x.callers == nil {
		x.callers, x.handed = map[*types.Func][]caller{}, map[*types.Func]bool{}
		for _, f := range x.files {
			for _, d := range f.Decls {
				x.noteCallers(d)
			}
		}
	}
	return x.callers[fn], !fn.Exported() && !x.handed[fn]
}

// alwaysNil reports whether a parameter is nil in all calls of its function.
func (x *unit) alwaysNil(param *types.Var) bool {
	d := x.enclosing(&ast.Ident{NamePos: param.Pos()})
	if d == nil {
		return false
	}
	fn, ok := x.info.Defs[d.Name].(*types.Func)
	if !ok {
		return false
	}
	i := slices.Index(slices.Collect(fn.Signature().Params().Variables()), param)
	calls, all := x.callersOf(fn)
	return i >= 0 && all && len(calls) > 0 && !slices.ContainsFunc(calls, func(c caller) bool {
		return i >= len(c.call.Args) || !x.info.Types[c.call.Args[i]].IsNil()
	})
}

func (x *unit) noteCallers(d ast.Decl) {
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
			if fn := x.calledFunc(n); fn != nil && fn.Pkg() == x.pkg {
				x.callers[fn.Origin()] = append(x.callers[fn.Origin()], caller{n, root, decl})
				switch f := ast.Unparen(n.Fun).(type) {
				case *ast.Ident:
					called[f] = true
				case *ast.SelectorExpr:
					called[f.Sel] = true
				}
			}
		case *ast.Ident:
			if fn, ok := x.info.Uses[n].(*types.Func); ok && fn.Pkg() == x.pkg && !called[n] {
				x.handed[fn.Origin()] = true
			}
		}
		return true
	})
}

// parameter is the number of a parameter of a declared function, or -1.
func (x *unit) parameter(decl *ast.FuncDecl, v *types.Var) (*types.Func, int) {
	if decl == nil || v == nil {
		return nil, -1
	}
	fn, _ := x.info.Defs[decl.Name].(*types.Func)
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
