package analyzers_test

import (
	"bytes"
	"encoding/gob"
	"flag"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// nogo drives analyzers as Bazel's nogo does: those that packages export as Analyzer, package by package, with facts that
// were written to files in between, and without a module (V7), ReadFile or a list of all facts (V11).
type nogo struct {
	t        *testing.T
	fset     *token.FileSet
	std      types.Importer
	packages map[string]*types.Package
	facts    map[factKey][]byte
	stripped bool // facts are lost on the way
}

type factKey struct {
	pkg  string
	obj  types.Object // nil for facts of the package
	kind reflect.Type
}

func (d *nogo) Import(path string) (*types.Package, error) {
	if pkg := d.packages[path]; pkg != nil {
		return pkg, nil
	}
	return d.std.Import(path)
}

// run analyzes a package of one file and returns what is reported, as "rule: message".
func (d *nogo) run(path, source string) []string {
	d.t.Helper()
	file, err := parser.ParseFile(d.fset, path+".go", source, parser.ParseComments)
	if err != nil {
		d.t.Fatal(err)
	}
	var found []string
	for _, f := range d.analyze(path, file) {
		found = append(found, f.rule+": "+f.Message)
	}
	slices.Sort(found)
	return found
}

// A ruled diagnostic is one of a rule.
type ruled struct {
	rule string
	analysis.Diagnostic
}

// analyze analyzes a package.
func (d *nogo) analyze(path string, files ...*ast.File) []ruled {
	d.t.Helper()
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: d}
	pkg, err := conf.Check(path, d.fset, files, info)
	if err != nil {
		d.t.Fatal(err)
	}
	d.packages[path] = pkg

	var found []ruled
	results := map[*analysis.Analyzer]any{}
	var exec func(a *analysis.Analyzer)
	exec = func(a *analysis.Analyzer) {
		if _, done := results[a]; done {
			return
		}
		inputs := map[*analysis.Analyzer]any{}
		for _, r := range a.Requires {
			exec(r)
			inputs[r] = results[r]
		}
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
		pass := &analysis.Pass{
			Analyzer: a, Fset: d.fset, Files: files, Pkg: pkg, TypesInfo: info, TypesSizes: types.SizesFor("gc", "amd64"),
			ResultOf: inputs,
			Report:   func(diag analysis.Diagnostic) { found = append(found, ruled{a.Name, diag}) },
			ImportObjectFact: func(obj types.Object, f analysis.Fact) bool {
				return d.load(factKey{obj.Pkg().Path(), obj, reflect.TypeOf(f)}, f)
			},
			ExportObjectFact: func(obj types.Object, f analysis.Fact) { d.store(factKey{path, obj, reflect.TypeOf(f)}, f) },
			ImportPackageFact: func(p *types.Package, f analysis.Fact) bool {
				return d.load(factKey{p.Path(), nil, reflect.TypeOf(f)}, f)
			},
			ExportPackageFact: func(f analysis.Fact) { d.store(factKey{path, nil, reflect.TypeOf(f)}, f) },
		}
		if results[a], err = a.Run(pass); err != nil {
			d.t.Errorf("%s on %s: %v", a.Name, path, err)
		}
	}
	for _, a := range exported {
		exec(a)
	}
	if d.stripped {
		clear(d.facts)
	}
	return found
}

func (d *nogo) store(key factKey, f analysis.Fact) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(f); err != nil {
		d.t.Errorf("a fact that cannot be written: %v", err)
	}
	d.facts[key] = b.Bytes()
}

func (d *nogo) load(key factKey, f analysis.Fact) bool {
	data, ok := d.facts[key]
	if !ok {
		return false
	}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(f); err != nil {
		d.t.Errorf("a fact that cannot be read: %v", err)
	}
	return true
}

const helper = `package helper

import (
	"fmt"
	"net/http"
)

func Send(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func Retryable(code int) bool { return code == 429 || code >= 500 }
`

const user = `package user

import (
	"net/http"
	"time"

	"helper"
)

func init() { http.DefaultClient.Timeout = time.Minute }

func around(u string) {
	for i := 0; i < 3; i++ {
		if helper.Send(u) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func asks(u string) {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err != nil || !helper.Retryable(resp.StatusCode) {
			return
		}
		time.Sleep(time.Second << i)
	}
}

func own(u string) {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return
		}
	}
}
`

// Every rule package works with nogo as it is.
func TestNogo(t *testing.T) {
	for _, a := range exported {
		a.Flags.VisitAll(func(f *flag.Flag) { // as nogo.json sets them
			if a.Flags.Lookup(f.Name) == nil {
				t.Errorf("%s: flag %s is not found", a.Name, f.Name)
			}
		})
	}
	build.Default.CgoEnabled = false
	fset := token.NewFileSet()
	std := importer.ForCompiler(fset, "source", nil)
	analyze := func(stripped bool) []string {
		d := &nogo{t: t, fset: fset, std: std, packages: map[string]*types.Package{}, facts: map[factKey][]byte{}, stripped: stripped}
		return append(d.run("helper", helper), d.run("user", user)...)
	}
	with := analyze(false)
	if !slices.ContainsFunc(with, func(s string) bool { return strings.HasPrefix(s, "nonretryable: ") }) {
		t.Errorf("found only %q", with)
	}
	// G2: lost facts are silence, never a report.
	left := map[string]int{}
	for _, s := range with {
		left[s]++
	}
	for _, s := range analyze(true) {
		if left[s]--; left[s] < 0 {
			t.Errorf("reported without facts only: %s", s)
		}
	}
}
