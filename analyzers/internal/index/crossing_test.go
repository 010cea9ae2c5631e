package index

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

func TestCrossings(t *testing.T) {
	for _, c := range []struct {
		loop  string
		heads []int64 // where the loop has counted to 5
	}{
		{"for n = 0; ; n++ { if n == 5 { return } }", []int64{5}},
		{"for n = 0; ; n++ { if n > 5 { return } }", []int64{6}},
		{"for n = 0; ; n++ { if 5 < n { return } }", []int64{6}},
		{"for n = 0; ; n++ { if n <= 5 { continue }; return }", []int64{6}},
		{"for n = 0; ; n++ { if !(n < 5) { return } }", []int64{5}},
		{"for n = 0; ; n++ { if n+1 >= 5 { return } }", []int64{4}},
		{"for { if n++; n > 5 { return } }", []int64{5}},
		{"for { n += 1; if n >= 5 { return } }", []int64{4}},
		{"for { if n >= 5 { return }; n = 1 + n }", []int64{5}},
		{"for { n--; if n < 5 { return } }", []int64{5}},
		{"for { n--; if n <= 5 { return } }", []int64{6}},
		{"for { if n--; n >= 5 { continue }; return }", []int64{5}},
		{"for { if n == 5 { return }; n-- }", []int64{5}},
		{"for { if n++; n > 5 { return }; if n++; n > 5 { return } }", []int64{5, 5}},
		{"for { n++; n--; if n == 5 { return } }", nil}, // it counts both ways
		{"for { n += 2; if n > 5 { return } }", nil},
		{"for { n *= 2; if n > 5 { return } }", nil},
		{"for { if n > 5 { return } }", nil},
		{"for { for { n++ }; if n > 5 { return } }", nil}, // not once a round
		{"for { n++; for { if n > 5 { return } } }", nil},
		{"for { n++; func() { if n > 5 { return } }() }", nil},
		{"for { n := n; n++; _ = n }", nil},
	} {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "p.go", "package p\nfunc f(n int) { "+c.loop+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := (&types.Config{Importer: importer.Default()}).Check("p", set, []*ast.File{file}, info); err != nil {
			t.Fatal(c.loop, err)
		}
		got := (&Package{Info: info}).Crossings(file.Decls[0].(*ast.FuncDecl).Body.List[0].(*ast.ForStmt))
		if len(got) != len(c.heads) {
			t.Errorf("%s: %d crossings, want %d", c.loop, len(got), len(c.heads))
			continue
		}
		for i, crossing := range got {
			if head := crossing.Head(5); head != c.heads[i] {
				t.Errorf("%s: crossed where %d is at the head, want %d", c.loop, head, c.heads[i])
			}
		}
	}
}
