package sym

import (
	"go/ast"
	"go/types"
	"math/rand/v2"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
)

// A condition that is looked at only where it can change has the truth that it has where each status is tried.
func TestSteps(t *testing.T) {
	in, r := NewInterner(), rand.New(rand.NewPCG(1, 2))
	status := in.Make(Value{Op: OpStatus, Node: &ast.CallExpr{Fun: &ast.Ident{NamePos: 1}}, N: 1, Deps: DepOutcome, Typ: types.Typ[types.Int]})
	number := func() *Value {
		return in.Int([]int64{-1, 0, 1, 99, 100, 200, 399, 400, 404, 429, 499, 500, 599, 1000, 1001}[r.IntN(15)])
	}
	var condition func(depth int) *Value
	condition = func(depth int) *Value {
		b := types.Typ[types.Bool]
		switch n := r.IntN(8); {
		case depth > 0 && n < 2:
			return in.Binary("&&", condition(depth-1), condition(depth-1), b)
		case depth > 0 && n < 4:
			return in.Binary("||", condition(depth-1), condition(depth-1), b)
		case depth > 0 && n == 4:
			return in.Unary("!", condition(depth-1))
		case n == 5:
			list := in.Make(Value{Op: OpComposite, Name: "slice", Args: []*Value{number(), number()}, Typ: types.NewSlice(types.Typ[types.Int])})
			return in.Make(Value{Op: OpCall, Name: "contains", Args: []*Value{list, status}, Typ: b})
		case n == 6:
			return in.Binary("==", in.Binary("/", status, in.Int(100), types.Typ[types.Int]), in.Int(int64(r.IntN(7))), b)
		}
		op := []string{"==", "!=", "<", "<=", ">", ">="}[r.IntN(6)]
		if r.IntN(2) == 0 {
			return in.Binary(op, number(), status, b)
		}
		return in.Binary(op, status, number(), b)
	}
	stepwise := 0
	for range 3000 {
		v := condition(3)
		got, ok := v.TrueSet()
		if !ok {
			t.Fatalf("%s: not known", v.Dump())
		}
		want := codeset.Where(func(code int) bool { r, _ := v.at(code); return r.Int == 1 })
		if got != want {
			t.Fatalf("%s: holds for %s, want %s", v.Dump(), got, want)
		}
		if v.steps(new([]int64)) {
			stepwise++
		}
	}
	if stepwise < 500 {
		t.Errorf("only %d conditions were looked at in steps", stepwise)
	}
}
