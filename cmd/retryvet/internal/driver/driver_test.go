package driver

import (
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// What is outside of bodies and comments is what importers can see: nothing else changes the digest.
func TestAPI(t *testing.T) {
	of := func(text string) sum {
		fset := token.NewFileSet()
		fset.AddFile("other.go", -1, 77)
		f, err := parser.ParseFile(fset, "a.go", text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		return apiOf(fset.File(f.FileStart).Base(), f, []byte(text))
	}
	const text = "package p\n\nimport \"fmt\"\n\n// C is.\nconst C = `a  b`\n\nfunc F(n int) int { return n }\n\ntype T struct{ x int }\n\nvar V = func() int { return 1 }\n"
	for _, c := range []struct {
		old, new string
		same     bool
	}{
		{"return n }", "fmt.Println(); return n + 1 }", true},
		{"// C is.", "// C is\n// something.", true},
		{"\n\ntype", "\n\n\n\ntype", true},
		{"package p\n", "// Package p is.\npackage p\n", true},
		{"a  b", "a b", false},
		{"F(n int)", "F(m int)", false},
		{"int { return n }", "int", false}, // it is declared elsewhere then
		{"x int", "x int64", false},
		{"\"fmt\"", "f \"fmt\"", false},
		{"return 1", "return 2", false}, // of a variable without a type, an initializer can tell it
		{"package p", "package q", false},
		{"package p", "//go:build go1.21\n\npackage p", false}, // the language of the file
	} {
		if got := of(text) == of(strings.Replace(text, c.old, c.new, 1)); got != c.same {
			t.Errorf("%q in place of %q: the same: %t, want %t", c.new, c.old, got, c.same)
		}
	}
}

// A calls fact is the number of functions that a package declares, and those that it imports.
type calls struct{ N int }

func (*calls) AFact() {}

// counter counts functions, and writes down which packages it has seen.
type counter struct {
	mu   sync.Mutex
	seen []string
}

func (c *counter) analyzer() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "count", Doc: "count", FactTypes: []analysis.Fact{new(calls)}, ResultType: reflect.TypeFor[int](),
		Run: func(pass *analysis.Pass) (any, error) {
			c.mu.Lock()
			c.seen = append(c.seen, pass.Pkg.Path())
			c.mu.Unlock()
			n := len(pass.Pkg.Scope().Names())
			for _, p := range pass.Pkg.Imports() {
				var f calls
				if pass.ImportPackageFact(p, &f) {
					n += f.N
				}
			}
			pass.ExportPackageFact(&calls{n})
			if len(pass.Files) > 0 {
				pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Name.Pos(), Message: fmt.Sprint(n)})
			}
			return n, nil
		},
	}
}

