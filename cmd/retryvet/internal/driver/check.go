package driver

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"strings"
	"time"
)

// A source is a package's syntax and types while it is worked on.
type source struct {
	fset  *token.FileSet
	files []*ast.File
	texts [][]byte
	lines int
}

// read reads a file, or what lies over it.
func (c *Config) read(name string) ([]byte, error) {
	if over, ok := c.Overlay[name]; ok {
		name = over
	}
	return os.ReadFile(name)
}

// parse parses the files of a package.
func (r *run) parse(n *node, mode parser.Mode) (*source, error) {
	defer n.spent("parse", time.Now())
	texts := make([][]byte, len(n.names))
	size := 0
	for i, name := range n.names {
		text, err := r.read(name)
		if err != nil {
			return nil, err
		}
		texts[i] = text
		size += len(text) + 1
	}
	s := &source{fset: r.base.fileSet(size), texts: texts}
	for i, name := range n.names {
		f, err := parser.ParseFile(s.fset, name, texts[i], mode|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, f)
		s.lines += s.fset.File(f.FileStart).LineCount()
	}
	return s, nil
}

// check type-checks a package. Without info the bodies of its functions are not looked at.
func (r *run) check(n *node, s *source, info *types.Info) (*types.Package, error) {
	return r.config(n, info == nil).Check(plain(n.ImportPath), s.fset, s.files, info)
}

func (r *run) config(n *node, declarations bool) *types.Config {
	return &types.Config{
		IgnoreFuncBodies: declarations,
		FakeImportC:      len(n.CgoFiles) > 0 && len(n.CompiledGoFiles) == 0,
		Importer:         importer{r, n},
		Sizes:            r.sizes,
		GoVersion:        n.goVersion(),
	}
}

// checkTests type-checks a package with its tests to hear what is wrong with these. The bodies in other files are left out, and so are
// faults there: the package itself tells them.
func (r *run) checkTests(n *node, s *source) (*types.Package, error) {
	for _, f := range s.files {
		if inTest(s.fset, f.FileStart) {
			continue
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				fn.Body = nil
			}
		}
	}
	var first error
	conf := r.config(n, false)
	conf.Error = func(err error) {
		var fault types.Error
		if first == nil && (!errors.As(err, &fault) || inTest(s.fset, fault.Pos)) {
			first = err
		}
	}
	pkg, _ := conf.Check(plain(n.ImportPath), s.fset, s.files, nil)
	return pkg, first
}

func inTest(fset *token.FileSet, pos token.Pos) bool {
	f := fset.File(pos)
	return f == nil || strings.HasSuffix(f.Name(), "_test.go")
}

func newInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}
}

// An importer gives a package those that it imports.
type importer struct {
	run *run
	of  *node
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	to := i.of.imports[path]
	if to == nil {
		return nil, fmt.Errorf("could not import %s", path)
	}
	pkg := i.run.types(to)
	if pkg == nil {
		return nil, fmt.Errorf("could not import %s, which does not compile", path)
	}
	return pkg, nil
}

// types returns the types that a package declares; nil if it does not compile. If nobody needed more of the package, the bodies of its
// functions are not checked.
func (r *run) types(n *node) *types.Package {
	n.once.Do(func() {
		if pkg := r.Session.types(n.hash.api); pkg != nil {
			r.publish(n, pkg, 0)
			return
		}
		s, err := r.parse(n, 0)
		if err == nil {
			pkg, _, err := r.declare(n, s)
			if err == nil {
				r.publish(n, pkg, s.lines)
			}
		}
	})
	return n.pkg
}

// faultOf is an error as go vet words it: the position, and the first fault alone.
func faultOf(err error) string {
	if list := (scanner.ErrorList)(nil); errors.As(err, &list) && len(list) > 0 {
		return list[0].Error()
	}
	return err.Error()
}
