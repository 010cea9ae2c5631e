package config

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog/spelling"
	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// checkNames reports the packages, types and functions that the configuration names and that do not exist: what it says of
// them would be without effect. That is known for sure of the module that dir is in, from its files, whatever their build
// constraints. Of other modules nothing is said here.
func (c *Config) checkNames(dir string) error {
	if len(c.Providers)+len(c.Retries) == 0 {
		return nil
	}
	m := moduleOf(dir)
	if m == nil {
		return nil
	}
	var faults []error
	for l := c; l != nil; l = l.base { // each file answers for what it names itself
		r := &strictyaml.Report{File: l.File}
		for _, key := range slices.Sorted(maps.Keys(l.Providers)) {
			if line := l.lines["providers."+key]; line > 0 {
				m.checkProvider(r, line, key)
			}
		}
		for _, f := range l.Retries {
			if line := l.lines["retries."+f.Func]; line > 0 {
				m.checkRetry(r, line, f)
			}
		}
		faults = append(faults, r.List()...)
	}
	return join(faults)
}

// A module is one as its files have it.
type module struct {
	root, path string
	others     []string // paths of modules below it that it requires
	packages   map[string]*sources
}

// sources is what the files of a package declare. Of what is declared for one system and not for another, all counts.
type sources struct {
	types map[string]*ast.TypeSpec
	funcs map[string][]*ast.FuncType // by "Do", or "(*R).Do"
	open  bool                       // there may be more
}

// moduleOf returns the module of a directory, or nil if there is none whose packages can be told from those of others.
func moduleOf(dir string) *module {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	root := ModuleRoot(dir)
	if root == "" || workspace(root) != "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil
	}
	f, err := modfile.ParseLax("go.mod", data, nil)
	if err != nil || f.Module == nil {
		return nil
	}
	m := &module{root: root, path: f.Module.Mod.Path, packages: map[string]*sources{}}
	for _, req := range f.Require {
		if strings.HasPrefix(req.Mod.Path, m.path+"/") {
			m.others = append(m.others, req.Mod.Path)
		}
	}
	return m
}

// dir returns the directory in which a package of the module has to be; "" if it is of another module.
func (m *module) dir(path string) string {
	if path != m.path && !strings.HasPrefix(path, m.path+"/") {
		return ""
	}
	if slices.ContainsFunc(m.others, func(o string) bool { return path == o || strings.HasPrefix(path, o+"/") }) {
		return ""
	}
	dir := filepath.Join(m.root, filepath.FromSlash(strings.TrimPrefix(path, m.path)))
	for d := dir; d != m.root; d = filepath.Dir(d) {
		if exists(filepath.Join(d, "go.mod")) {
			return ""
		}
	}
	return dir
}

// sources returns what a package of the module declares, or nil if there is no such package. Of packages of other modules
// it returns that there may be anything.
func (m *module) sources(path string) *sources {
	if s, ok := m.packages[path]; ok {
		return s
	}
	dir := m.dir(path)
	s := &sources{open: dir == ""}
	if dir != "" {
		s = readSources(dir)
	}
	m.packages[path] = s
	return s
}

func readSources(dir string) *sources {
	entries, err := os.ReadDir(dir)
	if err != nil && exists(dir) {
		return &sources{open: true}
	}
	var s *sources
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || e.IsDir() {
			continue
		}
		if s == nil {
			s = &sources{types: map[string]*ast.TypeSpec{}, funcs: map[string][]*ast.FuncType{}}
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			s.open = true // the compiler says so
			continue
		}
		s.add(f)
	}
	return s
}

func (s *sources) add(f *ast.File) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil && len(d.Recv.List) == 1 {
				name = receiver(d.Recv.List[0].Type) + "." + name
			}
			s.funcs[name] = append(s.funcs[name], d.Type)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					s.types[t.Name.Name] = t
					s.addMethods(t)
				}
			}
		}
	}
}

// addMethods adds the methods of an interface. Those that a type has from elsewhere are declared there, under another name.
func (s *sources) addMethods(t *ast.TypeSpec) {
	i, ok := t.Type.(*ast.InterfaceType)
	if !ok {
		return
	}
	for _, m := range i.Methods.List {
		sig, _ := m.Type.(*ast.FuncType)
		for _, id := range m.Names {
			name := "(" + t.Name.Name + ")." + id.Name
			s.funcs[name] = append(s.funcs[name], sig)
		}
	}
}

