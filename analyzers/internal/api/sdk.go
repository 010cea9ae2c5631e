package api

import (
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/catalog"
)

// SDKs are the catalogued SDKs that a package imports. To find them takes a look at its imports, and none at its syntax.
type SDKs struct {
	carriers  map[types.Object]tie             // fields and methods that hold a provider's codes
	types     map[*types.TypeName]bool         // what such fields and methods belong to
	statuses  map[*types.Var]bool              // fields that hold the HTTP status
	sentinels map[types.Object]Sentinel        // error variables that stand for a code
	calls     []string                         // packages whose calls answer with such codes
	providers map[*catalog.Provider]*types.Var // stand for the code of an error that only sentinels tell
}

// A Sentinel is an error variable that stands for a provider's code. Carrier stands for the code of the error that is compared with it.
type Sentinel struct {
	Carrier *types.Var
	Code    catalog.Code
}

// sdks finds the SDKs once.
func (x *Vocabulary) sdks() *SDKs {
	if x.sdk != nil {
		return x.sdk
	}
	x.sdk = &SDKs{
		carriers: map[types.Object]tie{}, types: map[*types.TypeName]bool{}, statuses: map[*types.Var]bool{},
		sentinels: map[types.Object]Sentinel{}, providers: map[*catalog.Provider]*types.Var{},
	}
	for _, p := range x.Catalog.Providers() {
		if len(p.Types)+len(p.Sentinels) == 0 {
			continue
		}
		tied := false
		for _, imp := range x.Pkg.Imports() {
			tied = x.sdk.addTypes(p, imp) || tied
			tied = x.sdk.addSentinels(p, imp) || tied
		}
		if tied {
			x.sdk.calls = append(x.sdk.calls, p.Calls...)
		}
	}
	return x.sdk
}

// addTypes notes the error types of a provider that a package has.
func (s *SDKs) addTypes(p *catalog.Provider, pkg *types.Package) (tied bool) {
	for _, t := range p.Types {
		name, ok := t.In(pkg.Path())
		if !ok {
			continue
		}
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if f, ok := member(obj, t.Status).(*types.Var); ok {
			s.statuses[f] = true
		}
		if m := member(obj, t.Code); m != nil {
			if old, known := s.carriers[m]; !known || old.Provider.ID != p.ID && slices.Contains(old.Provider.Extends, p.ID) {
				s.carriers[m] = tie{Provider: p, Scheme: t.Scheme, Evidence: ByType}
			}
			if n := gotypes.Named(obj.Type()); n != nil { // of an alias, what it stands for
				s.types[n.Obj()] = true
			}
			tied = true
		}
	}
	return tied
}

// member is the field of a type, or the method if the name ends with a call; nil if it has none.
func member(obj *types.TypeName, name string) types.Object {
	if name == "" {
		return nil
	}
	own, method := strings.CutSuffix(name, "()")
	found, _, _ := types.LookupFieldOrMethod(obj.Type(), true, obj.Pkg(), own)
	if _, is := found.(*types.Func); is != method {
		return nil
	}
	return found
}

// addSentinels notes the error variables of a provider that a package has.
func (s *SDKs) addSentinels(p *catalog.Provider, pkg *types.Package) (tied bool) {
	for _, v := range p.Sentinels {
		name, ok := v.In(pkg.Path())
		if !ok {
			continue
		}
		obj, ok := pkg.Scope().Lookup(name).(*types.Var)
		if !ok {
			continue
		}
		carrier := s.providers[p]
		if carrier == nil {
			kind := types.Typ[types.Int]
			if v.Code.IsString() {
				kind = types.Typ[types.String]
			}
			carrier = types.NewField(obj.Pos(), nil, "code", kind, false)
			s.providers[p], s.carriers[carrier] = carrier, tie{Provider: p, Scheme: v.Scheme, Evidence: ByType}
		}
		s.sentinels[obj] = Sentinel{carrier, v.Code}
		tied = true
	}
	return tied
}

// SDKCarrier reports whether a field or method of an imported SDK holds a provider's codes.
func (x *Vocabulary) SDKCarrier(obj types.Object) bool {
	_, ok := x.sdks().carriers[obj]
	return ok
}

// TieOf is the tie of a field or method.
func (x *Vocabulary) TieOf(obj types.Object) (tie, bool) {
	if t, ok := x.sdks().carriers[obj]; ok {
		return t, true
	}
	f, ok := obj.(*types.Var)
	if !ok {
		return tie{}, false
	}
	t, ok := x.Tied().Fields[f]
	return t, ok
}

// SentinelOf is what an error variable of an imported SDK stands for.
func (x *Vocabulary) SentinelOf(obj types.Object) (Sentinel, bool) {
	s, ok := x.sdks().sentinels[obj]
	return s, ok
}

// Refuses reports whether an error of a type stands for a refusal: it carries a status, or a provider's code.
func (x *Vocabulary) Refuses(t types.Type) bool {
	n := gotypes.Named(t)
	return n != nil && x.sdks().types[n.Obj()] || x.CarriesStatus(t)
}

// Creates reports whether a function is a method of a catalogued SDK, which sends a request whatever its name: Completions.New.
func (x *Vocabulary) Creates(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && fn.Signature().Recv() != nil && !gotypes.IsStd(fn.Pkg().Path()) && x.Answered(fn.Pkg().Path())
}

// ProviderOfCall is the provider whose API a function of an SDK calls: the SDK has its error types, or its calls answer with its codes.
// It is nil where several providers come into question, or where the package names the host of another one: an SDK speaks to whoever
// understands its language.
func (x *Vocabulary) ProviderOfCall(fn *types.Func) (found *catalog.Provider) {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	path := fn.Pkg().Path()
	for _, p := range x.Catalog.Providers() {
		if !answers(p, path) || slices.ContainsFunc(p.Extends, func(id string) bool { return found != nil && found.ID == id }) {
			continue // a child that shares what its base claims cannot be told from it
		}
		if found != nil {
			return nil
		}
		found = p
	}
	for id := range x.Tied().hosts {
		if found != nil && id != found.ID {
			return nil
		}
	}
	return found
}

// answers reports whether the calls of a package answer with a provider's codes.
func answers(p *catalog.Provider, path string) bool {
	return slices.ContainsFunc(p.Calls, func(c string) bool { return catalog.SamePackage(c, path) }) ||
		slices.ContainsFunc(p.Types, func(t catalog.GoType) bool { _, ok := t.In(path); return ok })
}

// Answered reports whether the calls of a package answer with the codes of an SDK that is imported: those of a database, say,
// whose driver has the errors.
func (x *Vocabulary) Answered(path string) bool {
	return slices.ContainsFunc(x.sdks().calls, func(p string) bool { return catalog.SamePackage(p, path) })
}
