package analyzers_test

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/retryvet/retryvet/analyzers"
)

// Of every fixture and of the demo, every fix by itself and all of a package together: what they make compiles, what was to be
// mended is found no more, and no rule finds anything that it did not find before. Lines may end as on Windows: then the fixed
// ones do, too.
func TestFixes(t *testing.T) {
	list := slices.Concat(loadFixtures(t), loadAll(t, &packages.Config{}, []string{"../testdata/demo/..."}))
	fixed := map[string]int{}
	t.Logf("%d packages", len(list))
	found := map[*packages.Package][]finding{}
	for some := range slices.Chunk(list, together) {
		maps.Copy(found, analyze(t, some...))
	}
	for _, p := range list {
		before := found[p]
		var all []finding
		safe := false
		for _, f := range before {
			if len(f.SuggestedFixes) == 0 && len(f.unsafe) == 0 {
				continue
			}
			if safe = safe || len(f.SuggestedFixes) > 0; len(f.unsafe) > 0 {
				if len(f.SuggestedFixes) > 0 {
					t.Errorf("%s has safe and unsafe fixes", f)
				}
				f.rule, f.SuggestedFixes = "unsafe "+f.rule, f.unsafe
			}
			fixed[f.rule]++
			f.rule = strings.TrimPrefix(f.rule, "unsafe ")
			all = append(all, f)
			checkFixes(t, p, before, []finding{f}, false)
		}
		if len(all) > 0 {
			checkFixes(t, p, before, all, false)
		}
		if safe {
			checkFixes(t, withLineEnds(t, p), before, nil, true)
		}
	}
	for rule, least := range map[string]int{
		"ignoresctx": 30, "unknowncode": 10, "nonretryable": 8, "nobackoff": 2, "replaybody": 8, "unsafe nobackoff": 10, "unsafe replaybody": 6,
	} {
		if fixed[rule] < least {
			t.Errorf("only %d fixes of %s were tried", fixed[rule], rule)
		}
	}
}

// checkFixes applies fixes to a package, or all that it has if it is told of none, and compares what is found before and after.
func checkFixes(t *testing.T, p *packages.Package, before, fixes []finding, crlf bool) {
	t.Helper()
	if crlf {
		for _, f := range analyze(t, p)[p] {
			if len(f.SuggestedFixes) > 0 {
				fixes = append(fixes, f)
			}
		}
	}
	left := map[string]int{}
	for _, f := range before {
		left[f.key()]++
	}
	edits := map[string][]analysis.TextEdit{}
	var where []string
	for i, f := range fixes {
		if len(f.SuggestedFixes) != 1 {
			t.Errorf("%s: %d fixes", f, len(f.SuggestedFixes))
		}
		if overlap(fixes[:i], f) { // as everybody does who makes fixes, the first one is made
			continue
		}
		left[f.key()]--
		where = append(where, f.String())
		for _, e := range f.SuggestedFixes[0].TextEdits {
			name := p.Fset.File(e.Pos).Name()
			edits[name] = append(edits[name], e)
		}
	}
	texts := map[string][]byte{}
	for name, list := range edits {
		texts[name] = apply(t, p, name, list)
		if crlf && bytes.Count(texts[name], []byte("\n")) != bytes.Count(texts[name], []byte("\r\n")) {
			t.Errorf("%s: the fixed file has lines that end otherwise than the others", name)
		}
	}
	again, err := withTexts(p, texts, sameName)
	if err != nil {
		t.Errorf("%s: after the fix: %v", strings.Join(where, "\n"), err)
		return
	}
	made := slices.Clone(fixes)
	for _, f := range analyze(t, again)[again] {
		if left[f.key()]--; left[f.key()] < 0 {
			// Of those of a rule on a line only the first is reported: a fix reveals another one. And what gets its unit was no wait before.
			unit := func(m finding) bool {
				return m.rule == "nobackoff" && strings.Contains(m.Message, "nanoseconds") && sameFile(m, f)
			}
			if f.rule == "ignoresctx" && slices.ContainsFunc(fixes, unit) {
				continue
			}
			reveals := func(m finding) bool { return m.rule == f.rule && m.key() != f.key() && sameFile(m, f) }
			if i := slices.IndexFunc(made, reveals); i >= 0 {
				made = slices.Delete(made, i, i+1)
				continue
			}
			t.Errorf("%s\nleads to, or leaves\n%s", strings.Join(where, "\n"), f)
		}
	}
}

