package symexec_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/models"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
	"github.com/retryvet/retryvet/catalog"
)

// stubs are what the programs import.
var stubs = map[string]string{
	"net/http": "package http\ntype Response struct { StatusCode int }\nfunc Get(url string) (*Response, error)\nfunc Head(url string) (*Response, error)\n",
}

type importer struct {
	fset *token.FileSet
	t    *testing.T
}

func (i importer) Import(path string) (*types.Package, error) {
	f, err := parser.ParseFile(i.fset, path+".go", stubs[path], 0)
	if err != nil {
		i.t.Fatal(err)
	}
	return (&types.Config{Importer: i, IgnoreFuncBodies: true}).Check(path, i.fset, []*ast.File{f}, nil)
}

// A counter counts requests of net/http, and those that are made again.
type counter struct {
	symexec.Nop
	attempts, again int
}

func (c *counter) Attempted(r symexec.Request, _ *paths.Outcome) {
	if r.C.Fn != nil && r.C.Fn.Pkg().Path() == "net/http" {
		c.attempts++
	}
}

func (c *counter) Again(*paths.Frame, *paths.State, *ast.CallExpr, *paths.Outcome) { c.again++ }

// follow follows the function root of a program.
func follow(t *testing.T, source string, limits symexec.Limits) (seen counter) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\nimport \"net/http\"\n"+source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	pkg, err := (&types.Config{Importer: importer{fset, t}}).Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info, TypesSizes: types.SizesFor("gc", "amd64")}
	nothing := func(*types.Package, *summary.Summaries) bool { return false }
	f := effects.New(api.New(summary.Import(index.New(pass, false), nothing), api.Options{Catalog: catalog.Embedded}))
	f.Scan()
	root := f.Decls[pkg.Scope().Lookup("root").(*types.Func)]
	e := symexec.NewProgram(f, models.Models{}, limits).NewExec(root)
	e.Observers = append(e.Observers, &seen)
	sig := e.SignatureOf(root)
	fr := paths.NewFrame(e.In, root, sig, nil, nil, "")
	st := &paths.State{}
	e.BindParams(fr, st, sig)
	e.Run(fr, []*paths.State{st})
	return seen
}

// The work goes as far as the limits say: with another one, less or more is seen.
func TestLimits(t *testing.T) {
	const (
		loop    = "func root(u string) { for { if _, err := http.Get(u); err == nil { return } } }\n"
		nested  = "func root(u string) { for { if one(u) == nil { return } } }\nfunc one(u string) error { return two(u) }\nfunc two(u string) error { _, err := http.Get(u); return err }\n"
		itself  = "func root(u string) error { _, err := http.Get(u); if err != nil { return root(u) }; return nil }\n"
		known   = "func root(u string) { n := 0; for i := 0; i < 20; i++ { n++ }; if n == 20 { http.Get(u) } else { http.Head(u) } }\n"
		unknown = "func root(u string, n int) { k := 0; for i := 0; i < n; i++ { k++ }; if k == 2 { http.Get(u + \"xyz\"[:k]) } }\n"
		label   = "func root(u string) { again: if _, err := http.Get(u); err != nil { goto again } }\n"
		others  = "func root(u string) { for i := 0; i < 5; i++ { http.Get(u + \"x\"[:i]) } }\n"
		many    = "func root(u string, a, b, c bool) { n := 0; if a { n += 1 }; if b { n += 2 }; if c { n += 4 }; if n == 5 { http.Get(u) }; if n == 2 { http.Get(u) }; if n == 0 { http.Get(u) } }\n"
	)
	short := func(l *symexec.Limits) { l.FirstSteps = 7 } // enough to see that the attempt is made again
	for _, test := range []struct {
		field  string
		value  int64
		source string
		other  func(*symexec.Limits) // what else is not as usual; may be nil
	}{
		{"Tries", 1, loop, nil},
		{"Rounds", 1, loop, nil},
		{"Attempts", 1, others, nil},
		{"Gotos", 1, label, nil},
		{"Depth", 1, nested, nil},
		{"Recursion", 1, itself, nil},
		{"Known", 10, known, nil},
		{"Idle", 1, unknown, nil},
		{"States", 2, many, nil},
		{"FirstSteps", 1, loop, nil},
		{"Steps", 0, loop, short},
		{"PackageSteps", 1, loop, func(l *symexec.Limits) { l.LeastSteps = 1 }},
		{"LeastSteps", 1, loop, func(l *symexec.Limits) { l.PackageSteps = 1 }},
	} {
		limits := symexec.DefaultLimits()
		if test.other != nil {
			test.other(&limits)
		}
		usual := follow(t, test.source, limits)
		reflect.ValueOf(&limits).Elem().FieldByName(test.field).SetInt(test.value)
		if other := follow(t, test.source, limits); usual.attempts == 0 || other == usual {
			t.Errorf("%s: %d attempts, %d of them again, be it %d or as usual", test.field, usual.attempts, usual.again, test.value)
		}
	}
}

// Every limit is asked for, and none is a number elsewhere.
func TestLimitsAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, dir := range []string{".", "../bodies", "../models", "../retry", "../site", "../summarize", "../../nobackoff", "../../nonretryable"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					if of, ok := sel.X.(*ast.SelectorExpr); ok && of.Sel.Name == "Limits" {
						used[sel.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	limits := reflect.ValueOf(symexec.DefaultLimits())
	for i := range limits.NumField() {
		name := limits.Type().Field(i).Name
		if !used[name] {
			t.Errorf("nobody asks for the limit %s", name)
		}
		if limits.Field(i).Int() <= 0 {
			t.Errorf("the limit %s has no value", name)
		}
	}
}
