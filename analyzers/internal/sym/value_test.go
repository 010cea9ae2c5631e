package sym

import (
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"go/ast"
	"go/types"
	"math"
	"testing"
)

func TestFoldInt(t *testing.T) {
	const top = math.MaxInt64
	for _, c := range []struct {
		a    int64
		op   string
		b    int64
		want int64
	}{
		{7, "+", 3, 10},
		{7, "-", 9, -2},
		{-7, "/", 2, -3},
		{-7, "%", 2, -1},
		{6, "&", 3, 2},
		{6, "|", 3, 7},
		{6, "^", 3, 5},
		{6, "&^", 3, 4},
		{1, "<<", 10, 1024},
		{-8, ">>", 1, -4},
		{-1, ">>", 200, -1},
		// as int64 does, so that a delay that overflows is seen to overflow
		{top, "+", 1, math.MinInt64},
		{math.MinInt64, "-", 1, top},
		{1 << 62, "*", 2, math.MinInt64},
		{1 << 62, "*", 4, 0},
		{1, "<<", 63, math.MinInt64},
		{1, "<<", 64, 0},
		{1, "<<", 1000, 0},
		{1000000000, "<<", 34, -1266874889709551616},
		{math.MinInt64, "/", -1, math.MinInt64},
	} {
		got, ok := foldInt(c.op, c.a, c.b)
		if !ok || got.Op != OpInt || got.Int != c.want {
			t.Errorf("%d %s %d is %d (%v), want %d", c.a, c.op, c.b, got.Int, ok, c.want)
		}
	}
	for _, c := range []struct {
		a  int64
		op string
		b  int64
	}{{1, "/", 0}, {1, "%", 0}, {1, "<<", -1}, {1, ">>", -1}, {1, "??", 1}} {
		if got, ok := foldInt(c.op, c.a, c.b); ok {
			t.Errorf("%d %s %d is %v, want it unknown", c.a, c.op, c.b, got)
		}
	}
}

func TestFold(t *testing.T) {
	in := NewInterner()
	for _, c := range []struct {
		x    *Value
		op   string
		y    *Value
		want *Value // nil: not known
	}{
		{in.Int(3), "<", in.Int(4), in.Bool(true)},
		{in.Int(3), ">=", in.Int(4), in.Bool(false)},
		{in.Int(3), "==", in.Int(3), in.Bool(true)},
		{in.Int(3), "*", in.Float(1.5), in.Float(4.5)},
		{in.Float(1), "/", in.Int(4), in.Float(0.25)},
		{in.Float(1), "-", in.Float(4), in.Float(-3)},
		{in.Float(1), "/", in.Int(0), in.Float(math.Inf(1))},
		{in.Float(2), "<=", in.Int(2), in.Bool(true)},
		{in.Float(math.NaN()), "==", in.Float(math.NaN()), in.Bool(false)},
		{in.Float(math.NaN()), "!=", in.Float(1), in.Bool(true)},
		{in.Float(math.NaN()), "<", in.Float(1), in.Bool(false)},
		{in.Str("a"), "+", in.Str("b"), in.Str("ab")},
		{in.Str("a"), "<", in.Str("b"), in.Bool(true)},
		{in.Str("401"), "==", in.Str("401"), in.Bool(true)},
		{in.Bool(true), "&&", in.Bool(false), in.Bool(false)},
		{in.Bool(true), "||", in.Bool(false), in.Bool(true)},
		{in.Bool(true), "!=", in.Bool(false), in.Bool(true)},
		{in.Str("401"), "==", in.Int(401), nil},
		{in.Bool(true), "==", in.Int(1), nil},
	} {
		got, ok := Fold(c.op, c.x, c.y)
		switch {
		case c.want == nil && ok:
			t.Errorf("%s %s %s is %s, want it unknown", c.x.Dump(), c.op, c.y.Dump(), got.Dump())
		case c.want != nil && (!ok || in.Make(got) != c.want):
			t.Errorf("%s %s %s is %s (%v), want %s", c.x.Dump(), c.op, c.y.Dump(), got.Dump(), ok, c.want.Dump())
		}
	}
}

