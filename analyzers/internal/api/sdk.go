package api

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/catalog"
)

// SDKs are the catalogued SDKs that a package imports. To find them takes a look at its imports, and none at its syntax.
type SDKs struct {
	carriers map[types.Object]tie      // fields, methods and functions that hold a provider's codes
	types    map[*types.TypeName]bool  // what such fields and methods belong to, and error types that stand for a code
	selves   map[*types.TypeName]tie   // types whose values are codes
	statuses map[*types.Var]bool       // fields that hold the HTTP status
	stand    map[types.Object]Sentinel // error variables and types that stand for a code
	asked    map[string]*asked         // functions that test an error or a code, by their full names
	errors   map[*types.Package]bool   // packages with error types that hold a provider's codes
	calls    []string                  // packages whose calls answer with such codes
	words    []wording                 // of whose codes errors' texts have the first word
	codes    map[codesOf]*types.Var    // stand for the code of an error that is not read from a field
}

// codesOf are the codes of a provider's scheme, of one kind.
type codesOf struct {
	provider *catalog.Provider
	scheme   string
	text     bool
}

// An asked is what a catalogued function tests, and the provider that has it.
type asked struct {
	predicate catalog.Predicate
	provider  *catalog.Provider
}

// A wording is a scheme of codes that are the first words of errors' texts.
type wording struct {
	provider *catalog.Provider
	scheme   string
}

// A Sentinel is an error variable or type that stands for a provider's code. Carrier stands for the code of the error that is compared
// with it.
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
		carriers: map[types.Object]tie{}, types: map[*types.TypeName]bool{}, selves: map[*types.TypeName]tie{}, statuses: map[*types.Var]bool{},
		stand: map[types.Object]Sentinel{}, asked: map[string]*asked{}, errors: map[*types.Package]bool{}, codes: map[codesOf]*types.Var{},
	}
	for _, p := range x.Catalog.Providers() {
		if len(p.Types)+len(p.Sentinels)+len(p.Funcs)+len(p.Exceptions)+len(p.Predicates) == 0 {
			continue
		}
		tied := false
		for _, imp := range x.Pkg.Imports() {
			tied = x.addTypes(p, x.speaker(p), imp) || tied
			tied = x.sdk.addSentinels(p, imp) || tied
			tied = x.sdk.addExceptions(p, imp) || tied
			tied = x.sdk.addFuncs(p, imp) || tied
		}
		if tied {
			x.sdk.calls = append(x.sdk.calls, p.Calls...)
			for s := range p.AllSchemes() {
				if s.FirstWord {
					x.sdk.words = append(x.sdk.words, wording{p, s.ID})
				}
			}
		}
	}
	return x.sdk
}

// speaker is the provider whose codes the SDK of p brings: one that extends p, where the package names the hosts of no other one.
func (x *Vocabulary) speaker(p *catalog.Provider) *catalog.Provider {
	if len(p.Types) == 0 || !slices.ContainsFunc(x.Catalog.Providers(), func(q *catalog.Provider) bool { return slices.Contains(q.Extends, p.ID) }) {
		return p
	}
	if q := x.onlyHost(); q != nil && slices.Contains(q.Extends, p.ID) {
		return q
	}
	return p
}

// onlyHost is the provider whose hosts the package names; nil if it names those of several, or none.
func (x *Vocabulary) onlyHost() (only *catalog.Provider) {
	if x.named == nil {
		x.named = x.hosts()
	}
	if len(x.named) == 1 {
		for _, only = range x.named {
		}
	}
	return only
}

// meant reports whether a type has a provider's codes in this package: what has a type in common with others is meant where one of the
// packages is imported that are its own, and none of the others'.
func (x *Vocabulary) meant(p *catalog.Provider, t catalog.GoType) bool {
	if len(t.Imports) == 0 {
		return true
	}
	if !x.importsOneOf(t.Imports) {
		return false
	}
	return !slices.ContainsFunc(x.Catalog.Providers(), func(q *catalog.Provider) bool {
		return q != p && slices.ContainsFunc(q.Types, func(u catalog.GoType) bool {
			return u.Type == t.Type && x.importsOneOf(u.Imports)
		})
	})
}

// importsOneOf reports whether the package imports one of those that some patterns mean.
func (x *Vocabulary) importsOneOf(patterns []string) bool {
	return slices.ContainsFunc(x.Pkg.Imports(), func(imp *types.Package) bool {
		return slices.ContainsFunc(patterns, func(p string) bool { return catalog.SamePackage(p, imp.Path()) })
	})
}

