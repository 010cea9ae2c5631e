package agree

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A shape writes a program in another way, which does the same.
type shape struct {
	name string
	// replace returns what stands for a node in place of its text, and where that ends; text is that of what is between two places, reshaped.
	replace func(f *reshaped, n ast.Node, text func(from, to token.Pos) string) (out string, end token.Pos, ok bool)
	// byShape is how many findings of each rule a function loses, and gets, by it. The numbers may only fall.
	byShape map[string]struct{ lost, gained int }
}

var shapes = []shape{
	{"a condition in the head of a loop is asked in its body", headInBody, nil},
	{"a request is sent in a function literal", sentInLiteral, map[string]struct{ lost, gained int }{
		"nonretryable": {1, 0}, // a second call, for which the request is made anew
	}},
	{"what comes behind a guard stands in its branch", guardWithElse, map[string]struct{ lost, gained int }{
		"ignoresctx":  {1, 0},
		"nobackoff":   {1, 2}, // a clock that puts the next attempt off is known by its continue
		"statusfirst": {5, 0}, // in four of them the error in the branch is a variable of its own
		"unbounded":   {3, 2}, // one as well; two are reported where a helper of theirs decides
		"unknowncode": {0, 1},
	}},
}

// A program that is written in another way has the same findings in the same functions.
func TestReshaped(t *testing.T) {
	if testing.Short() {
		t.Skip("loads all fixtures")
	}
	plain := withoutTests(t, testdataDir(t))
	before, pkgs := byFunction(t, plain), wholeFixtures(t)
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			dir := withoutTests(t, testdataDir(t))
			changed := reshape(t, s, pkgs, testdataDir(t), dir)
			if changed < 100 {
				t.Errorf("%d places were changed, which are fewer than there are", changed)
			}
			after := byFunction(t, dir)
			t.Logf("%d places", changed)
			for _, rule := range ruleFixtures {
				lost, gained, known := missing(before, after, rule), missing(after, before, rule), s.byShape[rule]
				if len(lost) != known.lost || len(gained) != known.gained {
					t.Errorf("%s: in %d functions findings are lost and in %d are new, where %d and %d are known:\n%s", rule, len(lost), len(gained), known.lost, known.gained,
						strings.Join(append(prefixed("lost ", lost), prefixed("new ", gained)...), "\n"))
				}
			}
		})
	}
}

// byFunction counts the findings in the fixtures of a GOPATH, by rule, file and function.
func byFunction(t *testing.T, gopath string) map[string]int {
	t.Helper()
	found, functions := map[string]int{}, map[string][]string{}
	for _, f := range reportOfFixtures(t, gopath) {
		names, known := functions[f.File]
		if !known {
			names = functionsByLine(t, filepath.Join(gopath, "src", f.File))
			functions[f.File] = names
		}
		found[f.Rule+" "+filepath.ToSlash(f.File)+" "+names[min(f.Line, len(names)-1)]]++
	}
	return found
}

// functionsByLine are the functions that the lines of a file belong to.
func functionsByLine(t *testing.T, file string) []string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, fset.File(f.FileStart).LineCount()+1)
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name := fn.Name.Name
		if fn.Recv != nil {
			name = types.ExprString(fn.Recv.List[0].Type) + "." + name
		}
		for l := fset.Position(fn.Pos()).Line; l <= fset.Position(fn.End()).Line; l++ {
			names[l] = name
		}
	}
	return names
}

// reshape writes the fixtures, which are loaded from one GOPATH, into another one, in another shape, and returns how many places were changed. A package that does
// not compile afterwards, mostly for a variable that is another one in its branch, stays as it was.
func reshape(t *testing.T, s shape, pkgs []*packages.Package, from, to string) (changed int) {
	t.Helper()
	places := map[string]int{} // by directory
	plain := map[string][]byte{}
	for _, p := range pkgs {
		for _, file := range p.Syntax {
			name := p.Fset.File(file.FileStart).Name()
			rel, err := filepath.Rel(from, name)
			if err != nil || strings.HasPrefix(rel, "..") { // what cgo makes
				continue
			}
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f := &reshaped{shape: s, info: p.TypesInfo, file: file, tokens: p.Fset.File(file.FileStart), src: src}
			out := f.text(file.FileStart, file.FileEnd)
			places[filepath.Dir(rel)] += f.changed
			plain[rel] = src
			write(t, filepath.Join(to, rel), []byte(out))
		}
	}
	for _, dir := range broken(t, to) {
		places[dir] = 0
		for rel, src := range plain {
			if filepath.Dir(rel) == dir {
				write(t, filepath.Join(to, rel), src)
			}
		}
	}
	for _, n := range places {
		changed += n
	}
	return changed
}