func TestConvert(t *testing.T) {
	in := NewInterner()
	status := in.Make(Value{Op: OpStatus, Deps: DepOutcome, Typ: types.Typ[types.Int]})
	for _, c := range []struct {
		v    *Value
		t    types.BasicKind
		want *Value
	}{
		{in.Int(3), types.Float64, in.Float(3)},
		{in.Float(3.9), types.Int, in.Int(3)},
		{in.Float(-3.9), types.Int64, in.Int(-3)},
		{in.Float(1e19), types.Int64, in.Int(math.MinInt64)},
		{in.Float(-1e19), types.Int64, in.Int(math.MinInt64)},
		{in.Float(math.MaxInt64), types.Int64, in.Int(math.MinInt64)},
		{in.Float(math.NaN()), types.Int64, in.Int(math.MinInt64)},
		{in.Float(math.Inf(1)), types.Int64, in.Int(math.MinInt64)},
		{in.Float(1 << 62), types.Int64, in.Int(1 << 62)},
		{in.Int(300), types.Uint8, in.Int(300)}, // kept: see convert
		{in.Str("a"), types.String, in.Str("a")},
		{status, types.Int64, status},
		{status, types.Uint32, status},
	} {
		if got := in.Convert(c.v, types.Typ[c.t]); got != c.want {
			t.Errorf("%s(%s) is %s, want %s", types.Typ[c.t], c.v.Dump(), got.Dump(), c.want.Dump())
		}
	}
	if got := in.Convert(status, types.Typ[types.String]); got.Op != OpConvert || got.Deps != DepOutcome {
		t.Errorf("string(status) is %s, want a conversion that still depends on the outcome", got.Dump())
	}
}

func TestUnary(t *testing.T) {
	in := NewInterner()
	sym := in.Fresh(types.Typ[types.Bool], 0)
	for _, c := range []struct {
		op      string
		v, want *Value
	}{
		{"-", in.Int(3), in.Int(-3)},
		{"-", in.Int(math.MinInt64), in.Int(math.MinInt64)},
		{"-", in.Float(1.5), in.Float(-1.5)},
		{"^", in.Int(0), in.Int(-1)},
		{"+", in.Int(3), in.Int(3)},
		{"!", in.Bool(true), in.Bool(false)},
		{"!", in.not(sym), sym},
	} {
		if got := in.Unary(c.op, c.v); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.op, c.v.Dump(), got.Dump(), c.want.Dump())
		}
	}
}

// Equal values are one value; what differs in anything that matters is another.
func TestIntern(t *testing.T) {
	in := NewInterner()
	a, b := in.Fresh(types.Typ[types.Int], 0), in.Fresh(types.Typ[types.Int], 0)
	if a == b {
		t.Error("two unknowns are one")
	}
	sum := in.Binary("+", a, in.Int(1), types.Typ[types.Int])
	if sum != in.Binary("+", a, in.Int(1), types.Typ[types.Int]) {
		t.Error("a+1 is two values")
	}
	if sum == in.Binary("+", b, in.Int(1), types.Typ[types.Int]) || sum == in.Binary("-", a, in.Int(1), types.Typ[types.Int]) {
		t.Error("a+1 is b+1 or a-1")
	}
	if in.Int(1) == in.Float(1) || in.Int(0) == in.Bool(false) || in.Str("") == in.Nil() {
		t.Error("values of different kinds are one")
	}
	if in.Float(0) == in.Float(math.Copysign(0, -1)) {
		t.Error("0 and -0 are one")
	}
	n1, n2 := &ast.Ident{Name: "x"}, &ast.Ident{Name: "x"}
	if in.Make(Value{Op: OpErrNew, Node: n1}) == in.Make(Value{Op: OpErrNew, Node: n2}) {
		t.Error("errors made in two places are one")
	}
	if in.Binary("==", a, a, nil) != in.Bool(true) || !in.Binary("<", a, a, nil).IsFalse() {
		t.Error("a is not equal to itself")
	}
	if v := in.Binary("==", a, b, nil); v.Op != OpBinary {
		t.Errorf("a == b is %s", v.Dump())
	}
	out := in.Make(Value{Op: OpResult, Deps: DepOutcome})
	if v := in.Binary("+", a, out, nil); v.Deps != DepOutcome {
		t.Errorf("a+result depends on %b", v.Deps)
	}
	if ref := in.Make(Value{Op: OpRef, Cell: Key{Frame: 1}}); !in.Make(Value{Op: OpTuple, Args: []*Value{a, ref}}).Refs || sum.Refs {
		t.Error("refs is not joined from the operands")
	}
}

