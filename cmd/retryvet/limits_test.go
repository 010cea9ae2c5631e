package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// lintConfig is what .golangci.yml says of sizes.
type lintConfig struct {
	Linters struct {
		Enable   []string
		Settings struct {
			Cyclop struct {
				Max int `yaml:"max-complexity"`
			}
			Funlen struct {
				Lines int
			}
			Revive struct {
				Rules []struct {
					Name      string
					Arguments []struct{ Max int }
				}
			}
		}
		Exclusions struct {
			Rules []exception
		}
	}
}

// An exception is a rule by which golangci-lint leaves something alone.
type exception struct {
	Path, Text string
	Linters    []string
}

// An oversize is a function or a file that is over a limit, with golangci-lint's words.
type oversize struct{ linter, path, text string }

func (e exception) covers(o oversize) bool {
	return slices.Contains(e.Linters, o.linter) && regexp.MustCompile(e.Path).MatchString(o.path) && regexp.MustCompile(e.Text).MatchString(o.text)
}

// named reports whether it is about one function or one file.
func (e exception) named() bool {
	return strings.Contains(e.Text, "unction ") || strings.HasPrefix(e.Text, "^file-length-limit")
}

// fileLimit is how many lines a file may have.
func (c *lintConfig) fileLimit() int {
	for _, r := range c.Linters.Settings.Revive.Rules {
		if r.Name == "file-length-limit" && len(r.Arguments) == 1 {
			return r.Arguments[0].Max
		}
	}
	return 0
}

// oversizes returns what is over a limit in a file, as the linters of golangci-lint count.
func (c *lintConfig) oversizes(path string, src []byte) ([]oversize, error) {
	var all []oversize
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, src, parser.ParseComments)
	if err != nil || ast.IsGenerated(file) {
		return nil, err
	}
	line := func(p token.Pos) int { return fset.Position(p).Line }
	if n, most := strings.Count(string(src), "\n"), c.fileLimit(); n > most {
		all = append(all, oversize{"revive", path, fmt.Sprintf("file-length-limit: file length is %d lines, which exceeds the limit of %d", n, most)})
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		lines := line(f.End()) - line(f.Pos()) - 1
		for _, group := range file.Comments {
			if line(group.Pos()) > line(f.Pos()) && line(group.End()) < line(f.End()) {
				lines -= len(group.List)
			}
		}
		if most := c.Linters.Settings.Funlen.Lines; lines > most {
			all = append(all, oversize{"funlen", path, fmt.Sprintf("Function '%s' is too long (%d > %d)", f.Name.Name, lines, most)})
		}
		if n, most := complexity(f), c.Linters.Settings.Cyclop.Max; n > most {
			all = append(all, oversize{"cyclop", path, fmt.Sprintf("calculated cyclomatic complexity for function %s is %d, max is %d", f.Name.Name, n, most)})
		}
	}
	return all, nil
}

