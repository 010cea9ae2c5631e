package driver

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// What importers can see of a package whose files import C is either known without C, or C is asked.
func TestSelfContained(t *testing.T) {
	for _, c := range []struct {
		decl string
		want bool
	}{
		{"func F(n int) error { C.f(C.int(n)); return nil }", true},
		{"type T struct { c *C.thing; N int }\nfunc New() *T { return &T{c: C.make()} }", true},
		{"type t C.int\nfunc F() int { return int(t(1)) }", true},
		{"var v = C.f()", true},
		{"type T int\nfunc (T) hidden() C.int { return 0 }", true},
		{"type List struct { next *List }", true},
		{"type T C.int", false},
		{"type T = C.int", false},
		{"type T struct { N C.int }", false},
		{"type T struct { C.thing }", false},
		{"type t struct { N C.int }\nfunc F() *t { return nil }", false},
		{"var V = C.f()", false},
		{"var V []map[string]func(...C.int)", false},
		{"const V = C.N", false},
		{"const V uint8 = C.N", false},
		{"var V [C.N]byte", false},
		{"type T int\nfunc (*T) M() C.int { return 0 }", false},
		{"type T interface { M(C.int) }", false},
		{"type g[P any] struct { X P }\nvar V g[C.int]", false},
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "a.go", "package p\n\nimport \"C\"\n\n"+c.decl+"\n", 0)
		if err != nil {
			t.Fatal(err)
		}
		conf := types.Config{FakeImportC: true, IgnoreFuncBodies: true}
		pkg, err := conf.Check("p", fset, []*ast.File{f}, nil)
		if got := err == nil && selfContained(pkg); got != c.want {
			t.Errorf("%s: self-contained: %t, want %t (%v)", c.decl, got, c.want, err)
		}
	}
}
