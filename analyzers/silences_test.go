package analyzers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The rules that judge retries as the model has them.
var judging = []string{"nonretryable", "nobackoff", "unbounded", "ignoresctx", "nestedretry", "unknowncode"}

// Where a rule turns away from a retry of the model, by continue, by a bare return or by return false, it has reported something, or has said why not, just
// before. What has been said for each path already is told by a comment beside the return.
func TestNoSilentDrop(t *testing.T) {
	for _, rule := range judging {
		name := filepath.Join(rule, rule+".go")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		drops := 0
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !takesReporter(fn) {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				list := statements(n)
				for i, s := range list {
					if !turnsAway(s) {
						continue
					}
					drops++
					if !says(list[:i]) && !told(lines[fset.Position(s.Pos()).Line-1]) {
						t.Errorf("%s: nothing is reported here, and no reason given", fset.Position(s.Pos()))
					}
				}
				return true
			})
		}
		if drops == 0 && rule != "unbounded" {
			t.Errorf("%s turns away from nothing", rule)
		}
	}
}

// told reports whether a comment beside a return tells why no reason is given: it has been, or there is nothing of which the rule speaks.
func told(line string) bool {
	return strings.Contains(line, "// said") || strings.Contains(line, "// no candidate")
}

func takesReporter(fn *ast.FuncDecl) bool {
	for _, p := range fn.Type.Params.List {
		if star, ok := p.Type.(*ast.StarExpr); ok {
			if sel, ok := star.X.(*ast.SelectorExpr); ok && sel.Sel.Name == "Reporter" {
				return true
			}
		}
	}
	return false
}

func statements(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	}
	return nil
}

func turnsAway(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE
	case *ast.ReturnStmt:
		if len(s.Results) == 1 {
			id, ok := s.Results[0].(*ast.Ident)
			return ok && id.Name == "false"
		}
		return len(s.Results) == 0
	}
	return false
}

// says reports whether one of the statements calls Report or Silent.
func says(list []ast.Stmt) bool {
	found := false
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				found = found || sel.Sel.Name == "Report" || sel.Sel.Name == "Silent"
			}
			return !found
		})
	}
	return found
}