func write(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// broken are the directories of a GOPATH whose packages do not compile.
func broken(t *testing.T, gopath string) []string {
	t.Helper()
	var out []string
	_, said := analyzed(t, gopath)
	for line := range strings.Lines(said) {
		path, _, ok := strings.Cut(strings.TrimPrefix(line, "retryvet: "), " does not compile: ")
		if !ok {
			t.Fatal(said)
		}
		out = append(out, filepath.Join("src", filepath.FromSlash(path)))
	}
	return out
}

// A reshaped file is one that is written in another shape.
type reshaped struct {
	shape   shape
	info    *types.Info
	file    *ast.File
	tokens  *token.File
	src     []byte
	changed int
}

func (f *reshaped) text(from, to token.Pos) string {
	var out strings.Builder
	last := from
	ast.Inspect(f.file, func(n ast.Node) bool {
		if n == nil || n == f.file {
			return n != nil
		}
		if n.End() <= last || n.Pos() >= to {
			return false
		}
		if n.Pos() < last || n.End() > to {
			return true
		}
		if text, end, ok := f.shape.replace(f, n, f.text); ok {
			f.changed++
			out.WriteString(f.plain(last, n.Pos()))
			out.WriteString(text)
			last = end
			return false
		}
		return true
	})
	out.WriteString(f.plain(last, to))
	return out.String()
}

func (f *reshaped) plain(from, to token.Pos) string {
	return string(f.src[f.tokens.Offset(from):f.tokens.Offset(to)])
}

// headInBody: for cond { becomes for { if !(cond) { break };
func headInBody(f *reshaped, n ast.Node, text func(from, to token.Pos) string) (string, token.Pos, bool) {
	loop, ok := n.(*ast.ForStmt)
	if !ok || loop.Cond == nil {
		return "", 0, false
	}
	inside := loop.Body.Lbrace + 1
	return f.plain(loop.Pos(), loop.Cond.Pos()) + f.plain(loop.Cond.End(), inside) + " if !(" + text(loop.Cond.Pos(), loop.Cond.End()) + ") { break }; " + text(inside, loop.End()), loop.End(), true
}

// sentInLiteral: c.Do(req) becomes func() (*http.Response, error) { return c.Do(req) }()
func sentInLiteral(f *reshaped, n ast.Node, text func(from, to token.Pos) string) (string, token.Pos, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return "", 0, false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", 0, false
	}
	fn, ok := f.info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.FullName() != "(*net/http.Client).Do" || !slices.ContainsFunc(f.file.Imports, func(i *ast.ImportSpec) bool { return i.Name == nil && i.Path.Value == `"net/http"` }) {
		return "", 0, false
	}
	var args strings.Builder
	for _, a := range call.Args {
		args.WriteString(text(a.Pos(), a.End()))
	}
	return "func() (*http.Response, error) { return " + f.plain(call.Pos(), call.Lparen+1) + args.String() + ") }()", call.End(), true
}

// guardWithElse: if cond { leave }; rest becomes if !(cond) { rest } else { leave }
func guardWithElse(f *reshaped, n ast.Node, text func(from, to token.Pos) string) (string, token.Pos, bool) {
	guard, ok := n.(*ast.IfStmt)
	if !ok || guard.Else != nil || len(guard.Body.List) == 0 {
		return "", 0, false
	}
	switch s := guard.Body.List[len(guard.Body.List)-1].(type) {
	case *ast.ReturnStmt:
	case *ast.BranchStmt:
		if s.Tok == token.GOTO {
			return "", 0, false
		}
	default:
		return "", 0, false
	}
	rest := f.behind(guard)
	if len(rest) == 0 || slices.ContainsFunc(rest, func(s ast.Stmt) bool { _, labelled := s.(*ast.LabeledStmt); return labelled }) {
		return "", 0, false
	}
	end := rest[len(rest)-1].End()
	return text(guard.Pos(), guard.Cond.Pos()) + "!(" + text(guard.Cond.Pos(), guard.Cond.End()) + ") {\n" + text(guard.End(), end) + "\n} else " + text(guard.Body.Pos(), guard.Body.End()), end, true
}

// behind are the statements behind one in its block.
func (f *reshaped) behind(s ast.Stmt) (rest []ast.Stmt) {
	ast.Inspect(f.file, func(n ast.Node) bool {
		if b, ok := n.(*ast.BlockStmt); ok {
			if i := slices.Index(b.List, s); i >= 0 {
				rest = b.List[i+1:]
			}
		}
		return n != nil && rest == nil && n.Pos() <= s.Pos() && s.End() <= n.End()
	})
	return rest
}