// complexity is one and the number of places where a function can go two ways.
func complexity(f *ast.FuncDecl) int {
	n := 1
	ast.Inspect(f, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.CaseClause, *ast.CommClause:
			n++
		case *ast.BinaryExpr:
			if node.Op == token.LAND || node.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

func readLintConfig(t *testing.T) *lintConfig {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	c := &lintConfig{}
	if err := yaml.Unmarshal(data, c); err != nil {
		t.Fatal(err)
	}
	for _, linter := range []string{"cyclop", "funlen", "revive"} {
		if !slices.Contains(c.Linters.Enable, linter) {
			t.Fatalf("%s is not enabled", linter)
		}
	}
	if c.fileLimit() == 0 || c.Linters.Settings.Funlen.Lines == 0 || c.Linters.Settings.Cyclop.Max == 0 {
		t.Fatal(".golangci.yml sets no limits")
	}
	return c
}

// judge says what is wrong with what is over the limits, and with the exceptions.
func (c *lintConfig) judge(all []oversize) []string {
	var wrong []string
	for _, o := range all {
		if !slices.ContainsFunc(c.Linters.Exclusions.Rules, func(e exception) bool { return e.covers(o) }) {
			wrong = append(wrong, o.path+": "+o.text)
		}
	}
	for _, e := range c.Linters.Exclusions.Rules {
		if !e.named() {
			continue
		}
		var covered []string
		for _, o := range all {
			if e.covers(o) {
				covered = append(covered, o.path)
			}
		}
		switch len(covered) {
		case 0:
			wrong = append(wrong, fmt.Sprintf("the exception for %s %s is not needed any more: take it out of .golangci.yml", e.Path, e.Text))
		case 1:
		default:
			wrong = append(wrong, fmt.Sprintf("the exception for %s %s is one for several: %s", e.Path, e.Text, strings.Join(covered, ", ")))
		}
	}
	return wrong
}

// No function and no file is over the limits but for those that .golangci.yml names, and each of these is.
func TestLimits(t *testing.T) {
	c := readLintConfig(t)
	checkout := filepath.Join("..", "..")
	var all []oversize
	err := filepath.WalkDir(checkout, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(checkout, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		more, err := c.oversizes(filepath.ToSlash(name), src)
		all = append(all, more...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range c.judge(all) {
		t.Error(w)
	}
}

// The check can fail, in each way.
func TestJudgeLimits(t *testing.T) {
	c := &lintConfig{}
	if err := yaml.Unmarshal([]byte(`
linters:
  settings:
    cyclop: {max-complexity: 3}
    funlen: {lines: 2}
    revive: {rules: [{name: file-length-limit, arguments: [{max: 9}]}]}
  exclusions:
    rules:
      - {path: _test\.go$, linters: [cyclop, funlen]}
      - {path: ^p/, linters: [funlen], text: "^Function 'long' "}
      - {path: ^p/, linters: [funlen], text: "^Function 'short' "}
      - {path: '^p/a\.go$', linters: [revive], text: ^file-length-limit}
`), c); err != nil {
		t.Fatal(err)
	}
	const (
		head    = "package p\n"
		long    = "func long() {\n\t_ = 1\n\t_ = 2\n\t_ = 3\n}\n"
		short   = "func short() {\n\t_ = 1\n\t// about 2\n\t_ = 2\n}\n"
		complex = "func complex(a bool) {\n\tfor a && a || a {\n\t}\n}\n"
	)
	for _, test := range []struct {
		files map[string]string
		want  []string
	}{
		{map[string]string{"p/a.go": head + long + short}, []string{"'short' "}},
		{map[string]string{"p/a.go": head + long + short, "p/b.go": head + complex}, []string{"p/b.go: calculated cyclomatic complexity for function complex is 4, max is 3", "'short' "}},
		{map[string]string{"p/a.go": head + long + short, "p/b.go": head + long}, []string{"one for several: p/a.go, p/b.go", "'short' "}},
		{map[string]string{"p/a.go": head + long + short, "q/b.go": head + long}, []string{"q/b.go: Function 'long' is too long (3 > 2)", "'short' "}},
		{map[string]string{"p/a.go": head + long + short, "p/b_test.go": head + complex}, []string{"'short' "}},
		{map[string]string{"p/a.go": head + long, "q/a.go": head + short + short}, []string{"q/a.go: file-length-limit: file length is 11 lines, which exceeds the limit of 9", "'short' ", "a\\.go$ ^file-length-limit is not needed"}},
	} {
		var all []oversize
		for _, path := range slices.Sorted(maps.Keys(test.files)) {
			more, err := c.oversizes(path, []byte(test.files[path]))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, more...)
		}
		got := c.judge(all)
		if len(got) != len(test.want) {
			t.Errorf("%q: got %q, want %q", test.files, got, test.want)
			continue
		}
		for i, want := range test.want {
			if !strings.Contains(got[i], want) {
				t.Errorf("%q: got %q, want %q", test.files, got[i], want)
			}
		}
	}
}
