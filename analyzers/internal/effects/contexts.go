package effects

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// A contextSource says which contexts never end: those that come from context.Background alone, by way of fields that nobody
// else can set, variables and functions of the package.
type contextSource struct {
	*Functions
	set   map[*types.Var][]ast.Expr // what fields and variables of the package that are contexts are set to; nil stands for what is not known
	never map[*types.Var]bool       // those that were asked for
	going map[*types.Var]bool       // those that are being asked for: what a variable is made of itself adds nothing
	asked map[string]bool           // the names of the methods that interfaces of the package have
}

// maxContextSource bounds how far a context is followed back.
const maxContextSource = 6

// NeverEnds reports whether an expression is certainly a context that never ends.
func (x *Functions) NeverEnds(ctx ast.Expr) bool { return x.contextsOf().endless(ctx, 0) }

// KeepsEndless reports whether all that a field, or a variable of the package, holds is a context that never ends.
func (x *Functions) KeepsEndless(v *types.Var) bool { return x.contextsOf().neverEnds(v, 0) }

// GivenEndless reports whether a variable is a parameter of a function of the package for which all callers have a context that never ends.
func (x *Functions) GivenEndless(v *types.Var) bool {
	if v.Pkg() != x.Pkg || v.IsField() || v.Parent() == x.Pkg.Scope() || !gotypes.IsContext(v.Type()) {
		return false
	}
	d := x.Declaring(v)
	return d != nil && x.contextsOf().endlessParam(d, v, 0)
}

// HoldsEndless reports whether a variable of a function, which has n in it, is only ever set to contexts that never end. A path forgets what a
// variable holds once nothing reads it again, and the next round may make it anew.
func (x *Functions) HoldsEndless(v *types.Var, n ast.Node) bool {
	return x.contextsOf().endlessVariable(v, n, 0)
}

// GivesEndless reports whether a method of the package certainly returns a context that never ends, whatever its receiver.
func (x *Functions) GivesEndless(fn *types.Func) bool { return x.contextsOf().endlessResults(fn, 0) }

// contextsOf makes the source of a package's contexts once somebody asks.
func (x *Functions) contextsOf() *contextSource {
	if x.sources == nil {
		x.sources = &contextSource{Functions: x, set: map[*types.Var][]ast.Expr{}, never: map[*types.Var]bool{}, going: map[*types.Var]bool{}, asked: map[string]bool{}}
		for _, f := range x.Files {
			if !gotypes.InTest(x.Fset, f.Pos()) { // a test may set what it likes
				x.sources.collect(f)
			}
		}
	}
	return x.sources
}

// collect notes what fields and variables of the package are set to.
func (s *contextSource) collect(f *ast.File) {
	note := func(to types.Object, value ast.Expr) {
		if v, ok := to.(*types.Var); ok && (v.IsField() || v.Parent() == s.Pkg.Scope()) && gotypes.IsContext(v.Type()) {
			s.set[v.Origin()] = append(s.set[v.Origin()], value)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				note(s.Info.Uses[id], n.Value)
			}
		case *ast.CompositeLit:
			for f, e := range s.Unkeyed(n) {
				note(f, e)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if len(n.Lhs) == len(n.Rhs) {
					note(s.Denoted(l), n.Rhs[i])
				} else {
					note(s.Denoted(l), nil)
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				note(s.Denoted(n.X), nil)
			}
		case *ast.InterfaceType:
			for _, m := range n.Methods.List {
				for _, name := range m.Names {
					s.asked[name.Name] = true
				}
			}
		}
		return true
	})
}

// neverEnds reports whether all that a field, or a variable of the package, holds is a context that never ends. Of one that others can
// set, and of one that nobody is seen to set, that is not known.
func (s *contextSource) neverEnds(v *types.Var, depth int) bool {
	v = v.Origin()
	if v.Pkg() != s.Pkg || v.Exported() && s.Pkg.Name() != "main" || depth > maxContextSource {
		return false
	}
	return s.holdsEndless(v, func() bool {
		set := s.set[v]
		if first := s.Initializer(v); first != nil {
			set = append(slices.Clip(set), first)
		}
		return len(set) > 0 && !slices.ContainsFunc(set, func(e ast.Expr) bool { return !s.endless(e, depth+1) })
	})
}

