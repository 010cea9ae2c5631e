package library

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// The lines of SQLite's header that give a code its number: #define SQLITE_BUSY 5 and #define SQLITE_BUSY_SNAPSHOT (SQLITE_BUSY | (2<<8)).
var (
	primaryCode  = regexp.MustCompile(`(?m)^#define (SQLITE_[A-Z]+)\s+([0-9]+)\s+/\*`)
	extendedCode = regexp.MustCompile(`(?m)^#define (SQLITE_[A-Z_]+)\s+\((SQLITE_[A-Z]+)\s*\|\s*\(([0-9]+)<<8\)\)`)
)

// checkSQLite compares with SQLite's own header, which one SDK brings along, and with that SDK's variables. Neither is built for it.
func checkSQLite(t *testing.T) {
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/mattn/go-sqlite3")
	list.Dir = filepath.Join("..", "..", "..", "testdata", "real")
	out, err := list.Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("the module proxy does not serve it: %v", err)
	}
	header, err := os.ReadFile(filepath.Join(dir, "sqlite3-binding.h"))
	if err != nil {
		t.Fatal(err)
	}
	numbers := headerCodes(string(header))
	p, _ := catalog.Embedded().Provider("sqlite")
	listed := map[string]bool{}
	for e := range p.Entries() {
		listed[e.Name] = true
		if n, ok := numbers[e.Name]; !ok || n != e.Code.Int() {
			t.Errorf("the header says that %s is %d (%t), the catalog %d", e.Name, n, ok, e.Code.Int())
		}
	}
	for name, n := range numbers {
		// What is no error is never returned as one; of extended codes those are listed by which programs decide.
		primary := n < 256 && n != 0 && n < 27
		decided := n > 255 && (n&0xff == 5 || n&0xff == 6 || n&0xff == 19)
		if (primary || decided) && !listed[name] {
			t.Errorf("the catalog has no %s (%d)", name, n)
		}
	}
	checkVariables(t, p, filepath.Join(dir, "error.go"))
}

// headerCodes are the codes of SQLite's header by name.
func headerCodes(header string) map[string]int64 {
	numbers := map[string]int64{}
	_, errors, _ := strings.Cut(header, "/* beginning-of-error-codes */")
	errors, _, _ = strings.Cut(errors, "/* end-of-error-codes */")
	for _, m := range primaryCode.FindAllStringSubmatch(errors, -1) {
		numbers[m[1]], _ = strconv.ParseInt(m[2], 10, 64)
	}
	for _, m := range extendedCode.FindAllStringSubmatch(header, -1) {
		n, _ := strconv.ParseInt(m[3], 10, 64)
		numbers[m[1]] = numbers[m[2]] | n<<8
	}
	return numbers
}

// checkVariables checks that the variables of the SDK stand for what the catalog says: ErrBusy = ErrNo(5), and
// ErrBusySnapshot = ErrBusy.Extend(2).
func checkVariables(t *testing.T, p *catalog.Provider, file string) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	real := map[string]int64{}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		call, ok := spec.Values[0].(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		lit, ok := call.Args[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		v, _ := strconv.ParseInt(lit.Value, 10, 64)
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
			if of, ok := sel.X.(*ast.Ident); ok {
				v = real[of.Name] | v<<8
			}
		}
		real[spec.Names[0].Name] = v
		return true
	})
	named := map[string]bool{}
	for _, s := range p.Sentinels {
		name, ok := s.In("github.com/mattn/go-sqlite3")
		if !ok {
			continue
		}
		named[name] = true
		if n, ok := real[name]; !ok || n != s.Code.Int() {
			t.Errorf("%s stands for %d (%t), in the catalog for %d", name, n, ok, s.Code.Int())
		}
	}
	for name, n := range real {
		if _, ok := p.Lookup(catalog.Int(n)); ok && !named[name] {
			t.Errorf("the catalog does not say that %s stands for %d", name, n)
		}
	}
}