func sameFile(f, g finding) bool { return filepath.Base(f.file) == filepath.Base(g.file) }

// overlap reports whether a fix touches what others touch.
func overlap(others []finding, f finding) bool {
	for _, other := range others {
		for _, a := range other.SuggestedFixes[0].TextEdits {
			for _, b := range f.SuggestedFixes[0].TextEdits {
				if a.Pos < b.End && b.Pos < a.End && !(a.Pos == b.Pos && a.End == b.End && bytes.Equal(a.NewText, b.NewText)) {
					return true
				}
			}
		}
	}
	return false
}

// A finding is a diagnostic of a rule.
type finding struct {
	rule, file string
	line       int
	analysis.Diagnostic
	unsafe []analysis.SuggestedFix
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.file, f.line, f.rule, f.Message)
}

// key is what a fix elsewhere in the file does not change.
func (f finding) key() string {
	return filepath.Base(f.file) + ": " + f.rule + ": " + regexp.MustCompile(`\bline \d+|\.go:\d+`).ReplaceAllString(f.Message, "")
}

func analyze(t *testing.T, list ...*packages.Package) map[*packages.Package][]finding {
	t.Helper()
	graph, err := checker.Analyze(analyzers.Suite(analyzers.Config{Details: true}), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[*packages.Package][]finding{}
	for _, a := range graph.Roots {
		if a.Err != nil {
			t.Fatal(a.Err)
		}
		for _, d := range a.Diagnostics {
			pos := a.Package.Fset.Position(d.Pos)
			f := finding{rule: a.Analyzer.Name, file: pos.Filename, line: pos.Line, Diagnostic: d}
			silenced := false
			for _, r := range d.Related {
				details, ok := analyzers.DecodeDetails(r.Message)
				silenced = silenced || ok && details.Silenced != nil
				f.unsafe = append(f.unsafe, inPackage(a.Package, details.Unsafe)...)
			}
			if !silenced {
				all[a.Package] = append(all[a.Package], f)
			}
		}
	}
	return all
}

// inPackage are fixes as diagnostics have them.
func inPackage(p *packages.Package, fixes []analyzers.Fix) (list []analysis.SuggestedFix) {
	for _, x := range fixes {
		s := analysis.SuggestedFix{Message: x.Message}
		for _, e := range x.Edits {
			for _, f := range p.Syntax {
				if tf := p.Fset.File(f.FileStart); tf.Name() == e.Filename {
					s.TextEdits = append(s.TextEdits, analysis.TextEdit{Pos: tf.Pos(e.Start), End: tf.Pos(e.End), NewText: []byte(e.New)})
				}
			}
		}
		list = append(list, s)
	}
	return list
}

// What all fixes of a rule make of its package, the unsafe ones among them, stands beside it. (What the safe ones make is looked at by the tests
// of the rules.)
func TestUnsafeFixes(t *testing.T) {
	found := 0
	for _, p := range loadFixtures(t) {
		for _, f := range p.Syntax {
			name := p.Fset.File(f.FileStart).Name()
			want, err := os.ReadFile(name + ".unsafe")
			if err != nil {
				continue
			}
			found++
			var edits []analysis.TextEdit
			for _, f := range analyze(t, p)[p] {
				if rule, _, _ := strings.Cut(p.PkgPath, "/"); f.rule != rule {
					continue
				}
				for _, x := range slices.Concat(f.SuggestedFixes, f.unsafe) {
					edits = append(edits, x.TextEdits...)
				}
			}
			if got := apply(t, p, name, edits); !bytes.Equal(got, want) {
				t.Errorf("%s becomes\n%s\nwant\n%s", name, got, want)
			}
		}
	}
	if found < 2 {
		t.Errorf("only %d files were compared", found)
	}
}

// apply is the text of a file after edits, the same ones of several fixes made once.
func apply(t *testing.T, p *packages.Package, name string, edits []analysis.TextEdit) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(edits, func(a, b analysis.TextEdit) int { return cmp.Or(int(a.Pos-b.Pos), int(a.End-b.End)) })
	edits = slices.CompactFunc(edits, func(a, b analysis.TextEdit) bool {
		return a.Pos == b.Pos && a.End == b.End && bytes.Equal(a.NewText, b.NewText)
	})
	var out []byte
	at := 0
	for _, e := range edits {
		tf := p.Fset.File(e.Pos)
		from, to := tf.Offset(e.Pos), tf.Offset(e.End)
		if from < at || to < from {
			t.Fatalf("%s: edits overlap", p.Fset.Position(e.Pos))
		}
		out = append(append(out, text[at:from]...), e.NewText...)
		at = to
	}
	return append(out, text[at:]...)
}

