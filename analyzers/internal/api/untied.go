package api

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
)

// A saying is what a user says of whose codes a package, a type or a part of a file holds.
type saying struct {
	provider string
	comment  *ast.Comment // the directive, or
	setting  string       // a key of the setting providers
	wide     bool         // it is about more than one type
}

// Untied is what a user says and what has no effect: a directive or a setting that ties no field to its provider, or one that
// names what an imported package does not have.
type Untied struct {
	Node     ast.Node     // the directive, or the nearest that there is to what a setting names
	Comment  *ast.Comment // nil of a setting
	Setting  string       // "providers" or "retries"
	Name     string       // what it names
	Provider string       // nothing is tied to it, unless
	Missing  Missing      // there is none
	Near     []string     // what may be meant
}

// Missing is what there is none of.
type Missing int

// What a setting can name.
const (
	NoType Missing = iota + 1
	NoFunc
	NoMethod
)

// near are the names that somebody may have meant.
func near(name string, known []string) []string { return spelling.Nearest(name, slices.Values(known)) }

// A ruling is a saying, and where the syntax that it is about is looked at.
type ruling struct {
	saying
	inside bool // in a struct that it is about already
}

// ownSaying is what a directive at a node, or a setting for the type that it declares, says.
func (x *Vocabulary) ownSaying(said map[ast.Node]saying, n ast.Node) saying {
	own := said[n]
	if ts, ok := n.(*ast.TypeSpec); ok && own.provider == "" {
		own = x.settingFor(x.Pkg.Path() + "." + ts.Name.Name)
	}
	switch n := n.(type) {
	case *ast.File, *ast.FuncDecl, *ast.BlockStmt:
		own.wide = true
	case *ast.GenDecl:
		own.wide = len(n.Specs) > 1
	}
	return own
}

func (x *Vocabulary) settingFor(key string) saying {
	return saying{provider: x.Options.Providers[key], setting: key}
}

// tieAsSaid ties a struct to the provider that the user says it belongs to.
//
// The codes of an answer often stand in a struct of their own, below a field of the answer's: a user who says it of that one
// means the rest of the path.
func (x *Vocabulary) tieAsSaid(s *types.Struct, by ruling) {
	p, ok := x.Catalog.Provider(by.provider)
	if !ok {
		return
	}
	tied := x.tieByShapes(s, p, ByUser)
	if !tied && !by.inside {
		for _, inner := range innerShapes(p) {
			if !by.wide || inner.Message != "" && jsonField(s, inner.Message) != nil {
				tied = x.tieByShape(s, p, inner, ByUser) || tied
			}
		}
		tied = tied || !by.wide && x.tieCodeField(s, p)
	}
	if tied {
		x.ties.heeded[by.saying] = true
	}
}

// innerShapes are the shapes of a provider as the structs see them that an answer holds the error in.
func innerShapes(p *catalog.Provider) (list []catalog.Shape) {
	for shape := range p.AllShapes() {
		for {
			head, rest, more := strings.Cut(shape.CodePath, ".")
			if !more {
				break
			}
			message, below := strings.CutPrefix(shape.Message, head+".")
			if !below {
				message = ""
			}
			shape.CodePath, shape.Message = rest, message
			list = append(list, shape)
		}
	}
	return list
}

// tieCodeField ties the one field of a struct that is evidently an error code, whatever the provider's answers look like.
func (x *Vocabulary) tieCodeField(s *types.Struct, p *catalog.Provider) bool {
	x.noteCodeField(s)
	for i := range s.NumFields() {
		f := s.Field(i)
		if !x.ties.Fuzzy[f] {
			continue
		}
		delete(x.ties.Fuzzy, f)
		for s := range p.AllSchemes() {
			if s.Kind != "http" && s.Kind != "exception" && fitsKind(f.Type(), s.Kind) {
				x.ties.Fields[f] = tie{Provider: p, Evidence: ByUser}
				return true
			}
		}
	}
	return false
}

// Says reports whether the user says anything of whose codes the package holds, or of packages that it imports.
func (o Options) Says(pkg *types.Package, files []*ast.File) bool {
	if slices.ContainsFunc(files, namesProvider) {
		return true
	}
	if len(o.Providers)+len(o.Retries) == 0 {
		return false
	}
	for _, p := range slices.Concat(pkg.Imports(), []*types.Package{pkg}) {
		for key := range o.Providers {
			if strings.HasPrefix(key, p.Path()) {
				return true
			}
		}
		if slices.ContainsFunc(o.Retries, func(r RetryFunc) bool { return strings.Contains(r.Func, p.Path()) }) {
			return true
		}
	}
	return false
}

