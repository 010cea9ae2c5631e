package bodies

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
)

// A stretch is what is gone through of a function between two attempts. What stands in front of a loop is no part of its.
type stretch struct {
	fn       ast.Node
	from, to token.Pos
}

// has reports whether a node is a part of a stretch.
func (s stretch) has(n ast.Node) bool { return s.from <= n.Pos() && n.Pos() < s.to }

// each calls f for what is in a stretch, as ast.Inspect does.
func (s stretch) each(f func(ast.Node) bool) {
	ast.Inspect(s.fn, func(n ast.Node) bool {
		switch {
		case n == nil || n.End() <= s.from || n.Pos() >= s.to:
			return false
		case !s.has(n):
			return true
		}
		return f(n)
	})
}

// between is what is gone through of the functions from an attempt to another one that is made for what it failed with.
func between(first *paths.Outcome, second *ast.CallExpr, fns []ast.Node) []stretch {
	var way []stretch
	for _, fn := range fns {
		s := stretch{fn, fn.Pos(), fn.End()}
		if made := madeIn(first, fn); made != nil && gotypes.Within(second.Pos(), fn) && made.End() <= second.Pos() {
			s.from, s.to = made.End(), second.End()
		}
		way = append(way, s)
	}
	return way
}

// madeIn is by which call an attempt is made in a function: itself, or a call that leads to it; nil if it is not made there.
func madeIn(attempt *paths.Outcome, fn ast.Node) ast.Node {
	if gotypes.Within(attempt.Id.Node.Pos(), fn) {
		return attempt.Id.Node
	}
	var found ast.Node
	for _, at := range attempt.Id.Path.Calls() {
		if !gotypes.Within(at, fn) {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && call.Pos() == at && found == nil {
				found = call // the whole of a chain of calls
			}
			return found == nil
		})
	}
	return found
}

// brings reports whether an expression may be a reader from which nothing was read when a stretch is gone through once more: anything
// but one that comes from outside of the stretch, whatever is put around it.
func (x *Package) brings(s stretch, e ast.Expr) bool {
	return bringing{x, s, map[*types.Var]bool{}}.fresh(e)
}

type bringing struct {
	*Package
	in   stretch
	seen map[*types.Var]bool
}

func (b bringing) fresh(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return b.freshCall(e)
	case *ast.TypeAssertExpr:
		return b.fresh(e.X)
	case *ast.UnaryExpr: // the address of a buffer or of a literal
		return e.Op != token.AND || b.fresh(e.X)
	case *ast.CompositeLit:
		t := gotypes.Named(b.Info.TypeOf(e))
		f := b.readsFrom(t)
		if f == nil {
			return true
		}
		for i, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				if b.names(kv.Key, f) {
					return b.fresh(kv.Value)
				}
			} else if t.Underlying().(*types.Struct).Field(i) == f {
				return b.fresh(el)
			}
		}
		return true
	case *ast.Ident, *ast.SelectorExpr:
		return b.freshHolder(e)
	}
	return true
}

// freshCall is fresh for a call: of a conversion, or of what puts a reader around another one.
func (b bringing) freshCall(call *ast.CallExpr) bool {
	if b.Info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		return b.fresh(call.Args[0])
	}
	fn := b.CalledFunc(call)
	if fn == nil {
		return true
	}
	if i := b.keepsReader(fn); i >= 0 && i < len(call.Args) {
		return b.fresh(call.Args[i])
	}
	switch {
	case functions.WrapsReader(fn.FullName()):
		return b.fresh(call.Args[0])
	case functions.ReadsBytes(fn.FullName()):
		return b.freshBytes(call.Args[0])
	case fn.FullName() == "io.MultiReader" && !call.Ellipsis.IsValid():
		return slices.ContainsFunc(call.Args, b.fresh)
	}
	return true
}

// freshBytes reports whether bytes may be others than what was left of a reader that is not fresh.
func (b bringing) freshBytes(e ast.Expr) bool {
	v := b.Variable(e)
	if v == nil || v.IsField() {
		return true
	}
	set := false
	for _, w := range b.PlacesIn(b.in.fn).Writes[v] {
		if !b.in.has(w.At) {
			continue
		}
		call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
		if !ok || w.Index != 0 || len(call.Args) != 1 {
			return true
		}
		if fn := b.CalledFunc(call); fn == nil || !functions.ReadsAll(fn.FullName()) || b.fresh(b.unlimited(call.Args[0])) {
			return true
		}
		set = true
	}
	return !set
}

// unlimited is what a reader of a part of another one reads from, or the reader itself.
func (b bringing) unlimited(e ast.Expr) ast.Expr {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 2 {
		if fn := b.CalledFunc(call); fn != nil && fn.FullName() == "io.LimitReader" {
			return call.Args[0]
		}
	}
	return e
}

// freshHolder is fresh for a variable or a field: it may be set in the stretch, or what it holds be rewound there.
func (b bringing) freshHolder(e ast.Expr) bool {
	v, ok := b.Denoted(e).(*types.Var)
	if !ok || !gotypes.IsReader(v.Type()) && !gotypes.IsReader(types.NewPointer(v.Type())) {
		return true
	}
	if sel, ok := e.(*ast.SelectorExpr); ok && v.Name() == "Body" && gotypes.IsRequest(b.Info.TypeOf(sel.X)) {
		return false // whether it is set in the stretch is asked by itself
	}
	if b.seen[v] {
		return false
	}
	b.seen[v] = true
	p := b.PlacesIn(b.in.fn)
	fresh := false
	b.in.each(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			fresh = fresh || slices.ContainsFunc(n.Names, func(id *ast.Ident) bool { return b.Info.Defs[id] == types.Object(v) })
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if b.names(l, v) {
					fresh = fresh || len(n.Lhs) != len(n.Rhs) || b.fresh(n.Rhs[i])
				}
			}
		case *ast.Ident, *ast.SelectorExpr:
			use := n.(ast.Expr)
			if _, field := n.(*ast.SelectorExpr); field == v.IsField() && b.names(use, v) && !isSet(p, use) {
				if u, ok := p.Up(use).(*ast.UnaryExpr); ok {
					use = u
				}
				fresh = fresh || !b.leavesAt(p, use)
				return false
			}
		}
		return !fresh
	})
	return fresh
}

// isSet reports whether an expression is what an assignment sets, and not what it is set to.
func isSet(p *index.Places, e ast.Expr) bool {
	a, ok := p.Up(e).(*ast.AssignStmt)
	return ok && slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool { return ast.Unparen(l) == e })
}
