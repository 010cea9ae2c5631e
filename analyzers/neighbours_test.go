package analyzers_test

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// Analyzers share a process with others, in golangci-lint and nogo, and their standard output with the answer to the go
// command. So nothing that they are made of ends the process, moves it, prints (V8, G10), or keeps what one run leaves to
// the next (G11); and what other drivers know of facts in all is another thing in each (V11).
func TestGoodNeighbours(t *testing.T) {
	forbidden := []string{
		"os.Exit", "os.Chdir", "os.Setenv", "os.Unsetenv", "os.Stdout", "log", "fmt.Print", "fmt.Printf", "fmt.Println", "print", "println",
		"syscall.Exit", "runtime.Goexit",
		"golang.org/x/tools/go/analysis.AllObjectFacts", "golang.org/x/tools/go/analysis.AllPackageFacts",
	}
	list, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, "./...", "../plugin", "../catalog", "../catalog/strictyaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 10 {
		t.Errorf("only %d packages", len(list))
	}
	for _, p := range list {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
		if p.Name == "main" {
			continue // a generator, which is no part of them
		}
		for id, obj := range p.TypesInfo.Uses {
			name := obj.Name()
			if pkg := obj.Pkg(); pkg != nil {
				name = pkg.Path() + "." + name
			}
			if pkg, isName := obj.(*types.PkgName); isName && pkg.Imported().Path() == "log" {
				name = "log"
			}
			if slices.Contains(forbidden, name) {
				t.Errorf("%s: %s", p.Fset.Position(id.Pos()), name)
			}
		}
		for _, f := range p.Syntax {
			ast.Inspect(f, func(n ast.Node) bool {
				var targets []ast.Expr
				switch n := n.(type) {
				case *ast.AssignStmt:
					targets = n.Lhs
				case *ast.IncDecStmt:
					targets = []ast.Expr{n.X}
				}
				for _, x := range targets {
					if v := packageVar(p.TypesInfo, x); v != nil {
						t.Errorf("%s: the variable %s of a package is changed", p.Fset.Position(n.Pos()), v.Name())
					}
				}
				return true
			})
		}
	}
}

// packageVar is the variable of a package that an assignment to x changes, if it is one.
func packageVar(info *types.Info, x ast.Expr) *types.Var {
	for {
		switch e := ast.Unparen(x).(type) {
		case *ast.IndexExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.SelectorExpr:
			if v, ok := info.Uses[e.Sel].(*types.Var); ok && !v.IsField() {
				return v // of another package
			}
			x = e.X
		case *ast.Ident:
			v, ok := info.Uses[e].(*types.Var)
			if ok && v.Parent() == v.Pkg().Scope() && !strings.HasSuffix(v.Pkg().Path(), "_test") {
				return v
			}
			return nil
		default:
			return nil
		}
	}
}