// writerIn returns a function that writes files below a directory.
func writerIn(t *testing.T, dir string) func(name, text string) {
	return func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// Facts go up, packages with tests are seen with these, nothing changed means that nothing runs, a changed fact that the importer does,
// and two runs at once get the same.
func TestRun(t *testing.T) {
	dir, kept := t.TempDir(), t.TempDir()
	write := writerIn(t, dir)
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	write("low/low.go", "package low\n\nfunc F() {}\n")
	write("high/high.go", "package high\n\nimport \"example.com/m/low\"\n\nfunc G() { low.F() }\n")
	write("high/high_test.go", "package high\n\nfunc helper() {}\n")
	write("high/x_test.go", "package high_test\n\nimport \"example.com/m/high\"\n\nfunc use() { high.G() }\n")
	var session *Session
	run := func() (string, []string) {
		count := &counter{}
		a := count.analyzer()
		res, err := Run(context.Background(), Config{
			Go: "go", Dir: dir, Patterns: []string{"./..."}, Env: map[string]string{"GOARCH": runtime.GOARCH}, Cache: kept, Salt: "test", Facts: a.FactTypes, Stderr: os.Stderr, Session: session,
			Suite: func(Unit) ([]*analysis.Analyzer, string, error) { return []*analysis.Analyzer{a}, "", nil },
			ExportsFacts: func(p *types.Package, _ func(*types.Package) bool) bool {
				return strings.HasPrefix(p.Path(), "example.com/")
			},
		})
		if err != nil {
			t.Error(err)
			return "", nil
		}
		var all []string
		for _, p := range res.Packages {
			for _, d := range p.Diagnostics {
				all = append(all, plain(p.ID)+" "+d.Message)
			}
		}
		return strings.Join(all, ", "), count.seen
	}
	steps := []struct {
		name, file, text, want string
		seen                   int
	}{
		{"first", "", "", "example.com/m/high 3, example.com/m/high_test 4, example.com/m/low 1", 3},
		{"again", "", "", "example.com/m/high 3, example.com/m/high_test 4, example.com/m/low 1", 0},
		{"a body", "low/low.go", "package low\n\nfunc F() { println() }\n", "example.com/m/high 3, example.com/m/high_test 4, example.com/m/low 1", 1},
		{"a fact", "low/low.go", "package low\n\nfunc F() { println() }\n\nfunc F2() {}\n", "example.com/m/high 4, example.com/m/high_test 5, example.com/m/low 2", 3},
		{"a leaf", "high/x_test.go", "package high_test\n\nimport \"example.com/m/high\"\n\nvar x = 1\n\nfunc use() { high.G() }\n", "example.com/m/high 4, example.com/m/high_test 6, example.com/m/low 2", 1},
	}
	change := func() {
		t.Helper()
		for _, c := range steps {
			if c.file != "" {
				write(c.file, c.text)
			}
			got, seen := run()
			if got != c.want || len(seen) != c.seen {
				t.Errorf("%s: %s; ran on %q; want %s and %d packages", c.name, got, seen, c.want, c.seen)
			}
		}
	}
	change()
	write("low/low.go", "package low\n\nfunc F() {}\n\nvar V int\n\nvar W int\n")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if got, _ := run(); got != "example.com/m/high 5, example.com/m/high_test 7, example.com/m/low 3" {
				t.Errorf("two at once: %s", got)
			}
		})
	}
	wg.Wait()

	// What a process knows from before makes no difference, with a cache and without.
	for _, kept = range []string{t.TempDir(), ""} {
		session = NewSession()
		write("low/low.go", "package low\n\nfunc F() {}\n")
		write("high/x_test.go", "package high_test\n\nimport \"example.com/m/high\"\n\nfunc use() { high.G() }\n")
		change()
		write("low/low.go", "package low\n\nfunc F( {}\n")
		if got, _ := run(); got != "" {
			t.Errorf("what does not compile: %s", got)
		}
	}
}

// Who watches hears of each package when it is begun and when it is done, what its parts took, and of what was kept that it was kept.
func TestTold(t *testing.T) {
	dir, kept := t.TempDir(), t.TempDir()
	write := writerIn(t, dir)
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	write("a/a.go", "package a\n\nfunc F() {}\n")
	write("b/b.go", "package b\n\nimport \"example.com/m/a\"\n\nfunc G() { a.F() }\n")
	for _, cached := range []bool{false, true} {
		a := new(counter).analyzer()
		var hands []string
		var last Progress
		works := map[string]Work{}
		if _, err := Run(context.Background(), Config{
			Go: "go", Dir: dir, Patterns: []string{"./..."}, Env: map[string]string{"GOARCH": runtime.GOARCH}, Cache: kept, Salt: "test", Facts: a.FactTypes, Stderr: os.Stderr,
			Suite:  func(Unit) ([]*analysis.Analyzer, string, error) { return []*analysis.Analyzer{a}, "", nil },
			Notice: func(p Progress) { hands, last = append(hands, p.AtHand), p },
			Worked: func(w Work) { works[w.Name] = w },
		}); err != nil {
			t.Fatal(err)
		}
		if last != (Progress{Done: 2, Packages: 2}) || !slices.Equal(slices.Compact(hands), []string{"example.com/m/a", "", "example.com/m/b", ""}) {
			t.Errorf("at hand were %q, and in the end %+v", hands, last)
		}
		for _, name := range []string{"example.com/m/a", "example.com/m/b"} {
			var parts []string
			for _, p := range works[name].Parts {
				parts = append(parts, p.Name)
			}
			if got := strings.Join(parts, " "); works[name].Cached != cached || !cached && got != "parse check count" {
				t.Errorf("%s was cached: %t, and consisted of %s", name, works[name].Cached, got)
			}
		}
		if _, ok := works["go list: 2 packages"]; !ok || len(works) != 3 {
			t.Errorf("what was done: %v", works)
		}
	}
}

