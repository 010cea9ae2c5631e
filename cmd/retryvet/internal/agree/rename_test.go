package agree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// ruleFixtures are the folders with the fixtures of the rules.
var ruleFixtures = []string{"errortext", "ignoresctx", "nestedretry", "nobackoff", "nonretryable", "notimeout", "replaybody", "statusfirst", "unbounded", "unknowncode"}

// askedByName is how many findings of each rule are lost, and how many there are more, where all that the fixtures declare has names that
// say nothing: what is known by its name alone. The numbers may only fall.
var askedByName = map[string]struct{ lost, gained int }{
	"ignoresctx":   {6, 0},
	"nestedretry":  {0, 3},
	"nobackoff":    {12, 5},
	"nonretryable": {63, 25},
	"notimeout":    {1, 5},
	"statusfirst":  {0, 2},
	"unbounded":    {1, 21},
	"unknowncode":  {3, 3},
}

// Facts come before names: a program that is renamed has the same findings, but for what nothing else than a name tells.
func TestRenamed(t *testing.T) {
	if testing.Short() {
		t.Skip("loads all fixtures")
	}
	root := testdataDir(t)
	plain, renamed := withoutTests(t, root), withoutTests(t, root)
	changed := newRenamer(t).write(t, filepath.Join(root, "src"), filepath.Join(renamed, "src"))
	if changed < 10000 {
		t.Errorf("%d names were changed, which are fewer than there are", changed)
	}
	before, after := fixtureFindings(t, plain), fixtureFindings(t, renamed)
	t.Logf("%d findings, %d names", len(before), changed)
	if len(before) < 1000 {
		t.Fatalf("%d findings in the fixtures", len(before))
	}
	for _, rule := range ruleFixtures {
		lost, gained := missing(before, after, rule), missing(after, before, rule)
		limit := askedByName[rule]
		if len(lost) != limit.lost || len(gained) != limit.gained {
			t.Errorf("%s: %d findings are lost and %d are new by other names, where %d and %d are known:\n%s", rule, len(lost), len(gained), limit.lost, limit.gained,
				strings.Join(append(prefixed("lost ", lost), prefixed("new ", gained)...), "\n"))
		}
	}
}

// withoutTests is a copy of the fixtures without their tests, in which nothing is reported.
func withoutTests(t *testing.T, root string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plain")
	if err := os.CopyFS(filepath.Join(dir, "src"), os.DirFS(filepath.Join(root, "src"))); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "_test.go") {
			err = os.Remove(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func prefixed(prefix string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = prefix + l
	}
	return out
}

// missing are the findings of a rule that are in one list and not in the other, as often as that is so.
func missing(in, from map[string]int, rule string) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(in)) {
		if strings.HasPrefix(k, rule+" ") && from[k] < in[k] {
			out = append(out, k)
		}
	}
	return out
}

const testdata = "../../../../testdata"

func testdataDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(testdata)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// fixtureFindings are the findings in the fixtures of a GOPATH, by rule, file and line.
func fixtureFindings(t *testing.T, gopath string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for _, f := range reportOfFixtures(t, gopath) {
		found[fmt.Sprintf("%s %s:%d", f.Rule, filepath.ToSlash(f.File), f.Line)]++
	}
	return found
}

// A fixtureFinding is a finding in the fixtures.
type fixtureFinding struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// reportOfFixtures are the findings in the fixtures of a GOPATH, all of which compile.
func reportOfFixtures(t *testing.T, gopath string) []fixtureFinding {
	t.Helper()
	findings, stderr := analyzed(t, gopath)
	if stderr != "" {
		t.Fatal(stderr)
	}
	return findings
}

// analyzed is what is found in the fixtures of a GOPATH, and what is said of those that cannot be analyzed. All of them are analyzed at
// one place, one after the other, so that nothing is done again that is the same in two of them.
func analyzed(t *testing.T, gopath string) (findings []fixtureFinding, stderr string) {
	t.Helper()
	place := filepath.Join(filepath.Dir(os.Getenv("RETRYVETCACHE")), "fixtures")
	if err := os.Rename(gopath, place); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.Rename(place, gopath); err != nil {
			t.Fatal(err)
		}
	}()
	cmd := exec.Command("retryvet", append([]string{"-format", "json"}, ofRules()...)...)
	cmd.Dir = filepath.Join(place, "src")
	cmd.Env = append(os.Environ(), "GO111MODULE=off", "GOPATH="+place, "GOFLAGS=")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 2 || exit.ExitCode() == 2 && said.Len() == 0) {
		t.Fatalf("%v\n%s", err, said.String())
	}
	var report struct {
		Findings []fixtureFinding `json:"findings"`
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	return report.Findings, said.String()
}

// ofRules are patterns of the fixtures of the rules.
func ofRules() []string {
	patterns := make([]string, len(ruleFixtures))
	for i, r := range ruleFixtures {
		patterns[i] = "./" + r + "/..."
	}
	return patterns
}

// calledByOthers are methods that something looks for at run time.
var calledByOthers = regexp.MustCompile(`^(Error|Is|As|Unwrap|Timeout|Temporary|String|GoString|Format|(Unm|M)arshal\w*|Scan|Value|LogValue|ServeHTTP|RoundTrip|Read|Write|Close|Len|Less|Swap)$`)

// A renamer gives one new name to all that has the same name in the fixtures, so that whatever fitted together does so still.
type renamer struct {
	fset    *token.FileSet
	pkgs    []*packages.Package
	own     map[*types.Package]bool
	methods map[string]bool // names that interfaces of other packages have
	fields  map[string]bool // exported names of fields that reflection may see
	names   map[string]string
}

