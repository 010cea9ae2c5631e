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

// A bit of a mask is told where there is one, and only for those statuses that are possible.
func TestTrueSetWhereItIsKnown(t *testing.T) {
	in, b, n := NewInterner(), types.Typ[types.Bool], types.Typ[types.Int]
	status := in.Make(Value{Op: OpStatus, Node: &ast.CallExpr{Fun: &ast.Ident{NamePos: 1}}, N: 1, Deps: DepOutcome, Typ: n})
	bit := in.Binary("<<", in.Int(1), in.Binary("-", status, in.Int(400), n), n)
	masked := in.Binary("!=", in.Binary("&", in.Int(1<<0|1<<3|1<<29), bit, n), in.Int(0), b)
	first := in.Make(Value{Op: OpCall, Name: First, Args: []*Value{in.Binary("==", status, in.Int(429), b), in.Binary(">=", status, in.Int(500), b)}, Typ: n})
	for _, c := range []struct {
		name     string
		v        *Value
		possible codeset.Statuses
		ok       bool
		want     codeset.Statuses // of those that are possible
	}{
		{"a bit of what is possible", masked, codeset.StatusRange(400, 463), true, codeset.Status(400, 403, 429)},
		{"a bit of all", masked, codeset.StatusRange(100, 999), false, codeset.Statuses{}},
		{"a bit behind a limit", in.Binary("&&", in.Binary(">=", status, in.Int(400), b), masked, b), codeset.StatusRange(0, 999), true, codeset.Status(400, 403, 429)},
		{"a bit or less", in.Binary("||", in.Binary("<", status, in.Int(400), b), masked, b), codeset.StatusRange(399, 404), true, codeset.Status(399, 400, 403)},
		{"found", in.Binary(">=", first, in.Int(0), b), codeset.StatusRange(400, 503), true, codeset.Status(429).Union(codeset.StatusRange(500, 503))},
		{"the first", in.Binary("==", first, in.Int(0), b), codeset.StatusRange(400, 503), true, codeset.Status(429)},
		{"not found", in.Binary("<", first, in.Int(0), b), codeset.StatusRange(428, 430), true, codeset.Status(428, 430)},
	} {
		set, ok := in.TrueSet(c.v, c.possible)
		if ok != c.ok || ok && set.Intersect(c.possible) != c.want {
			t.Errorf("%s: holds for %s (%v), want %s", c.name, set.Intersect(c.possible), ok, c.want)
		}
	}
}
