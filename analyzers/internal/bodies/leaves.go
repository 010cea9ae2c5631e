package bodies

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// leaves reports whether a function of the package does nothing to a request or a reader that it is given but to read from it,
// and to set what is no part of its body. What it hands on to others must be left there as well.
func (x *Package) leaves(fn *types.Func, i int) bool {
	d := x.Decls[fn.Origin()]
	params := fn.Origin().Signature().Params()
	if d == nil || i >= params.Len() || fn.Signature().Variadic() && i == params.Len()-1 {
		return false
	}
	v := params.At(i)
	left, known := x.left[v]
	if !known {
		x.left[v] = true // while it is being looked at: a function that calls itself does no more to it by that
		p := x.PlacesIn(d.Body)
		left = !slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool { return !x.leavesAt(p, id) })
		if !left { // nor do those that were supposed to, because this one would
			maps.DeleteFunc(x.left, func(_ *types.Var, leaves bool) bool { return leaves })
		}
		x.left[v] = left
	}
	return left
}

// leavesAt reports whether one use of a request, a reader or a request's body leaves it where it is.
func (x *Package) leavesAt(p *index.Places, e ast.Expr) bool {
	switch u := p.Up(e).(type) {
	case *ast.BinaryExpr:
		return gotypes.IsNil(x.Info, u.X) || gotypes.IsNil(x.Info, u.Y)
	case *ast.SelectorExpr:
		return u.X == e && x.selects(p, u)
	case *ast.CallExpr:
		i := gotypes.ArgumentOf(u, e)
		fn := x.CalledFunc(u)
		if i < 0 || fn == nil {
			return false
		}
		fn = x.Implementation(fn)
		return x.stdReadsOnly(fn) || x.leaves(fn, i)
	}
	return false
}

// selects reports whether a field or a method leaves the body where it is of the request, or the reader that it is selected of.
func (x *Package) selects(p *index.Places, sel *ast.SelectorExpr) bool {
	t := x.Info.TypeOf(sel.X)
	switch s := x.Info.Selections[sel]; {
	case s == nil:
		return false
	case s.Kind() == types.FieldVal:
		if !gotypes.IsRequest(t) || sel.Sel.Name == "GetBody" {
			return false
		}
		return sel.Sel.Name != "Body" || x.leavesAt(p, sel)
	case gotypes.IsRequest(t):
		fn, ok := s.Obj().(*types.Func)
		return ok && !gotypes.IsCopy(fn)
	}
	if types.IsInterface(t) {
		return sel.Sel.Name == "Read" || sel.Sel.Name == "Close"
	}
	n := gotypes.Named(t)
	return n != nil && n.Obj().Pkg() != nil && gotypes.IsStd(n.Obj().Pkg().Path()) && !x.Says(lexicon.Rewinds, sel.Sel.Name)
}

// stdReadsOnly reports whether a function of the standard library leaves the readers and requests that it is given where they are, but
// for what it reads.
func (x *Package) stdReadsOnly(fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Pkg() == x.Pkg || !gotypes.IsStd(fn.Pkg().Path()) {
		return false
	}
	if fn.Signature().Recv() != nil {
		p, ok := x.ProtocolOf(fn, fn.Signature())
		return ok && p == domain.ProtoHTTP
	}
	return functions.ReadsOnly(fn.FullName()) || fn.FullName() == "net/http.Post"
}

// rewinds reports whether a function of the package, or one that it calls, does what takes a reader to its beginning, or gives a
// request another body.
func (x *Package) rewinds(fn *types.Func) bool {
	does, known := x.rewinding[fn.Origin()]
	fi := x.Infos[fn.Origin()]
	if known || fi == nil {
		return does
	}
	x.rewinding[fn.Origin()] = false // while it is being looked at
	ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || does {
			return !does
		}
		does = x.takesBack(sel)
		return !does
	})
	does = does || slices.ContainsFunc(fi.Calls, x.rewinds)
	if does {
		maps.DeleteFunc(x.rewinding, func(_ *types.Func, does bool) bool { return !does })
	}
	x.rewinding[fn.Origin()] = does
	return does
}

// mayTakeBack reports whether a function of the package, or one behind an interface of it, takes what it is given to read back to its beginning
// itself; or may do so by what else the type t of that has beside reading and closing.
func (x *Package) mayTakeBack(fn *types.Func, t types.Type) bool {
	if fn == nil {
		return false
	}
	if t != nil && types.IsInterface(t) && !gotypes.IsPlainReader(t) && fn.Pkg() != nil && !gotypes.IsStd(fn.Pkg().Path()) && x.Infos[fn.Origin()] == nil {
		return true
	}
	if x.rewinds(fn) || x.rewinds(x.Implementation(fn)) {
		return true
	}
	_, methods := x.Implementations(fn)
	return slices.ContainsFunc(methods, x.rewinds)
}

// takesBack reports whether a selection is that of a method which takes a reader elsewhere or fills it again, or of a request's body.
func (x *Package) takesBack(sel *ast.SelectorExpr) bool {
	s := x.Info.Selections[sel]
	return s != nil && (s.Kind() == types.MethodVal && x.Says(lexicon.Rewinds, sel.Sel.Name) || symexec.BodyField[sel.Sel.Name] && gotypes.IsRequest(s.Recv()))
}

// rewindsWithin forgets that the readers in an object were read, which a method of it, or a function that is given it, takes back
// to their beginning.
func (x *watch) rewindsWithin(st *paths.State, object *sym.Value) {
	root := object.Root()
	kept := map[*sym.Value]bool{}
	if root.Op == sym.OpRef {
		for v := x.Content(st, root); v.Op == sym.OpWith && len(v.Args) == 2; v = v.Args[0] {
			kept[x.source(st, v.Args[1])] = true
		}
	}
	in := func(v *sym.Value) bool { // it stands in the object, or is a part of it that is led to by its address
		return v.Root() == root || v.Op == sym.OpRef && v.Cell.Base != nil && v.Cell.Base.Root() == root
	}
	st.Env.DropFunc(func(k sym.Key) bool {
		return (k.Ghost == sent || k.Ghost == partly) && (in(k.Base) || kept[k.Base])
	})
}