func TestAttempt(t *testing.T) {
	in := NewInterner()
	n := &ast.CallExpr{Fun: &ast.Ident{}}
	first := in.Make(Value{Op: OpResult, Node: n, Name: "p", N: 1, Deps: DepOutcome})
	second := in.Make(Value{Op: OpStatus, Node: n, Name: "p", N: 2, Deps: DepOutcome})
	if _, ok := in.Int(3).Attempt(); ok {
		t.Error("a constant comes from an attempt")
	}
	id, ok := in.Make(Value{Op: OpTuple, Args: []*Value{second, first}}).Attempt()
	if !ok || id != (AttemptID{n, "p", 2}) {
		t.Errorf("the newest attempt is %v, want round 2", id)
	}
}

func TestAt(t *testing.T) {
	in := NewInterner()
	tInt, tBool := types.Typ[types.Int], types.Typ[types.Bool]
	status := in.Make(Value{Op: OpStatus, Deps: DepOutcome, Typ: tInt})
	bin := func(x *Value, op string, y *Value) *Value { return in.Binary(op, x, y, tInt) }
	m := in.Make(Value{Op: OpComposite, Name: "map", Args: []*Value{in.Int(429), in.Bool(true), in.Int(404), in.Bool(false)}})
	list := in.Make(Value{Op: OpComposite, Name: "slice", Args: []*Value{in.Int(429), in.Int(500)}})
	unknown := in.Make(Value{Op: OpComposite, Name: "slice", Args: []*Value{in.Int(429), in.Fresh(tInt, 0)}})
	param := in.Fresh(tInt, 0)
	index := in.Make(Value{Op: OpIndex, Args: []*Value{m, status}, Typ: tBool})
	mapok := in.Make(Value{Op: OpCall, Name: "mapok", Args: []*Value{m, status}})
	contains := in.Make(Value{Op: OpCall, Name: "contains", Args: []*Value{list, status}})
	for _, c := range []struct {
		what string
		v    *Value
		code int
		want *Value
	}{
		{"status", status, 404, in.Int(404)},
		{"status/100 == 5", bin(bin(status, "/", in.Int(100)), "==", in.Int(5)), 503, in.Bool(true)},
		{"status/100 == 5", bin(bin(status, "/", in.Int(100)), "==", in.Int(5)), 499, in.Bool(false)},
		{"status%100", bin(status, "%", in.Int(100)), 404, in.Int(4)},
		{"-status", in.Unary("-", status), 404, in.Int(-404)},
		{"!(status < 400)", in.not(bin(status, "<", in.Int(400))), 404, in.Bool(true)},
		{"float64(status)", in.Convert(status, types.Typ[types.Float64]), 404, in.Float(404)},
		{"m[status]", index, 429, in.Bool(true)},
		{"m[status]", index, 404, in.Bool(false)},
		{"m[status]", index, 500, in.Bool(false)},
		{"_, ok = m[status]", mapok, 404, in.Bool(true)},
		{"_, ok = m[status]", mapok, 500, in.Bool(false)},
		{"contains(list, status)", contains, 500, in.Bool(true)},
		{"contains(list, status)", contains, 501, in.Bool(false)},
		{"status + param", bin(status, "+", param), 404, nil},
		{"contains(unknown, status)", in.Make(Value{Op: OpCall, Name: "contains", Args: []*Value{unknown, status}}), 500, nil},
		{"status/0", bin(status, "/", in.Int(0)), 404, nil},
		{"param[status]", in.Make(Value{Op: OpIndex, Args: []*Value{param, status}, Typ: tBool}), 404, nil},
		{"f(status)", in.Make(Value{Op: OpCall, Name: "f", Args: []*Value{status}}), 404, nil},
	} {
		got, ok := c.v.at(c.code)
		switch {
		case c.want == nil && ok:
			t.Errorf("%s at %d is %s, want it unknown", c.what, c.code, got.Dump())
		case c.want != nil && (!ok || in.Make(got) != c.want):
			t.Errorf("%s at %d is %s (%v), want %s", c.what, c.code, got.Dump(), ok, c.want.Dump())
		}
	}
}

