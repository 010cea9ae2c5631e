package models

import (
	"go/ast"
	"go/token"
	"go/types"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/assume"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

var errType = types.Universe.Lookup("error").Type()

func TestChain(t *testing.T) {
	x := &symexec.Exec{Program: &symexec.Program{}, Assumer: assume.New(nil, nil)}
	sentinel := x.In.Make(sym.Value{Op: sym.OpGlobal, Obj: types.NewVar(token.NoPos, nil, "ErrA", errType), Typ: errType})
	other := x.In.Make(sym.Value{Op: sym.OpGlobal, Obj: types.NewVar(token.NoPos, nil, "ErrB", errType), Typ: errType})
	result := x.In.Make(sym.Value{Op: sym.OpResult, Node: &ast.CallExpr{Fun: &ast.Ident{}}, N: 1, Deps: sym.DepOutcome, Typ: errType})
	made := func(args ...*sym.Value) *sym.Value {
		return x.In.Make(sym.Value{Op: sym.OpErrNew, Node: &ast.CallExpr{Fun: &ast.Ident{}}, Args: args, Typ: errType})
	}
	for _, c := range []struct {
		what   string
		err    *sym.Value
		target *sym.Value
		want   sym.Op
		truth  bool
	}{
		{"itself", sentinel, sentinel, sym.OpBool, true},
		{"another", other, sentinel, sym.OpBool, false},
		{"wrapped", made(sentinel), sentinel, sym.OpBool, true},
		{"wrapped twice", made(made(other), made(sentinel)), sentinel, sym.OpBool, true},
		{"not wrapped", made(), sentinel, sym.OpBool, false},
		{"nil", x.In.Nil(), sentinel, sym.OpBool, false},
		{"found beside an unknown", made(result, sentinel), sentinel, sym.OpBool, true},
		{"unknown", result, sentinel, sym.OpCall, false},
		{"wraps an unknown", made(made(), made(result)), sentinel, sym.OpCall, false},
	} {
		got := (modelled{x}).errorsIs(&paths.State{}, c.err, c.target)
		if got.Op != c.want || got.Op == sym.OpBool && (got.Int == 1) != c.truth {
			t.Errorf("%s: errors.Is is %s", c.what, got.Dump())
		}
	}
}

func TestErrorf(t *testing.T) {
	x := &symexec.Exec{Program: &symexec.Program{}, Assumer: assume.New(nil, nil)}
	a := x.In.Make(sym.Value{Op: sym.OpGlobal, Obj: types.NewVar(token.NoPos, nil, "ErrA", errType), Typ: errType})
	n := x.In.Int(404)
	for _, c := range []struct {
		format string
		args   []*sym.Value
		wraps  []*sym.Value
	}{
		{"plain", nil, nil},
		{"%w", []*sym.Value{a}, []*sym.Value{a}},
		{"status %d: %w", []*sym.Value{n, a}, []*sym.Value{a}},
		{"%v", []*sym.Value{a}, nil},
		{"%s and %d%%", []*sym.Value{a, n}, nil},
		{"%+5.2d %w", []*sym.Value{n, a}, []*sym.Value{a}},
		{"%w %w", []*sym.Value{a, n}, []*sym.Value{a, n}},
		{"%w", nil, nil},   // too few arguments
		{"100%", nil, nil}, // no verb
	} {
		got := (modelled{x}).errorf(&ast.CallExpr{Fun: &ast.Ident{}}, append([]*sym.Value{x.In.Str(c.format)}, c.args...))
		if len(got.Args) != len(c.wraps) {
			t.Errorf("%q wraps %d, want %d", c.format, len(got.Args), len(c.wraps))
			continue
		}
		for i := range c.wraps {
			if got.Args[i] != c.wraps[i] {
				t.Errorf("%q wraps %s at %d", c.format, got.Args[i].Dump(), i)
			}
		}
	}
	if got := (modelled{x}).errorf(&ast.CallExpr{Fun: &ast.Ident{}}, []*sym.Value{x.In.Fresh(nil, sym.DepOutcome), a}); len(got.Args) != 0 || got.Deps != sym.DepOutcome {
		t.Errorf("with an unknown format: %s", got.Dump())
	}
}

// The type of a value that is known, and what an unknown may be.
func TestAsOK(t *testing.T) {
	x := &symexec.Exec{Program: &symexec.Program{}, Assumer: assume.New(nil, nil)}
	pkg := types.NewPackage("p", "p")
	ptr := func(name string) types.Type {
		n := types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.NewStruct(nil, nil), nil)
		return types.NewPointer(n)
	}
	mine, foreign := ptr("Mine"), ptr("Foreign")
	ref := x.In.Make(sym.Value{Op: sym.OpRef, Cell: sym.Key{Node: &ast.CompositeLit{}}, Typ: mine})
	wrapped := x.In.Make(sym.Value{Op: sym.OpErrNew, Node: &ast.CallExpr{Fun: &ast.Ident{}}, Args: []*sym.Value{ref}, Typ: errType})
	result := x.In.Make(sym.Value{Op: sym.OpResult, Node: &ast.CallExpr{Fun: &ast.Ident{}}, N: 1, Deps: sym.DepOutcome, Typ: errType})
	if x.In.AsOK(ref, mine) != x.In.Bool(true) || x.In.AsOK(wrapped, mine) != x.In.Bool(true) {
		t.Error("a Mine is no Mine")
	}
	if !x.In.AsOK(wrapped, foreign).IsFalse() {
		t.Error("a Mine is a Foreign")
	}
	if x.In.As(wrapped, mine) != ref {
		t.Error("a wrapped Mine as a Mine is something else")
	}
	if v := x.In.AsOK(result, mine); v.Op != sym.OpAsOK || v.Deps&sym.DepOutcome == 0 {
		t.Errorf("whether an unknown is a Mine: %s", v.Dump())
	}
	if v := x.In.AsOK(result, nil); v.Op == sym.OpBool {
		t.Errorf("whether an unknown is of no type: %s", v.Dump())
	}
}
