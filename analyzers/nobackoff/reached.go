package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// countsWhileTold reports whether the number that a delay function is called with grows only where a flag among the other results of the
// call says so: the function tells that its longest delay is reached, and who calls it counts no further.
func (x *finder) countsWhileTold(c inspector.Cursor, arg ast.Expr) bool {
	a, ok := c.Parent().Node().(*ast.AssignStmt)
	id, named := ast.Unparen(arg).(*ast.Ident)
	if !ok || !named || len(a.Rhs) != 1 || len(a.Lhs) < 2 {
		return false
	}
	flags := map[types.Object]bool{}
	for _, l := range a.Lhs[1:] {
		if f, ok := l.(*ast.Ident); ok {
			if o := x.Info.ObjectOf(f); o != nil && gotypes.IsBool(o.Type()) {
				flags[o] = true
			}
		}
	}
	counter := x.Info.Uses[id]
	if len(flags) == 0 || counter == nil {
		return false
	}
	for fn := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		grows := false
		for s := range fn.Preorder((*ast.IncDecStmt)(nil), (*ast.AssignStmt)(nil)) {
			if !x.raises(s.Node(), counter) {
				continue
			}
			if grows = true; !x.dependsOn(s, flags) {
				return false
			}
		}
		return grows
	}
	return false
}

// raises reports whether a statement makes a number larger than it was.
func (x *finder) raises(s ast.Node, number types.Object) bool {
	is := x.isVariable(number)
	switch s := s.(type) {
	case *ast.IncDecStmt:
		return s.Tok == token.INC && is(s.X)
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE && slices.ContainsFunc(s.Lhs, is) && (s.Tok != token.ASSIGN || !x.constants(s.Rhs))
	}
	return false
}

func (x *finder) constants(es []ast.Expr) bool {
	return !slices.ContainsFunc(es, func(e ast.Expr) bool { return x.Info.Types[e].Value == nil })
}

// dependsOn reports whether a statement runs only as a condition on one of some flags comes out.
func (x *finder) dependsOn(s inspector.Cursor, flags map[types.Object]bool) bool {
	for i := range s.Enclosing((*ast.IfStmt)(nil)) {
		found := false
		ast.Inspect(i.Node().(*ast.IfStmt).Cond, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && flags[x.Info.Uses[id]]
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// staysHere reports whether a declared function is, as a value, in variables and fields of its own package alone, so that all calls of
// what has its signature are in sight.
func (x *finder) staysHere(f *delayFunc) bool {
	decl, ok := f.node.(*ast.FuncDecl)
	if !ok {
		return false
	}
	fn := x.Info.Defs[decl.Name]
	for _, c := range x.Occurrences(fn) {
		if c.Node() != decl.Name && !gotypes.InTest(x.Fset, c.Node().Pos()) && !x.keptHere(c) {
			return false
		}
	}
	return true
}

// keptHere reports whether a value goes into a variable or a field of the package that no other can name.
func (x *finder) keptHere(c inspector.Cursor) bool {
	hidden := func(e ast.Expr) bool {
		id := gotypes.LastIdent(e)
		if id == nil {
			return false
		}
		o := x.Info.ObjectOf(id)
		return id.Name == "_" || o != nil && o.Pkg() == x.Pkg && !o.Exported()
	}
	switch p := c.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		return x.keptHere(c.Parent())
	case *ast.CompositeLit:
		if n := gotypes.Named(x.Info.TypeOf(p)); n != nil && n.Obj().Pkg() != x.Pkg {
			return false
		}
		return x.keptHere(c.Parent())
	case *ast.UnaryExpr, *ast.ParenExpr:
		return x.keptHere(c.Parent())
	case *ast.AssignStmt:
		return !slices.ContainsFunc(p.Lhs, func(e ast.Expr) bool { return !hidden(e) })
	case *ast.ValueSpec:
		return !slices.ContainsFunc(p.Names, func(id *ast.Ident) bool { return !hidden(id) })
	}
	return false
}

// countedByCallers is the parameter by which a function of the package is told how many rounds a caller has made that waits for what it returns;
// nil if there is none.
func (x *finder) countedByCallers(f *delayFunc) *types.Var {
	d, ok := f.node.(*ast.FuncDecl)
	if !ok {
		return nil
	}
	for _, c := range x.callersOfDecl(d) {
		for i, a := range c.Node().(*ast.CallExpr).Args {
			if i >= f.sig.Params().Len() || !gotypes.IsCount(f.sig.Params().At(i).Type()) || f.sig.Variadic() {
				break
			}
			if counter := x.VariableOf(a); counter != nil && x.countsRounds(c, counter) && x.waitsFor(c) {
				return f.sig.Params().At(i)
			}
		}
	}
	return nil
}

func (x *finder) waitsFor(c inspector.Cursor) bool {
	var e flow.Ends
	x.Follow(c, &e)
	return e.Waited || e.Delay
}

// countsRounds reports whether a variable is made larger in each round of a loop around a call.
func (x *finder) countsRounds(c inspector.Cursor, counter types.Object) bool {
	for l := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := l.Node().(type) {
		case *ast.RangeStmt:
			if key, ok := n.Key.(*ast.Ident); ok && x.Info.ObjectOf(key) == counter && gotypes.IsInteger(x.Info.TypeOf(n.X)) {
				return true
			}
		case *ast.ForStmt:
		default:
			return false
		}
		for s := range l.Preorder((*ast.IncDecStmt)(nil), (*ast.AssignStmt)(nil)) {
			if x.countsUp(s.Node(), counter) {
				return true
			}
		}
	}
	return false
}

// countsUp reports whether a statement adds a known number to a variable.
func (x *finder) countsUp(s ast.Node, counter types.Object) bool {
	switch s := s.(type) {
	case *ast.IncDecStmt:
		return x.raises(s, counter)
	case *ast.AssignStmt:
		return s.Tok == token.ADD_ASSIGN && x.raises(s, counter) && x.constants(s.Rhs)
	}
	return false
}
