package index

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Implementation is the method behind an interface's method, where the package and what it imports directly hold a single
// type that implements the interface, mocks aside: fn itself if it is no interface's, or if there are none or several.
func (x *Package) Implementation(fn *types.Func) *types.Func {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn
	}
	n, iface := x.interfaceOf(recv.Type())
	if iface == nil {
		return fn
	}
	list := x.implementersOf(n, iface)
	if len(list) != 1 {
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(list[0], true, x.Pkg, fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m
	}
	return fn
}

// maxImplementations are the most types of a package between which a call through an interface is told apart.
const maxImplementations = 4

// Implementations are the methods behind an interface's method where the package itself has all types that implement the interface, mocks aside, and
// more than one: in the order of their names, each with the type, as a pointer, whose method it is.
func (x *Package) Implementations(fn *types.Func) (list []types.Type, methods []*types.Func) {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil, nil
	}
	n, iface := x.interfaceOf(recv.Type())
	if iface == nil {
		return nil, nil
	}
	if list = x.implementersOf(n, iface); len(list) < 2 || len(list) > maxImplementations {
		return nil, nil
	}
	for _, t := range list {
		if gotypes.Named(t).Obj().Pkg() != x.Pkg {
			return nil, nil
		}
		obj, _, _ := types.LookupFieldOrMethod(t, true, x.Pkg, fn.Name())
		m, ok := obj.(*types.Func)
		if !ok || x.Decls[m.Origin()] == nil {
			return nil, nil
		}
		methods = append(methods, m)
	}
	return list, methods
}

// interfaceOf is the interface that a type is, by its name or as the type of a field that is written out there: others are asked of what comes
// from elsewhere, and all that a package can see of it is its methods.
func (x *Package) interfaceOf(t types.Type) (key types.Type, iface *types.Interface) {
	if literal, ok := t.(*types.Interface); ok && x.isFieldType(literal) {
		return literal, literal
	}
	n := gotypes.Named(t)
	if n == nil || n.Obj().Pkg() == nil || n.TypeArgs().Len() > 0 || n.TypeParams().Len() > 0 || gotypes.IsStd(n.Obj().Pkg().Path()) {
		return nil, nil
	}
	iface, _ = n.Underlying().(*types.Interface)
	return n, iface
}

// isFieldType reports whether an interface is written out as the type of a field of the package.
func (x *Package) isFieldType(literal *types.Interface) bool {
	if x.fieldTypes == nil {
		x.fieldTypes = map[*types.Interface]bool{}
		for _, f := range x.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.StructType); ok {
					for _, f := range s.Fields.List {
						if t, ok := x.Info.TypeOf(f.Type).(*types.Interface); ok {
							x.fieldTypes[t] = true
						}
					}
				}
				return true
			})
		}
	}
	return x.fieldTypes[literal]
}

// implementersOf is implementing, of an interface that was asked for by a key, once.
func (x *Package) implementersOf(key types.Type, iface *types.Interface) []types.Type {
	list, ok := x.implementers[key]
	if !ok {
		list = x.implementing(iface)
		x.implementers[key] = list
	}
	return list
}

// implementing are the types that implement an interface, as pointers, in the order of their names. A type that is put around another one of the
// interface only adds to what that does, and does not count. Of an interface that the standard library's client satisfies there are none: that has at
// least that one.
func (x *Package) implementing(iface *types.Interface) []types.Type {
	if iface.NumMethods() == 0 || iface.NumMethods() == 1 && transportMethod[iface.Method(0).Name()] && !takesFunction(iface.Method(0).Signature()) {
		return nil
	}
	if x.concretes == nil {
		x.concretes = x.concreteTypes()
	}
	var found []types.Type
	for _, c := range x.concretes {
		if !gotypes.Lacks(c, iface) && types.Implements(c, iface) && !gotypes.Decorates(c, iface) {
			found = append(found, c)
		}
	}
	return found
}

// takesFunction reports whether a function is given another one: it is no transport then, whatever it is called.
func takesFunction(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if gotypes.IsFunction(p.Type()) {
			return true
		}
	}
	return false
}

// concreteTypes are the types of the package and of what it imports directly that may implement interfaces, as pointers.
func (x *Package) concreteTypes() []types.Type {
	out := []types.Type{}
	for _, p := range append([]*types.Package{x.Pkg}, x.Pkg.Imports()...) {
		if gotypes.IsStd(p.Path()) || x.Says(lexicon.StandIns, p.Name()) {
			continue
		}
		for _, name := range p.Scope().Names() {
			obj, ok := p.Scope().Lookup(name).(*types.TypeName)
			if !ok || obj.IsAlias() || p != x.Pkg && !obj.Exported() {
				continue
			}
			n, ok := obj.Type().(*types.Named)
			if !ok || n.TypeParams().Len() > 0 || n.NumMethods() == 0 && !gotypes.Embeds(n) || types.IsInterface(n) || gotypes.InTest(x.Fset, obj.Pos()) || x.Says(lexicon.StandIns, name) {
				continue
			}
			out = append(out, types.NewPointer(n))
		}
	}
	return out
}

var transportMethod = map[string]bool{"Do": true, "RoundTrip": true, "Get": true, "Post": true, "Error": true}
