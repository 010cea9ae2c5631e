package index

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Lookup finds a package-level object of whatever package the imports reach: of another one what it exports. Whether more is known
// depends on the driver, and on what else mentions it.
func (x *Package) Lookup(name string) types.Object {
	path, base, ok := gotypes.CutType(name)
	if !ok || path != x.Pkg.Path() && !token.IsExported(base) {
		return nil
	}
	if x.paths == nil {
		x.paths = map[string]*types.Package{}
		var reach func(p *types.Package)
		reach = func(p *types.Package) {
			if x.paths[p.Path()] == nil {
				x.paths[p.Path()] = p
				for _, i := range p.Imports() {
					reach(i)
				}
			}
		}
		reach(x.Pkg)
	}
	p := x.paths[path]
	if p == nil {
		return nil
	}
	return p.Scope().Lookup(base)
}

// Renewal is what a name says of credentials.
func (x *Package) Renewal(name string) domain.Renewal {
	r, ok := x.renewals[name]
	if !ok {
		switch {
		case x.Says(lexicon.Renews, name):
			r = domain.Renewed
		case x.Says(lexicon.Credentials, name):
			r = domain.Touched
		}
		x.renewals[name] = r
	}
	return r
}

// Says reports whether a name is of a list. Names are many and come again and again, and to look into them takes time.
func (x *Package) Says(l lexicon.List, name string) bool {
	s, ok := x.names[name]
	if !ok {
		s = lexicon.Of(name)
		x.names[name] = s
	}
	return s.Has(l)
}

// PackageNamed is a package that this one imports, however indirectly.
func (x *Package) PackageNamed(path string) *types.Package {
	seen := map[*types.Package]bool{}
	var find func(p *types.Package) *types.Package
	find = func(p *types.Package) *types.Package {
		if seen[p] {
			return nil
		}
		seen[p] = true
		if p.Path() == path {
			return p
		}
		for _, i := range p.Imports() {
			if f := find(i); f != nil {
				return f
			}
		}
		return nil
	}
	return find(x.Pkg)
}

// LocalName is a function's full name without its package's path: "(*.Client).Do"; nothing if there is no function, or if it belongs to no
// package, as error's method does.
func (x *Package) LocalName(fn *types.Func) string {
	if fn == nil || fn.Pkg() == nil {
		return ""
	}
	return strings.Replace(x.FullName(fn), fn.Pkg().Path()+".", ".", 1)
}

// FullName is the full name of a function's declaration, or nothing if there is no function.
func (x *Package) FullName(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	name, ok := x.fullNames[fn]
	if !ok {
		name = fn.Origin().FullName()
		x.fullNames[fn] = name
	}
	return name
}