// In a session, types of one package are the same to all that import it, whichever of them was made from source again.
func TestSession(t *testing.T) {
	dir := t.TempDir()
	write := writerIn(t, dir)
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	write("a/a.go", "package a\n\ntype T struct{ n int }\n\nfunc New() T { return T{1} }\n")
	write("b/b.go", "package b\n\nimport \"example.com/m/a\"\n\nfunc F() a.T { return a.New() }\n")
	write("c/c.go", "package c\n\nimport (\n\t\"example.com/m/a\"\n\t\"example.com/m/b\"\n)\n\nvar V a.T = b.F()\n")
	session := NewSession()
	for _, c := range []struct{ name, file, text, want string }{
		{"first", "", "", ""},
		{"an importer", "c/c.go", "package c\n\nimport (\n\t\"example.com/m/a\"\n\t\"example.com/m/b\"\n)\n\nvar V a.T = b.F()\n\nvar W a.T\n", ""},
		{"a body below", "a/a.go", "package a\n\ntype T struct{ n int }\n\nfunc New() T { return T{2} }\n", ""},
		{"the importer again", "c/c.go", "package c\n\nimport (\n\t\"example.com/m/a\"\n\t\"example.com/m/b\"\n)\n\nvar V a.T = b.F()\n\nvar X a.T\n", ""},
		{"a declaration below", "a/a.go", "package a\n\ntype T struct{ s string }\n\nfunc New() *T { return &T{} }\n", "cannot use a.New()"},
		{"as it was", "a/a.go", "package a\n\ntype T struct{ n int }\n\nfunc New() T { return T{1} }\n", ""},
		{"a mistake", "c/c.go", "package c\n\nimport \"example.com/m/b\"\n\nvar V int = b.F()\n", "cannot use b.F()"},
	} {
		if c.file != "" {
			write(c.file, c.text)
		}
		a := (&counter{}).analyzer()
		res, err := Run(context.Background(), Config{
			Go: "go", Dir: dir, Patterns: []string{"./..."}, Env: map[string]string{"GOARCH": runtime.GOARCH}, Salt: "test", Facts: a.FactTypes, Stderr: os.Stderr, Session: session,
			Suite: func(Unit) ([]*analysis.Analyzer, string, error) { return []*analysis.Analyzer{a}, "", nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		faults := ""
		for _, p := range res.Packages {
			faults += p.Fault
		}
		if !strings.Contains(faults, c.want) || c.want == "" && faults != "" {
			t.Errorf("%s: %q, want %q", c.name, faults, c.want)
		}
	}
}

// Tests that are not wanted are heard of only if they do not compile. What they bring along is not analyzed, and a package that has
// nothing but tests is analyzed all the same.
func TestTestsAside(t *testing.T) {
	dir := t.TempDir()
	write := writerIn(t, dir)
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	write("own/own.go", "package own\n\nimport \"fmt\"\n\nfunc F[T any](x T) T { fmt.Print(); return x }\n\nfunc init() {}\n")
	write("own/own_test.go", "package own\n\nimport \"example.com/m/forms\"\n\nvar x = forms.V + F(1)\n")
	write("own/x_test.go", "package own_test\n\nimport \"example.com/m/own\"\n\nvar x = own.F(1)\n")
	write("forms/forms.go", "package forms\n\nvar V = 1\n")
	write("alone/alone_test.go", "package alone\n")
	for _, c := range []struct{ name, file, text, seen, faults string }{
		{"first", "", "", "alone own", ""},
		{"a test", "own/x_test.go", "package own_test\n\nimport \"example.com/m/own\"\n\nfunc f() string { return own.F(1) }\n", "alone own", "x_test.go:5:26: cannot use own.F(1)"},
		{"a test beside", "own/own_test.go", "package own\n\nfunc f() string { return F(1) }\n", "alone own", "own_test.go:3:26: cannot use F(1)"},
		{"the package", "own/own.go", "package own\n\nfunc F[T any](x T) int { return x }\n", "alone", "own.go:3:33: cannot use x"},
	} {
		if c.file != "" {
			write(c.file, c.text)
		}
		count := &counter{}
		a := count.analyzer()
		res, err := Run(context.Background(), Config{
			Go: "go", Dir: dir, Patterns: []string{"./own", "./alone"}, Env: map[string]string{"GOARCH": runtime.GOARCH}, Salt: "test", Facts: a.FactTypes, Stderr: os.Stderr,
			Suite: func(Unit) ([]*analysis.Analyzer, string, error) { return []*analysis.Analyzer{a}, "", nil },
			Tests: func(string) bool { return false },
		})
		if err != nil {
			t.Fatal(err)
		}
		var seen []string
		for _, path := range count.seen {
			if strings.HasPrefix(path, "example.com/m/") {
				seen = append(seen, strings.TrimPrefix(path, "example.com/m/"))
			}
		}
		slices.Sort(seen)
		var faults []string
		for _, p := range res.Packages {
			if p.Fault != "" {
				faults = append(faults, p.Fault)
			}
		}
		slices.Sort(faults)
		if got := strings.Join(seen, " "); got != c.seen {
			t.Errorf("%s: ran on %q, want %q", c.name, got, c.seen)
		}
		if faults = slices.Compact(faults); len(faults) > 1 || !strings.Contains(strings.Join(faults, ""), c.faults) || c.faults == "" && len(faults) > 0 {
			t.Errorf("%s: %q, want one, %q", c.name, faults, c.faults)
		}
	}
}

// A package that nobody imports by a name has nobody to tell facts.
func TestUnheard(t *testing.T) {
	dir := t.TempDir()
	write := writerIn(t, dir)
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	for _, name := range []string{"effects", "named", "renamed", "dotted", "mixed", "tested"} {
		write(name+"/"+name+".go", "package "+name+"\n\nvar X"+name+" = 1\n")
	}
	write("main.go", "package main\n\nimport (\n\t_ \"example.com/m/effects\"\n\t\"example.com/m/named\"\n\tother \"example.com/m/renamed\"\n\t. \"example.com/m/dotted\"\n\t_ \"example.com/m/mixed\"\n)\n\n"+
		"func main() { _, _, _ = named.Xnamed, other.Xrenamed, Xdotted }\n")
	write("more.go", "package main\n\nimport \"example.com/m/mixed\"\n\nvar _ = mixed.Xmixed\n")
	write("main_test.go", "package main\n\nimport \"example.com/m/tested\"\n\nvar _ = tested.Xtested\n")
	for _, tests := range []bool{false, true} {
		a := new(counter).analyzer()
		var mu sync.Mutex
		var unheard []string
		_, err := Run(context.Background(), Config{
			Go: "go", Dir: dir, Patterns: []string{"./..."}, Env: map[string]string{"GOARCH": runtime.GOARCH}, Salt: "test", Facts: a.FactTypes, Stderr: os.Stderr,
			Suite: func(u Unit) ([]*analysis.Analyzer, string, error) {
				mu.Lock()
				defer mu.Unlock()
				if u.Unheard {
					unheard = append(unheard, filepath.Base(u.Dir))
				}
				return []*analysis.Analyzer{a}, "", nil
			},
			Tests: func(string) bool { return tests },
		})
		if err != nil {
			t.Fatal(err)
		}
		want := []string{filepath.Base(dir), "effects"}
		if !tests {
			want = append(want, "tested")
		}
		slices.Sort(want)
		if slices.Sort(unheard); !slices.Equal(unheard, want) {
			t.Errorf("with tests %t nobody hears %q, want %q", tests, unheard, want)
		}
	}
}