// holdsEndless asks for a variable once. While it is asked for, what comes from itself is no other context; what was found of others then is
// forgotten again, as it rests on that.
func (s *contextSource) holdsEndless(v *types.Var, ask func() bool) bool {
	if never, known := s.never[v]; known {
		return never
	}
	if s.going[v] {
		return true
	}
	s.going[v] = true
	never := ask()
	delete(s.going, v)
	if len(s.going) == 0 {
		s.never[v] = never
	}
	return never
}

// endless reports whether an expression is a context that never ends.
func (s *contextSource) endless(e ast.Expr, depth int) bool {
	if e == nil || depth > maxContextSource {
		return false
	}
	e = ast.Unparen(e)
	if s.Info.Types[e].IsNil() {
		return true
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		return s.endlessCall(e, depth)
	case *ast.SelectorExpr:
		v, ok := s.Info.Uses[e.Sel].(*types.Var)
		return ok && s.endlessVariable(v, e, depth)
	case *ast.Ident:
		v, ok := s.Info.Uses[e].(*types.Var)
		return ok && s.endlessVariable(v, e, depth)
	}
	return false
}

func (s *contextSource) endlessCall(call *ast.CallExpr, depth int) bool {
	fn := s.CalledFunc(call)
	if fn == nil {
		return false
	}
	switch fn.FullName() {
	case "context.Background", "context.TODO", "context.WithoutCancel":
		return true
	case "context.WithValue":
		return len(call.Args) > 0 && s.endless(call.Args[0], depth+1)
	}
	return s.endlessResults(fn, depth)
}

// endlessResults reports whether all that a function of the package returns is a context that never ends.
func (s *contextSource) endlessResults(fn *types.Func, depth int) bool {
	d := s.Decls[fn.Origin()]
	if d == nil || fn.Signature().Results().Len() != 1 {
		return false
	}
	results := gotypes.FirstResults(d)
	return len(results) > 0 && !slices.ContainsFunc(results, func(e ast.Expr) bool { return !s.endless(e, depth+1) })
}

func (s *contextSource) endlessVariable(v *types.Var, at ast.Node, depth int) bool {
	if v.IsField() || v.Parent() == s.Pkg.Scope() {
		return s.neverEnds(v, depth)
	}
	d := s.Enclosing(at)
	if d == nil {
		return false
	}
	if _, i := s.Parameter(d, v); i >= 0 {
		return s.endlessParam(d, v, depth)
	}
	return s.holdsEndless(v, func() bool {
		writes := s.PlacesIn(d.Body).Writes[v]
		return len(writes) > 0 && !slices.ContainsFunc(writes, func(w index.Write) bool { return w.Index >= 0 || w.Item || !s.endless(w.Value, depth+1) })
	})
}

// endlessParam reports whether all that a parameter of a function of the package is ever given is a context that never ends.
func (s *contextSource) endlessParam(d *ast.FuncDecl, v *types.Var, depth int) bool {
	fn, i := s.Parameter(d, v)
	if i < 0 {
		return false
	}
	calls, all := s.CallersOf(fn.Origin())
	if !all || fn.Signature().Recv() != nil && s.asked[fn.Name()] {
		return false
	}
	calls = slices.DeleteFunc(slices.Clone(calls), func(c index.Caller) bool { return gotypes.InTest(s.Fset, c.Call.Pos()) })
	byOthers := slices.ContainsFunc(calls, func(c index.Caller) bool { return c.Decl != d })
	if !byOthers || len(s.PlacesIn(d.Body).Writes[v]) > 0 {
		return false
	}
	return s.holdsEndless(v, func() bool {
		return !slices.ContainsFunc(calls, func(c index.Caller) bool {
			return i >= len(c.Call.Args) || !s.endless(c.Call.Args[i], depth+1)
		})
	})
}