func newRenamer(t *testing.T) *renamer {
	t.Helper()
	pkgs := wholeFixtures(t)
	r := &renamer{fset: pkgs[0].Fset, own: map[*types.Package]bool{}, methods: map[string]bool{}, fields: map[string]bool{}, names: map[string]string{}}
	for _, p := range pkgs {
		r.own[p.Types] = true
	}
	r.pkgs = pkgs
	for _, p := range pkgs {
		r.keep(p)
	}
	var names []string
	for _, p := range pkgs {
		for id, obj := range p.TypesInfo.Defs {
			if obj != nil && r.renames(obj) {
				names = append(names, id.Name)
			}
		}
	}
	slices.Sort(names)
	for i, n := range slices.Compact(names) {
		if token.IsExported(n) {
			r.names[n] = fmt.Sprintf("X%d", i)
		} else {
			r.names[n] = fmt.Sprintf("x%d", i)
		}
	}
	return r
}

// wholeFixtures are the packages of the fixtures, without tests, all of which compile.
func wholeFixtures(t *testing.T) []*packages.Package {
	t.Helper()
	pkgs, err := loadFixtures()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		if len(p.Errors) > 0 {
			t.Fatal(p.Errors[0])
		}
	}
	return pkgs
}

// loadFixtures loads the fixtures with their syntax and types. What they import is loaded from its source, too: it takes much longer to compile.
var loadFixtures = sync.OnceValues(func() ([]*packages.Package, error) {
	gopath, err := filepath.Abs(testdata)
	if err != nil {
		return nil, err
	}
	return packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps,
		Dir:  filepath.Join(gopath, "src"), Env: append(os.Environ(), "GO111MODULE=off", "GOPATH="+gopath, "GOFLAGS="),
	}, ofRules()...)
})

// keep notes what must keep its name for the sake of others.
func (r *renamer) keep(p *packages.Package) {
	for _, dep := range p.Types.Imports() {
		if r.own[dep] {
			continue
		}
		for _, name := range dep.Scope().Names() {
			if i, ok := dep.Scope().Lookup(name).Type().Underlying().(*types.Interface); ok {
				for m := range i.Methods() {
					r.methods[m.Name()] = true
				}
			}
		}
	}
	named := map[*types.Struct]types.Type{}
	for _, obj := range p.TypesInfo.Defs {
		if tn, ok := obj.(*types.TypeName); ok {
			if s, ok := tn.Type().Underlying().(*types.Struct); ok {
				named[s] = tn.Type()
			}
		}
	}
	for _, tv := range p.TypesInfo.Types {
		s, ok := tv.Type.Underlying().(*types.Struct)
		if !ok {
			continue
		}
		owner := named[s]
		fails := owner != nil && types.NewMethodSet(types.NewPointer(owner)).Lookup(nil, "Error") != nil
		for i := range s.NumFields() {
			if f := s.Field(i); f.Exported() && (!fails || s.Tag(i) != "") {
				r.fields[f.Name()] = true
			}
		}
	}
}

// renames reports whether an object may have another name.
func (r *renamer) renames(obj types.Object) bool {
	if obj.Pkg() == nil || !r.own[obj.Pkg()] || obj.Name() == "_" || obj.Name() == "main" || obj.Name() == "init" {
		return false
	}
	switch obj := obj.(type) {
	case *types.Func:
		return obj.Signature().Recv() == nil || !r.methods[obj.Name()] && !calledByOthers.MatchString(obj.Name())
	case *types.Var:
		if obj.Embedded() {
			n := embedded(obj)
			return n != nil && r.renames(n)
		}
		return !obj.IsField() || !r.fields[obj.Name()]
	case *types.TypeName, *types.Const:
		return true
	}
	return false
}

// embedded is the type that an embedded field has its name from.
func embedded(f *types.Var) types.Object {
	t := f.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t := t.(type) {
	case *types.Named:
		return t.Obj()
	case *types.Alias:
		return t.Obj()
	}
	return nil
}

// write writes the fixtures with their new names, and returns how many were changed.
func (r *renamer) write(t *testing.T, from, to string) (changed int) {
	t.Helper()
	for _, p := range r.pkgs {
		for _, file := range p.Syntax {
			name := r.fset.File(file.FileStart).Name()
			rel, err := filepath.Rel(from, name)
			if err != nil || strings.HasPrefix(rel, "..") { // what cgo makes
				continue
			}
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out, n := r.render(p.TypesInfo, file, src)
			changed += n
			write(t, filepath.Join(to, rel), out)
		}
	}
	return changed
}

func (r *renamer) render(info *types.Info, file *ast.File, src []byte) ([]byte, int) {
	var out []byte
	last, changed := 0, 0
	for n := range ast.Preorder(file) {
		id, ok := n.(*ast.Ident)
		if !ok || id == file.Name || r.names[id.Name] == "" || !r.renamesUse(info, id) {
			continue
		}
		at := r.fset.File(file.FileStart).Offset(id.Pos())
		if at < last {
			continue
		}
		out = append(append(out, src[last:at]...), r.names[id.Name]...)
		last = at + len(id.Name)
		changed++
	}
	return append(out, src[last:]...), changed
}

// renamesUse reports whether an identifier is one of what is renamed.
func (r *renamer) renamesUse(info *types.Info, id *ast.Ident) bool {
	if obj, ok := info.Defs[id]; ok {
		return obj == nil || r.renames(obj) // nil is the variable of a type switch
	}
	obj := info.Uses[id]
	return obj != nil && r.renames(obj)
}