// receiver is "(*R)" or "(R)", without parameters.
func receiver(t ast.Expr) string {
	star := ""
	for {
		switch u := t.(type) {
		case *ast.ParenExpr:
			t = u.X
		case *ast.StarExpr:
			star, t = "*", u.X
		case *ast.IndexExpr:
			t = u.X
		case *ast.IndexListExpr:
			t = u.X
		case *ast.Ident:
			return "(" + star + u.Name + ")"
		default:
			return ""
		}
	}
}

// checkProvider checks a key of providers: a package, or a type of one.
func (m *module) checkProvider(r *strictyaml.Report, line int, key string) {
	s := m.sources(key)
	if s != nil {
		return
	}
	i := strings.LastIndexByte(key, '.')
	if i <= strings.LastIndexByte(key, '/') {
		m.noPackage(r, line, key)
		return
	}
	path, name := key[:i], key[i+1:]
	switch s = m.sources(path); {
	case s == nil:
		m.noPackage(r, line, path)
	case s.types[name] == nil && !s.open:
		r.Errorf(line, "package %s has no type %s%s", path, name, spelling.Meant(name, slices.Sorted(maps.Keys(s.types))...))
	}
}

func (m *module) noPackage(r *strictyaml.Report, line int, path string) {
	r.Errorf(line, "module %s has no package %s%s", m.path, path, spelling.Meant(filepath.Base(path), m.neighbours(path)...))
}

// neighbours are the names beside that of a package which does not exist: it may stand for one of them.
func (m *module) neighbours(path string) (names []string) {
	if path == m.path {
		return nil
	}
	entries, _ := os.ReadDir(filepath.Dir(m.dir(path))) // none if that does not exist either
	for _, e := range entries {
		if e.IsDir() && e.Name() != filepath.Base(path) {
			names = append(names, e.Name())
		}
	}
	return names
}

// checkRetry checks the function of an entry of retries, and that it has what is called again.
func (m *module) checkRetry(r *strictyaml.Report, line int, f Retry) {
	path, recv, name := library.Cut(f.Func)
	if recv != "" {
		name = "(" + recv + ")." + name
	}
	s := m.sources(path)
	if s == nil {
		m.noPackage(r, line, path)
		return
	}
	variants := s.funcs[name]
	if len(variants) == 0 {
		if !s.open && !s.promoted(name) {
			r.Errorf(line, "package %s has no function %s%s", path, name, spelling.Meant(name, slices.Sorted(maps.Keys(s.funcs))...))
		}
		return
	}
	for _, arg := range []struct {
		index int
		what  string
	}{{f.Callback, "callback"}, {f.Predicate, "predicate"}} {
		if arg.index >= 0 && !slices.ContainsFunc(variants, func(t *ast.FuncType) bool { return t == nil || mayCall(t, arg.index) }) {
			r.Errorf(line, "argument %d of %s, the %s, is no function; they are counted from 0", arg.index, f.Func, arg.what)
		}
	}
}

// promoted reports whether a type may have a method that is declared elsewhere under the type's own name: as an interface made
// of others, or as another name of a type.
func (s *sources) promoted(name string) bool {
	recv, _, ok := strings.Cut(strings.TrimLeft(name, "(*"), ").")
	if t := s.types[recv]; ok && t != nil {
		switch u := t.Type.(type) {
		case *ast.Ident, *ast.SelectorExpr:
			return true
		case *ast.InterfaceType:
			return slices.ContainsFunc(u.Methods.List, func(f *ast.Field) bool { return len(f.Names) == 0 })
		}
	}
	return false
}

// mayCall reports whether an argument of a function can be called, as far as its syntax tells.
func mayCall(t *ast.FuncType, index int) bool {
	for _, f := range t.Params.List {
		variadic, isVariadic := f.Type.(*ast.Ellipsis)
		if n := max(1, len(f.Names)); index >= n && !isVariadic {
			index -= n
			continue
		}
		typ := f.Type
		if isVariadic {
			typ = variadic.Elt
		}
		switch typ := typ.(type) {
		case *ast.ArrayType, *ast.MapType, *ast.ChanType:
			return false
		case *ast.Ident:
			return typ.Name != "string" && typ.Name != "int" && typ.Name != "error" && typ.Name != "bool"
		case *ast.SelectorExpr:
			return !isStd(typ)
		}
		return true
	}
	return false
}

// isStd reports whether a type is one that a callback is often beside: of the standard library, and no function.
func isStd(t *ast.SelectorExpr) bool {
	pkg, ok := t.X.(*ast.Ident)
	return ok && (pkg.Name == "context" && t.Sel.Name == "Context" || pkg.Name == "time" && t.Sel.Name == "Duration")
}
