package driver

import (
	"go/constant"
	"go/parser"
	"go/types"
)

// declare finds out what a package declares, without the bodies of its functions. C code is compiled for it only if what others can see
// of the package depends on that code. It returns the syntax that it has looked at, too.
func (r *run) declare(n *node, s *source) (*types.Package, *source, error) {
	pkg, err := r.check(n, s, nil)
	if !n.fromCgo() || len(n.CompiledGoFiles) > 0 || err == nil && selfContained(pkg) {
		return pkg, s, err
	}
	if s, err = r.withCgo(n); err != nil {
		return nil, nil, err
	}
	pkg, err = r.check(n, s, nil)
	return pkg, s, err
}

// withCgo asks what cgo makes of a package's files, and parses that.
func (r *run) withCgo(n *node) (*source, error) {
	if err := r.compiledOf(r.ctx, n.listed); err != nil {
		return nil, err
	}
	if n.Error != nil {
		return nil, errElsewhere
	}
	n.names = n.files()
	return r.parse(n, parser.ParseComments)
}

// selfContained reports whether all types that an importer can come to are known, although C was not: no exported declaration is of a
// type, or has a value, of C.
func selfContained(pkg *types.Package) bool {
	v := visitor{pkg: pkg, seen: map[types.Type]bool{}}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if c, ok := obj.(*types.Const); ok && obj.Exported() && c.Val().Kind() == constant.Unknown {
			return false
		}
		if obj.Exported() && !v.known(obj.Type()) {
			return false
		}
	}
	return true
}

// A visitor goes through types as importers can.
type visitor struct {
	pkg  *types.Package
	seen map[types.Type]bool
}

func (v *visitor) known(t types.Type) bool {
	if t == nil || v.seen[t] {
		return true
	}
	v.seen[t] = true
	switch t := t.(type) {
	case *types.Basic:
		return t.Kind() != types.Invalid
	case *types.Alias:
		return v.known(types.Unalias(t))
	case *types.Named:
		return v.named(t)
	case *types.Pointer:
		return v.known(t.Elem())
	case *types.Slice:
		return v.known(t.Elem())
	case *types.Array:
		return t.Len() >= 0 && v.known(t.Elem())
	case *types.Chan:
		return v.known(t.Elem())
	case *types.Map:
		return v.known(t.Key()) && v.known(t.Elem())
	case *types.Tuple:
		return all(t.Len(), func(i int) bool { return v.known(t.At(i).Type()) })
	case *types.Signature:
		return v.known(t.Params()) && v.known(t.Results()) &&
			all(t.TypeParams().Len(), func(i int) bool { return v.known(t.TypeParams().At(i)) })
	case *types.Struct:
		return all(t.NumFields(), func(i int) bool {
			f := t.Field(i)
			return !f.Exported() && !f.Embedded() || v.known(f.Type())
		})
	case *types.Interface:
		return all(t.NumMethods(), func(i int) bool { return v.known(t.Method(i).Type()) }) &&
			all(t.NumEmbeddeds(), func(i int) bool { return v.known(t.EmbeddedType(i)) })
	case *types.Union:
		return all(t.Len(), func(i int) bool { return v.known(t.Term(i).Type()) })
	case *types.TypeParam:
		return v.known(t.Constraint())
	}
	return false
}

// named looks into a type of the package; those of others are known as they are.
func (v *visitor) named(t *types.Named) bool {
	if !all(t.TypeArgs().Len(), func(i int) bool { return v.known(t.TypeArgs().At(i)) }) {
		return false
	}
	if t.Obj().Pkg() != v.pkg {
		return true
	}
	return v.known(t.Underlying()) &&
		all(t.TypeParams().Len(), func(i int) bool { return v.known(t.TypeParams().At(i)) }) &&
		all(t.NumMethods(), func(i int) bool { return !t.Method(i).Exported() || v.known(t.Method(i).Type()) })
}

func all(n int, holds func(i int) bool) bool {
	for i := range n {
		if !holds(i) {
			return false
		}
	}
	return true
}