// withTexts is a package with other texts of some of its files, which has to compile. A name may change as well: rules read files.
func withTexts(p *packages.Package, texts map[string][]byte, renamed func(string) string) (*packages.Package, error) {
	c := *p
	c.Syntax = slices.Clone(p.Syntax)
	for i, f := range p.Syntax {
		name := p.Fset.File(f.FileStart).Name()
		text, changed := texts[name]
		if !changed {
			continue
		}
		var err error
		if c.Syntax[i], err = parser.ParseFile(p.Fset, renamed(name), text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return nil, err
		}
	}
	c.TypesInfo = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: imports(p.Imports), Sizes: p.TypesSizes}
	if p.Module != nil && p.Module.GoVersion != "" {
		conf.GoVersion = "go" + p.Module.GoVersion
	}
	var err error
	c.Types, err = conf.Check(p.PkgPath, p.Fset, c.Syntax, c.TypesInfo)
	return &c, err
}

func sameName(name string) string { return name }

// An imports finds what a package imports among what was loaded.
type imports map[string]*packages.Package

func (i imports) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := i[path]; p != nil && p.Types != nil {
		return p.Types, nil
	}
	return nil, fmt.Errorf("%s is not loaded", path)
}

// withLineEnds is a package whose lines end as on Windows.
func withLineEnds(t *testing.T, p *packages.Package) *packages.Package {
	t.Helper()
	dir := t.TempDir()
	texts := map[string][]byte{}
	renamed := func(name string) string { return filepath.Join(dir, filepath.Base(name)) }
	for _, f := range p.Syntax {
		name := p.Fset.File(f.FileStart).Name()
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		if err := os.WriteFile(renamed(name), texts[name], 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c, err := withTexts(p, texts, renamed)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// together are how many packages are analyzed at once: what is known of all of them would take gigabytes.
const together = 50

// loadFixtures loads the packages of the rules.
func loadFixtures(t *testing.T) []*packages.Package {
	t.Helper()
	list, err := fixtures()
	if err != nil {
		t.Fatal(err)
	}
	return whole(t, list)
}

// fixtures are the packages of the rules. What they import is loaded from its source, which takes less than to compile it, and is known by its types alone.
var fixtures = sync.OnceValues(func() ([]*packages.Package, error) {
	gopath, err := filepath.Abs(filepath.Join("..", "testdata"))
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(gopath, "src"))
	if err != nil {
		return nil, err
	}
	var patterns []string
	for _, e := range entries {
		if !strings.Contains(e.Name(), ".") { // a rule's, not a stand-in for a library
			patterns = append(patterns, e.Name()+"/...")
		}
	}
	list, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule,
		Dir:  gopath,
		Env:  append(os.Environ(), "GOPATH="+gopath, "GO111MODULE=off", "GOWORK=off", "GOFLAGS="),
	}, patterns...)
	packages.Visit(list, nil, func(p *packages.Package) {
		if !slices.Contains(list, p) {
			p.Syntax, p.TypesInfo = nil, nil
		}
	})
	return list, err
})

func loadAll(t *testing.T, conf *packages.Config, patterns []string) []*packages.Package {
	t.Helper()
	conf.Mode = packages.LoadSyntax | packages.NeedModule
	list, err := packages.Load(conf, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	return whole(t, list)
}

// whole are packages without errors.
func whole(t *testing.T, list []*packages.Package) []*packages.Package {
	t.Helper()
	for _, p := range list {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
	}
	return list
}