// namesProvider reports whether a file has a directive that names one.
func namesProvider(f *ast.File) bool {
	return slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool {
		return slices.ContainsFunc(g.List, func(c *ast.Comment) bool { return directives.Provider(c) != "" })
	})
}

// Untied lists what the user says in vain. Of packages that are not imported here, and of settings for other packages' unexported
// things, nothing is known.
func (x *Vocabulary) Untied() (list []*Untied) {
	ties := x.Tied()
	for _, f := range x.Files {
		for _, g := range f.Comments {
			for _, c := range g.List {
				id := directives.Provider(c)
				if _, known := x.Catalog.Provider(id); known && !ties.heeds(func(s saying) bool { return s.comment == c }) {
					list = append(list, &Untied{Node: c, Comment: c, Provider: id})
				}
			}
		}
	}
	for key := range x.Options.Providers {
		if u := x.idleProvider(key); u != nil {
			list = append(list, u)
		}
	}
	for _, r := range x.Options.Retries {
		if u := x.idleRetry(r.Func); u != nil {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b *Untied) int { return strings.Compare(a.Setting+a.Name, b.Setting+b.Name) })
	return list
}

func (t *Ties) heeds(is func(saying) bool) bool {
	for s := range t.heeded {
		if is(s) {
			return true
		}
	}
	return false
}

// idleProvider judges a key of the setting providers: an import path, or one and a type.
func (x *Vocabulary) idleProvider(key string) *Untied {
	u := &Untied{Setting: "providers", Name: key, Provider: x.Options.Providers[key]}
	pkg, at := x.mentioned(key)
	var name string
	if pkg == nil {
		var path string
		path, name, _ = gotypes.CutType(key)
		if pkg, at = x.mentioned(path); pkg == nil {
			return nil
		}
	}
	u.Node = at
	if name != "" {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		switch {
		case !ok && pkg == x.Pkg || pkg != x.Pkg && !token.IsExported(name):
			return nil // it may be in a file that is not built, or not seen from here, which depends on the driver
		case !ok:
			u.Provider, u.Missing, u.Near = "", NoType, near(name, gotypes.Exported(pkg, gotypes.IsTypeName))
			return u
		case pkg == x.Pkg:
			if id := x.declared(obj); id != nil {
				u.Node = id
			}
		}
	}
	if x.Tied().heeds(func(s saying) bool { return s.setting == key }) {
		return nil
	}
	return u
}

// idleRetry judges the function of an entry of the setting retries.
func (x *Vocabulary) idleRetry(full string) *Untied {
	path, recv, name := library.Cut(full)
	recv = strings.TrimPrefix(recv, "*")
	pkg, at := x.mentioned(path)
	if pkg == nil || pkg == x.Pkg || !token.IsExported(name) || recv != "" && !token.IsExported(recv) {
		return nil
	}
	u := &Untied{Node: at, Setting: "retries", Name: full}
	if recv == "" {
		if _, ok := pkg.Scope().Lookup(name).(*types.Func); ok {
			return nil
		}
		u.Missing, u.Near = NoFunc, near(name, gotypes.Exported(pkg, gotypes.IsFunc))
		return u
	}
	obj, ok := pkg.Scope().Lookup(recv).(*types.TypeName)
	if !ok {
		u.Missing, u.Near = NoType, near(recv, gotypes.Exported(pkg, gotypes.IsTypeName))
		return u
	}
	found, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, name)
	fn, ok := found.(*types.Func)
	switch {
	case !ok:
		u.Missing = NoMethod
	case library.Uninstantiated(fn.FullName()) != library.Uninstantiated(full):
		u.Missing, u.Near = NoMethod, []string{library.Uninstantiated(fn.FullName())}
	default:
		return nil
	}
	return u
}

// mentioned is a package that this one is or imports, and where it says so.
func (x *Vocabulary) mentioned(path string) (*types.Package, ast.Node) {
	if path == x.Pkg.Path() {
		for _, f := range x.Files {
			if !index.Silent(x.Fset, x.Pkg, f, x.Options.Tests) {
				return x.Pkg, f.Name
			}
		}
		return x.Pkg, x.Files[0].Name
	}
	for _, f := range x.Files {
		for _, spec := range f.Imports {
			if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != path || index.Silent(x.Fset, x.Pkg, f, x.Options.Tests) {
				continue
			}
			for _, imp := range x.Pkg.Imports() {
				if imp.Path() == path && imp.Complete() {
					return imp, spec.Path
				}
			}
		}
	}
	return nil, nil
}

// declared is where a type of the package is declared.
func (x *Vocabulary) declared(obj types.Object) ast.Node {
	for id, def := range x.Info.Defs {
		if def == obj {
			return id
		}
	}
	return nil
}
