package site

import (
	"go/types"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// implementation is the method behind an interface's method, where the package and what it imports directly hold a single
// type that implements the interface, mocks aside: fn itself if it is no interface's, or if there are none or several.
func (x *unit) implementation(fn *types.Func) *types.Func {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn
	}
	n := named(recv.Type())
	if n == nil || n.Obj().Pkg() == nil || n.TypeArgs().Len() > 0 || n.TypeParams().Len() > 0 || isStd(n.Obj().Pkg().Path()) {
		return fn
	}
	iface, ok := n.Underlying().(*types.Interface)
	if !ok {
		return fn
	}
	t, ok := x.implementers[n]
	if !ok {
		t = x.implementer(iface)
		x.implementers[n] = t
	}
	if t == nil {
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, x.pkg, fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m
	}
	return fn
}

// dynamic is the method behind an interface's, where the path knows what the interface holds; else the method itself.
func (x *unit) dynamic(fn *types.Func, holds *value) *types.Func {
	if holds.typ == nil || holds.op != opRef && holds.op != opComposite && holds.op != opWith {
		return fn
	}
	recv := fn.Signature().Recv()
	if recv == nil || !types.IsInterface(recv.Type()) || types.IsInterface(holds.typ) || named(holds.typ) == nil {
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(holds.typ, true, x.pkg, fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m
	}
	return fn
}

// implementer is the single type that implements an interface, as a pointer; nil if there is none or more than one. A type that
// is put around another one of the interface only adds to what that does, and does not count. An interface that the standard
// library's client satisfies has at least that one.
func (x *unit) implementer(iface *types.Interface) types.Type {
	if iface.NumMethods() == 0 || iface.NumMethods() == 1 && transportMethod[iface.Method(0).Name()] {
		return nil
	}
	if x.concretes == nil {
		x.concretes = x.concreteTypes()
	}
	var found types.Type
	for _, c := range x.concretes {
		if !lacks(c, iface) && types.Implements(c, iface) && !decorates(c, iface) {
			if found != nil {
				return nil
			}
			found = c
		}
	}
	return found
}

// decorates reports whether a type has a field of the interface: it hands on to another.
func decorates(t types.Type, iface *types.Interface) bool {
	s, ok := named(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if u, ok := f.Type().Underlying().(*types.Interface); ok && u.NumMethods() > 0 && types.Identical(u, iface) {
			return true
		}
	}
	return false
}

// lacks reports whether a type has not some method of an interface for certain, which is found out sooner than that it has all.
func lacks(t types.Type, iface *types.Interface) bool {
	for i := range iface.NumMethods() {
		if !mayHave(t, iface.Method(i).Name(), 0) {
			return true
		}
	}
	return false
}

// mayHave reports whether a type or what it embeds has a method of a name.
func mayHave(t types.Type, method string, depth int) bool {
	n := named(t)
	if n == nil || depth > maxEmbedded {
		return true
	}
	for i := range n.NumMethods() {
		if n.Method(i).Name() == method {
			return true
		}
	}
	switch u := n.Underlying().(type) {
	case *types.Interface:
		for i := range u.NumMethods() {
			if u.Method(i).Name() == method {
				return true
			}
		}
	case *types.Struct:
		for i := range u.NumFields() {
			if f := u.Field(i); f.Embedded() && mayHave(f.Type(), method, depth+1) {
				return true
			}
		}
	}
	return false
}

const maxEmbedded = 8 // types, one in another, that are looked into for a method

// concreteTypes are the types of the package and of what it imports directly that may implement interfaces, as pointers.
func (x *unit) concreteTypes() []types.Type {
	out := []types.Type{}
	for _, p := range append([]*types.Package{x.pkg}, x.pkg.Imports()...) {
		if isStd(p.Path()) || x.says(lexicon.StandIns, p.Name()) {
			continue
		}
		for _, name := range p.Scope().Names() {
			obj, ok := p.Scope().Lookup(name).(*types.TypeName)
			if !ok || obj.IsAlias() || p != x.pkg && !obj.Exported() {
				continue
			}
			n, ok := obj.Type().(*types.Named)
			if !ok || n.TypeParams().Len() > 0 || n.NumMethods() == 0 && !embeds(n) || types.IsInterface(n) || x.inTest(obj) || x.says(lexicon.StandIns, name) {
				continue
			}
			out = append(out, types.NewPointer(n))
		}
	}
	return out
}

var transportMethod = map[string]bool{"Do": true, "RoundTrip": true, "Get": true, "Post": true, "Error": true}

func embeds(n *types.Named) bool {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Embedded() {
			return true
		}
	}
	return false
}

func (x *unit) inTest(obj types.Object) bool {
	f := x.fset.File(obj.Pos())
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}