func TestTrueSet(t *testing.T) {
	in := NewInterner()
	status := in.Make(Value{Op: OpStatus, Deps: DepOutcome})
	cmp := func(op string, n int64) *Value { return in.Binary(op, status, in.Int(n), nil) }
	for _, c := range []struct {
		v    *Value
		want string
	}{
		{cmp(">=", 500), "500 and above"},
		{cmp("==", 429), "429"},
		{in.Make(Value{Op: OpBinary, Name: "&&", Args: []*Value{cmp(">=", 400), cmp("<", 500)}}), "400-499"},
		{in.Make(Value{Op: OpBinary, Name: "||", Args: []*Value{cmp("==", 400), cmp("==", 403)}}), "400 and 403"},
	} {
		set, ok := in.TrueSet(c.v, codeset.AllStatuses())
		if !ok || set.String() != c.want {
			t.Errorf("%s holds for %s (%v), want %s", c.v.Dump(), set, ok, c.want)
		}
		if again, _ := in.TrueSet(c.v, codeset.AllStatuses()); again != set {
			t.Errorf("%s: another answer the second time", c.v.Dump())
		}
	}
	if set, ok := in.TrueSet(in.Binary("==", status, in.Fresh(nil, 0), nil), codeset.Status(200)); ok {
		t.Errorf("status == unknown holds for %s, want it unknown", set)
	}
	if _, ok := in.TrueSet(status, codeset.AllStatuses()); ok {
		t.Error("a status is no condition")
	}
}

func TestLookup(t *testing.T) {
	in := NewInterner()
	m := in.Make(Value{Op: OpComposite, Name: "map", Args: []*Value{in.Str("a"), in.Int(1), in.Int(2), in.Int(3)}})
	if v, ok := m.Lookup(in.Int(2)); !ok || v != in.Int(3) {
		t.Error("2 is not found")
	}
	if v, ok := m.Lookup(in.Str("b")); !ok || v != nil {
		t.Error("b is found")
	}
	if _, ok := m.Lookup(in.Fresh(nil, 0)); ok {
		t.Error("an unknown key is looked up")
	}
	open := in.Make(Value{Op: OpComposite, Name: "map", Args: []*Value{in.Fresh(nil, 0), in.Int(1)}})
	if _, ok := open.Lookup(in.Int(2)); ok {
		t.Error("a map with an unknown key is taken as closed")
	}
}

func TestMinMax(t *testing.T) {
	in := NewInterner()
	if v := in.MinMax("min", []*Value{in.Int(3), in.Int(1), in.Int(2)}); v != in.Int(1) {
		t.Errorf("min is %s", v.Dump())
	}
	if v := in.MinMax("max", []*Value{in.Int(3), in.Float(3.5)}); v != in.Float(3.5) {
		t.Errorf("max is %s", v.Dump())
	}
	if v := in.MinMax("min", []*Value{in.Int(3), in.Fresh(types.Typ[types.Int], 0)}); v.Op != OpCall {
		t.Errorf("min of an unknown is %s", v.Dump())
	}
}
