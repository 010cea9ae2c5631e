package plugin_test

import (
	"fmt"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// load loads packages of a directory that is laid out as in GOPATH, once for all analyzers.
func load(t *testing.T, gopath string, patterns ...string) []*packages.Package {
	t.Helper()
	list, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax | packages.NeedModule,
		Dir:  gopath,
		Env:  append(os.Environ(), "GOPATH="+gopath, "GO111MODULE=off", "GOWORK=off", "GOFLAGS="),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
	}
	return list
}

type found struct {
	analysis.Diagnostic
	fset *token.FileSet
}

// findings are what the plugin reports of packages, by rule.
func findings(t *testing.T, conf any, list []*packages.Package) map[string][]found {
	t.Helper()
	graph, err := checker.Analyze(build(t, conf), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]found{}
	for _, a := range graph.Roots {
		if a.Err != nil {
			t.Error(a.Err)
		}
		for _, d := range a.Diagnostics {
			all[a.Analyzer.Name] = append(all[a.Analyzer.Name], found{d, a.Package.Fset})
		}
	}
	return all
}

// What golangci-lint cannot do with findings never reaches it: secondary positions, of which it makes findings (G4);
// several fixes, which it would all apply, or fixes of other files (G5); several findings of a rule on a line (G6); and it
// prints the rule's name itself (G3).
func TestPitfalls(t *testing.T) {
	seen := map[string]int{}
	for rule, list := range findings(t, nil, load(t, testdata(t), fixtures(t)...)) {
		lines := map[string]bool{}
		for _, f := range list {
			seen[rule]++
			pos := f.fset.Position(f.Pos)
			if len(f.Related) > 0 {
				t.Errorf("%s: G4: secondary positions: %s", pos, f.Message)
			}
			if len(f.SuggestedFixes) > 1 {
				t.Errorf("%s: G5: %d fixes", pos, len(f.SuggestedFixes))
			}
			for _, fix := range f.SuggestedFixes {
				for _, e := range fix.TextEdits {
					if name := f.fset.Position(e.Pos).Filename; name != pos.Filename {
						t.Errorf("%s: G5: a fix in %s", pos, name)
					}
				}
			}
			line := fmt.Sprintf("%s:%d", pos.Filename, pos.Line)
			if lines[line] {
				t.Errorf("%s: G6: a second finding of %s", line, rule)
			}
			lines[line] = true
			if strings.HasPrefix(f.Message, rule) {
				t.Errorf("%s: G3: the rule twice: %s", pos, f.Message)
			}
		}
	}
	for _, rule := range suiteNames() {
		if seen[rule] == 0 {
			t.Errorf("no finding of %s was looked at", rule)
		}
	}
}

// fixtures are the packages of the rules, without the stand-ins for libraries.
func fixtures(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(testdata(t), "src"))
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, e := range entries {
		if !strings.Contains(e.Name(), ".") {
			patterns = append(patterns, e.Name()+"/...")
		}
	}
	return patterns
}

// golangci-lint is built with the newest version of a module that anything in it requires (G9), so that the plugin must not
// bring in more than it needs: analysis, the registry of plugins, YAML, and the languages of messages.
func TestModules(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"github.com/golangci/plugin-module-register", "github.com/retryvet/retryvet", "go.yaml.in/yaml/v3", "golang.org/x/mod",
		"golang.org/x/text", "golang.org/x/tools",
	}
	for _, path := range strings.Fields(string(out)) {
		if !slices.Contains(want, path) {
			t.Errorf("the plugin brings in %s", path)
		}
	}
}

// golangci-lint looks after //nolint comments, and calls those idle that something else heeds (G7).
func TestNolint(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "src", "quiet", "quiet.go")
	text := `package quiet

import "net/http"

func send(u string) {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 { //nolint:retryvet
			return
		}
	}
}
`
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	n := len(findings(t, nil, load(t, dir, "quiet")))
	if n == 0 {
		t.Error("the plugin heeds //nolint, so that golangci-lint finds nothing for it to silence")
	}
}

// golangci-lint is handed files that import C as cgo left them: findings stand where their author sees them, and without a fix,
// which golangci-lint would write into its cache.
func TestCgo(t *testing.T) {
	if out, err := exec.Command("go", "env", "CGO_ENABLED", "CC").Output(); err != nil {
		t.Fatal(err)
	} else if env := strings.Fields(string(out)); len(env) < 2 || env[0] != "1" {
		t.Skipf("cgo is off: CGO_ENABLED=%s", env)
	} else if _, err := exec.LookPath(env[1]); err != nil {
		t.Skipf("there is no C compiler: %v", err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "src", "pause", "pause.go")
	text := `package pause

// static int pause(int n) { return n * 1000; }
import "C"

import (
	"context"
	"net/http"
	"time"
)

func send(ctx context.Context, u string) (*http.Response, error) {
	for {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Duration(C.pause(3)) * time.Millisecond)
	}
}
`
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for rule, list := range findings(t, nil, load(t, dir, "pause")) {
		for _, f := range list {
			pos := f.fset.Position(f.Pos)
			if pos.Filename != file || len(f.SuggestedFixes) > 0 {
				t.Errorf("%s with %d fixes: %s", pos, len(f.SuggestedFixes), f.Message)
			}
			got[rule] = pos.Line
		}
	}
	if want := map[string]int{"unbounded": 15, "ignoresctx": 18}; !maps.Equal(got, want) {
		t.Errorf("findings in lines %v, want %v", got, want)
	}
}

// golangci-lint makes a plugin for every configuration and runs analyzers side by side (G10, G11).
func TestParallel(t *testing.T) {
	list := load(t, testdata(t), "nonretryable/takeout")
	var all sync.WaitGroup
	counts := make([]int, 4)
	for i := range counts {
		all.Go(func() {
			for _, found := range findings(t, settings{"tests": i%2 == 0}, list) {
				counts[i] += len(found)
			}
		})
	}
	all.Wait()
	for _, n := range counts {
		if n == 0 || n != counts[0] {
			t.Errorf("the same findings everywhere, but %v", counts)
		}
	}
}

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