// addTypes notes the error types of a provider that a package has, as the codes of the one that is spoken to.
func (x *Vocabulary) addTypes(p, speaker *catalog.Provider, pkg *types.Package) (tied bool) {
	s, evidence := x.sdk, ByType
	if speaker != p {
		evidence = ByHost
	}
	for _, t := range p.Types {
		name, ok := t.In(pkg.Path())
		if !ok || !x.meant(p, t) {
			continue
		}
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if f, ok := member(obj, t.Status).(*types.Var); ok {
			s.statuses[f] = true
		}
		if t.Code == catalog.Self {
			s.selves[obj] = tie{Provider: speaker, Scheme: t.Scheme, Evidence: evidence}
			s.types[obj] = true
			tied = true
			continue
		}
		if m := member(obj, t.Code); m != nil {
			if old, known := s.carriers[m]; !known || old.Provider.ID != p.ID && slices.Contains(old.Provider.Extends, p.ID) {
				s.carriers[m] = tie{Provider: speaker, Scheme: t.Scheme, Evidence: evidence}
			}
			if n := gotypes.Named(obj.Type()); n != nil { // of an alias, what it stands for
				s.types[n.Obj()] = true
			}
			s.errors[pkg] = true
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

// addSentinels notes the error variables and types of a provider that a package has.
func (s *SDKs) addSentinels(p *catalog.Provider, pkg *types.Package) (tied bool) {
	for _, v := range p.Sentinels {
		name, ok := v.In(pkg.Path())
		if !ok {
			continue
		}
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Var:
			if v.Var == "" {
				continue
			}
			s.stand[obj] = Sentinel{s.code(p, v.Scheme, v.Code.IsString()), v.Code}
		case *types.TypeName:
			if v.Type == "" {
				continue
			}
			s.stand[obj] = Sentinel{s.code(p, v.Scheme, v.Code.IsString()), v.Code}
			s.types[obj] = true
		default:
			continue
		}
		tied = true
	}
	return tied
}

// addExceptions notes the error types of a package which are named like the codes of a provider that they stand for.
func (s *SDKs) addExceptions(p *catalog.Provider, pkg *types.Package) (tied bool) {
	for _, e := range p.Exceptions {
		if !e.In(pkg.Path()) {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || !obj.Exported() {
				continue
			}
			if n := gotypes.Named(obj.Type()); n != nil && gotypes.ImplementsError(n) {
				s.stand[obj] = Sentinel{s.code(p, e.Scheme, true), catalog.String(name)}
				s.types[obj] = true
				tied = true
			}
		}
	}
	return tied
}

// addFuncs notes the functions of a package that return a provider's code, or test for some.
func (s *SDKs) addFuncs(p *catalog.Provider, pkg *types.Package) (tied bool) {
	for _, f := range p.Funcs {
		if name, ok := f.In(pkg.Path()); ok {
			if fn, ok := pkg.Scope().Lookup(name).(*types.Func); ok {
				s.carriers[fn] = tie{Provider: p, Scheme: f.Scheme, Evidence: ByType}
				tied = true
			}
		}
	}
	for _, f := range p.Predicates {
		if len(f.Codes) == 0 && f.Prefix == "" {
			continue
		}
		name, ok := f.In(pkg.Path())
		if !ok {
			continue
		}
		if fn, ok := pkg.Scope().Lookup(name).(*types.Func); ok {
			s.asked[fn.FullName()] = &asked{f, p}
			tied = true
		}
	}
	return tied
}

// code stands for the code of an error, where no field has it.
func (s *SDKs) code(p *catalog.Provider, scheme string, text bool) *types.Var {
	if scheme == "" && len(p.Schemes) == 1 && len(p.Extends) == 0 { // which is meant then, named or not
		scheme = p.Schemes[0].ID
	}
	of := codesOf{p, scheme, text}
	carrier := s.codes[of]
	if carrier == nil {
		kind := types.Typ[types.Int]
		if text {
			kind = types.Typ[types.String]
		}
		carrier = types.NewField(token.NoPos, nil, "code", kind, false)
		s.codes[of], s.carriers[carrier] = carrier, tie{Provider: p, Scheme: scheme, Evidence: ByType}
	}
	return carrier
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
	if t, ok := x.SelfTie(f.Type()); ok {
		return t, true
	}
	if t, ok := x.Tied().Fields[f]; ok {
		return t, true
	}
	t, ok := x.Tied().Mirrors[f]
	return t, ok
}

// SentinelOf is what an error variable of an imported SDK, or an error type, stands for.
func (x *Vocabulary) SentinelOf(obj types.Object) (Sentinel, bool) {
	s, ok := x.sdks().stand[obj]
	return s, ok
}

// SentinelType is what an error type, or a pointer to one, stands for.
func (x *Vocabulary) SentinelType(t types.Type) (Sentinel, bool) {
	n := gotypes.Named(t)
	if n == nil {
		return Sentinel{}, false
	}
	return x.SentinelOf(n.Obj())
}

// WordOf is the code that a text begins with, where an imported SDK has such codes in the texts of its errors.
func (x *Vocabulary) WordOf(text string) (Sentinel, bool) {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	for _, w := range x.sdks().words {
		if c := catalog.String(word); word != "" {
			if _, ok := w.provider.LookupIn(w.scheme, c); ok {
				return Sentinel{x.sdks().code(w.provider, w.scheme, true), c}, true
			}
		}
	}
	return Sentinel{}, false
}

// SelfTie is the tie of a type whose values are a provider's codes.
func (x *Vocabulary) SelfTie(t types.Type) (tie, bool) {
	if t == nil {
		return tie{}, false
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return tie{}, false
	}
	found, ok := x.sdks().selves[n.Obj()]
	return found, ok
}

// SelfCode stands for the code of an error that is of a type whose values are a provider's codes; nil if it is none.
func (x *Vocabulary) SelfCode(t types.Type) *types.Var {
	found, ok := x.SelfTie(t)
	if !ok {
		return nil
	}
	b, ok := t.Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsInteger|types.IsString) == 0 {
		return nil
	}
	return x.sdks().code(found.Provider, found.Scheme, b.Info()&types.IsString != 0)
}

// Speaks reports whether an object of an SDK tells of codes where it is mentioned: it stands for one, or is or has a type that does.
func (x *Vocabulary) Speaks(obj types.Object) bool {
	if obj == nil {
		return false
	}
	if _, ok := x.SentinelOf(obj); ok {
		return true
	}
	switch obj.(type) {
	case *types.Const, *types.TypeName:
		_, ok := x.SelfTie(obj.Type())
		return ok
	}
	return false
}

// Codes are some of a provider's codes. The first so many are meant where a program goes on with all of them: those that pass, if some
// do, for a class is no list of its members.
type Codes struct {
	All   []catalog.Code
	Meant int
}

// CodesAsked is for which of a provider's codes a function is true, and what stands for the code of the error that it is given. What is
// given a code has no carrier.
func (x *Vocabulary) CodesAsked(fullName string) (carrier *types.Var, codes Codes, ok bool) {
	a := x.sdks().asked[fullName]
	if a == nil {
		return nil, Codes{}, false
	}
	if a.predicate.Prefix != "" {
		return nil, Written(a.provider, a.predicate.Scheme, Beginning, a.predicate.Prefix), true
	}
	all := a.predicate.Codes
	return x.sdks().code(a.provider, a.predicate.Scheme, all[0].IsString()), Codes{all, len(all)}, true
}

// A Part is where in a code a text is.
type Part uint8

const (
	Beginning Part = iota
	Ending
)

// Written are the codes of a provider, of one scheme or of any, which begin or end with a text. Where none is listed but a family of
// them is known, that stands for all of them.
func Written(p *catalog.Provider, scheme string, where Part, text string) (codes Codes) {
	family := catalog.Beginning(text)
	if where == Ending {
		family = catalog.Ending(text)
	}
	var others []catalog.Code
	for e := range p.Entries() {
		switch {
		case scheme != "" && e.Scheme != scheme || !family.Names(e.Code):
		case slices.Contains(codes.All, e.Code) || slices.Contains(others, e.Code):
		case e.Retry == catalog.Never || e.Retry == catalog.User:
			others = append(others, e.Code)
		default:
			codes.All = append(codes.All, e.Code)
		}
	}
	codes.Meant = len(codes.All)
	if codes.Meant == 0 {
		codes.Meant = len(others)
	}
	codes.All = append(codes.All, others...)
	if len(codes.All) == 0 {
		if _, ok := p.Family(scheme, family); ok {
			codes = Codes{[]catalog.Code{family}, 1}
		}
	}
	return codes
}

// Named is the code of a provider that its documents have a name for, in whatever way the name is written: UniqueViolation, unique_violation.
func Named(p *catalog.Provider, scheme, name string) Codes {
	name = strings.ReplaceAll(name, "_", "")
	for e := range p.Entries() {
		if (scheme == "" || e.Scheme == scheme) && e.Name != "" && strings.EqualFold(strings.ReplaceAll(e.Name, "_", ""), name) {
			return Codes{[]catalog.Code{e.Code}, 1}
		}
	}
	return Codes{}
}

// Refuses reports whether an error of a type stands for a refusal: it carries a status, or a provider's code.
func (x *Vocabulary) Refuses(t types.Type) bool {
	n := gotypes.Named(t)
	return n != nil && x.sdks().types[n.Obj()] || x.CarriesStatus(t)
}

// Creates reports whether a function is a method of a catalogued SDK, which sends a request whatever its name: Completions.New. Of an SDK
// whose calls no catalog lists, its methods that are given a context do, but for those that close something: MakeBucket.
func (x *Vocabulary) Creates(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() == nil || gotypes.IsStd(fn.Pkg().Path()) {
		return false
	}
	return x.Answered(fn.Pkg().Path()) || x.sdks().errors[fn.Pkg()] && gotypes.TakesContext(fn.Signature()) && !x.Says(lexicon.Closes, fn.Name())
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
	if found == nil || len(x.Tied().hosts) == 0 {
		return found
	}
	switch only := x.onlyHost(); {
	case only == nil:
		return nil
	case only == found || slices.Contains(only.Extends, found.ID):
		return only
	}
	return nil
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
