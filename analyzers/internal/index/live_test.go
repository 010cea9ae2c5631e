package index

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// Each line says behind // which variables die after its statement, and behind > which die on the way into the body that begins there.
const lives = `package p

func get(f func()) (int, error)

func f(a, b int) (n int, err error) {
	x := a // a
	y := b // b
	if x > 0 { // >x x
		return y, nil
	}
	x, err = get(nil) // err x
	x = 2
	for range 3 {
		z := x // x
		if z > 1 {
			break
		}
		x = y // -
	} // x z
	var r int // -
	_, err = get(func() { // err y
		r = y // -
		if r > 0 {
			return
		}
	})
	_, err = get(func() { r = 1 }) // -
	p := &n // -
	go func() { r = 2 }() // -
	*p = 1 // p
	switch {
	case r > 0:
		k := r // -
		n = k // k
		fallthrough
	default:
		r = n // -
	}
	return
}

func last(c chan int) (err error) {
	var before, text error
	for i := range 3 { // -
		if i > 0 { // >i i text
			text = err
		} else { // >i
			text = nil // text
		}
		_, text = get(nil) // -
		select {
		case <-c: // >c >err >text
			return before
		default: // >before
			before = text // text
		}
	}
	return before
}

func g(c chan int) int {
	i := 0 // -
again:
	i++ // -
	if i < 3 {
		goto again
	}
	return <-c
}
`

func TestDeaths(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", lives, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{}}
	if _, err := new(types.Config).Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	x := &Package{Info: info, deaths: map[ast.Node]Deaths{}}
	died := map[int][]string{}
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		for s, objs := range x.DeathsOf(fn) {
			line := fset.Position(s.Pos()).Line
			if _, loop := s.(*ast.RangeStmt); loop { // said where it ends
				line = fset.Position(s.End()).Line
			}
			into := ""
			switch s.(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
				into = ">"
			}
			for _, o := range objs {
				died[line] = append(died[line], into+o.Name())
			}
		}
	}
	for i, text := range strings.Split(lives, "\n") {
		_, want, told := strings.Cut(text, "// ")
		got := died[i+1]
		slices.Sort(got)
		if names := strings.Join(got, " "); told && strings.TrimPrefix(want, "-") != names {
			t.Errorf("line %d, %s: %q die, want %q", i+1, strings.TrimSpace(text), names, strings.TrimPrefix(want, "-"))
		}
	}
}
