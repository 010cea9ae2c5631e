package site

import (
	"go/ast"
	"go/token"
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
		if !ok || got.op != opInt || got.i != c.want {
			t.Errorf("%d %s %d is %d (%v), want %d", c.a, c.op, c.b, got.i, ok, c.want)
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
	in := newInterner()
	for _, c := range []struct {
		x    *value
		op   string
		y    *value
		want *value // nil: not known
	}{
		{in.int(3), "<", in.int(4), in.bool(true)},
		{in.int(3), ">=", in.int(4), in.bool(false)},
		{in.int(3), "==", in.int(3), in.bool(true)},
		{in.int(3), "*", in.float(1.5), in.float(4.5)},
		{in.float(1), "/", in.int(4), in.float(0.25)},
		{in.float(1), "-", in.float(4), in.float(-3)},
		{in.float(1), "/", in.int(0), in.float(math.Inf(1))},
		{in.float(2), "<=", in.int(2), in.bool(true)},
		{in.float(math.NaN()), "==", in.float(math.NaN()), in.bool(false)},
		{in.float(math.NaN()), "!=", in.float(1), in.bool(true)},
		{in.float(math.NaN()), "<", in.float(1), in.bool(false)},
		{in.str("a"), "+", in.str("b"), in.str("ab")},
		{in.str("a"), "<", in.str("b"), in.bool(true)},
		{in.str("401"), "==", in.str("401"), in.bool(true)},
		{in.bool(true), "&&", in.bool(false), in.bool(false)},
		{in.bool(true), "||", in.bool(false), in.bool(true)},
		{in.bool(true), "!=", in.bool(false), in.bool(true)},
		{in.str("401"), "==", in.int(401), nil},
		{in.bool(true), "==", in.int(1), nil},
	} {
		got, ok := fold(c.op, c.x, c.y)
		switch {
		case c.want == nil && ok:
			t.Errorf("%s %s %s is %s, want it unknown", c.x.dump(), c.op, c.y.dump(), got.dump())
		case c.want != nil && (!ok || in.make(got) != c.want):
			t.Errorf("%s %s %s is %s (%v), want %s", c.x.dump(), c.op, c.y.dump(), got.dump(), ok, c.want.dump())
		}
	}
}

func TestConvert(t *testing.T) {
	in := newInterner()
	status := in.make(value{op: opStatus, deps: depOutcome, typ: types.Typ[types.Int]})
	for _, c := range []struct {
		v    *value
		t    types.BasicKind
		want *value
	}{
		{in.int(3), types.Float64, in.float(3)},
		{in.float(3.9), types.Int, in.int(3)},
		{in.float(-3.9), types.Int64, in.int(-3)},
		{in.float(1e19), types.Int64, in.int(math.MinInt64)},
		{in.float(-1e19), types.Int64, in.int(math.MinInt64)},
		{in.float(math.MaxInt64), types.Int64, in.int(math.MinInt64)},
		{in.float(math.NaN()), types.Int64, in.int(math.MinInt64)},
		{in.float(math.Inf(1)), types.Int64, in.int(math.MinInt64)},
		{in.float(1 << 62), types.Int64, in.int(1 << 62)},
		{in.int(300), types.Uint8, in.int(300)}, // kept: see convert
		{in.str("a"), types.String, in.str("a")},
		{status, types.Int64, status},
		{status, types.Uint32, status},
	} {
		if got := in.convert(c.v, types.Typ[c.t]); got != c.want {
			t.Errorf("%s(%s) is %s, want %s", types.Typ[c.t], c.v.dump(), got.dump(), c.want.dump())
		}
	}
	if got := in.convert(status, types.Typ[types.String]); got.op != opConvert || got.deps != depOutcome {
		t.Errorf("string(status) is %s, want a conversion that still depends on the outcome", got.dump())
	}
}

func TestUnary(t *testing.T) {
	in := newInterner()
	sym := in.fresh(types.Typ[types.Bool], 0)
	for _, c := range []struct {
		op      string
		v, want *value
	}{
		{"-", in.int(3), in.int(-3)},
		{"-", in.int(math.MinInt64), in.int(math.MinInt64)},
		{"-", in.float(1.5), in.float(-1.5)},
		{"^", in.int(0), in.int(-1)},
		{"+", in.int(3), in.int(3)},
		{"!", in.bool(true), in.bool(false)},
		{"!", in.not(sym), sym},
	} {
		if got := in.unary(c.op, c.v); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.op, c.v.dump(), got.dump(), c.want.dump())
		}
	}
}

// Equal values are one value; what differs in anything that matters is another.
func TestIntern(t *testing.T) {
	in := newInterner()
	a, b := in.fresh(types.Typ[types.Int], 0), in.fresh(types.Typ[types.Int], 0)
	if a == b {
		t.Error("two unknowns are one")
	}
	sum := in.binary("+", a, in.int(1), types.Typ[types.Int])
	if sum != in.binary("+", a, in.int(1), types.Typ[types.Int]) {
		t.Error("a+1 is two values")
	}
	if sum == in.binary("+", b, in.int(1), types.Typ[types.Int]) || sum == in.binary("-", a, in.int(1), types.Typ[types.Int]) {
		t.Error("a+1 is b+1 or a-1")
	}
	if in.int(1) == in.float(1) || in.int(0) == in.bool(false) || in.str("") == in.nil() {
		t.Error("values of different kinds are one")
	}
	if in.float(0) == in.float(math.Copysign(0, -1)) {
		t.Error("0 and -0 are one")
	}
	n1, n2 := &ast.Ident{Name: "x"}, &ast.Ident{Name: "x"}
	if in.make(value{op: opErrNew, node: n1}) == in.make(value{op: opErrNew, node: n2}) {
		t.Error("errors made in two places are one")
	}
	if in.binary("==", a, a, nil) != in.bool(true) || !in.binary("<", a, a, nil).isFalse() {
		t.Error("a is not equal to itself")
	}
	if v := in.binary("==", a, b, nil); v.op != opBinary {
		t.Errorf("a == b is %s", v.dump())
	}
	out := in.make(value{op: opResult, deps: depOutcome})
	if v := in.binary("+", a, out, nil); v.deps != depOutcome {
		t.Errorf("a+result depends on %b", v.deps)
	}
	if ref := in.make(value{op: opRef, cell: key{frame: 1}}); !in.make(value{op: opTuple, args: []*value{a, ref}}).refs || sum.refs {
		t.Error("refs is not joined from the operands")
	}
}

func TestAttempt(t *testing.T) {
	in := newInterner()
	n := &ast.CallExpr{Fun: &ast.Ident{}}
	first := in.make(value{op: opResult, node: n, name: "p", n: 1, deps: depOutcome})
	second := in.make(value{op: opStatus, node: n, name: "p", n: 2, deps: depOutcome})
	if _, ok := in.int(3).attempt(); ok {
		t.Error("a constant comes from an attempt")
	}
	id, ok := in.make(value{op: opTuple, args: []*value{second, first}}).attempt()
	if !ok || id != (attemptID{n, "p", 2}) {
		t.Errorf("the newest attempt is %v, want round 2", id)
	}
}

func TestAt(t *testing.T) {
	in := newInterner()
	tInt, tBool := types.Typ[types.Int], types.Typ[types.Bool]
	status := in.make(value{op: opStatus, deps: depOutcome, typ: tInt})
	bin := func(x *value, op string, y *value) *value { return in.binary(op, x, y, tInt) }
	m := in.make(value{op: opComposite, name: "map", args: []*value{in.int(429), in.bool(true), in.int(404), in.bool(false)}})
	list := in.make(value{op: opComposite, name: "slice", args: []*value{in.int(429), in.int(500)}})
	unknown := in.make(value{op: opComposite, name: "slice", args: []*value{in.int(429), in.fresh(tInt, 0)}})
	param := in.fresh(tInt, 0)
	index := in.make(value{op: opIndex, args: []*value{m, status}, typ: tBool})
	mapok := in.make(value{op: opCall, name: "mapok", args: []*value{m, status}})
	contains := in.make(value{op: opCall, name: "contains", args: []*value{list, status}})
	for _, c := range []struct {
		what string
		v    *value
		code int
		want *value
	}{
		{"status", status, 404, in.int(404)},
		{"status/100 == 5", bin(bin(status, "/", in.int(100)), "==", in.int(5)), 503, in.bool(true)},
		{"status/100 == 5", bin(bin(status, "/", in.int(100)), "==", in.int(5)), 499, in.bool(false)},
		{"status%100", bin(status, "%", in.int(100)), 404, in.int(4)},
		{"-status", in.unary("-", status), 404, in.int(-404)},
		{"!(status < 400)", in.not(bin(status, "<", in.int(400))), 404, in.bool(true)},
		{"float64(status)", in.convert(status, types.Typ[types.Float64]), 404, in.float(404)},
		{"m[status]", index, 429, in.bool(true)},
		{"m[status]", index, 404, in.bool(false)},
		{"m[status]", index, 500, in.bool(false)},
		{"_, ok = m[status]", mapok, 404, in.bool(true)},
		{"_, ok = m[status]", mapok, 500, in.bool(false)},
		{"contains(list, status)", contains, 500, in.bool(true)},
		{"contains(list, status)", contains, 501, in.bool(false)},
		{"status + param", bin(status, "+", param), 404, nil},
		{"contains(unknown, status)", in.make(value{op: opCall, name: "contains", args: []*value{unknown, status}}), 500, nil},
		{"status/0", bin(status, "/", in.int(0)), 404, nil},
		{"param[status]", in.make(value{op: opIndex, args: []*value{param, status}, typ: tBool}), 404, nil},
		{"f(status)", in.make(value{op: opCall, name: "f", args: []*value{status}}), 404, nil},
	} {
		got, ok := c.v.at(c.code)
		switch {
		case c.want == nil && ok:
			t.Errorf("%s at %d is %s, want it unknown", c.what, c.code, got.dump())
		case c.want != nil && (!ok || in.make(got) != c.want):
			t.Errorf("%s at %d is %s (%v), want %s", c.what, c.code, got.dump(), ok, c.want.dump())
		}
	}
}

func TestTrueSet(t *testing.T) {
	in := newInterner()
	x := &unit{}
	status := in.make(value{op: opStatus, deps: depOutcome})
	cmp := func(op string, n int64) *value { return in.binary(op, status, in.int(n), nil) }
	for _, c := range []struct {
		v    *value
		want string
	}{
		{cmp(">=", 500), "500 and above"},
		{cmp("==", 429), "429"},
		{in.make(value{op: opBinary, name: "&&", args: []*value{cmp(">=", 400), cmp("<", 500)}}), "400-499"},
		{in.make(value{op: opBinary, name: "||", args: []*value{cmp("==", 400), cmp("==", 403)}}), "400 and 403"},
	} {
		set, ok := x.trueSet(c.v)
		if !ok || set.String() != c.want {
			t.Errorf("%s holds for %s (%v), want %s", c.v.dump(), set, ok, c.want)
		}
		if again, _ := x.trueSet(c.v); again != set {
			t.Errorf("%s: another answer the second time", c.v.dump())
		}
	}
	if set, ok := x.trueSet(in.binary("==", status, in.fresh(nil, 0), nil)); ok {
		t.Errorf("status == unknown holds for %s, want it unknown", set)
	}
	if _, ok := x.trueSet(status); ok {
		t.Error("a status is no condition")
	}
}

func TestLookup(t *testing.T) {
	in := newInterner()
	m := in.make(value{op: opComposite, name: "map", args: []*value{in.str("a"), in.int(1), in.int(2), in.int(3)}})
	if v, ok := m.lookup(in.int(2)); !ok || v != in.int(3) {
		t.Error("2 is not found")
	}
	if v, ok := m.lookup(in.str("b")); !ok || v != nil {
		t.Error("b is found")
	}
	if _, ok := m.lookup(in.fresh(nil, 0)); ok {
		t.Error("an unknown key is looked up")
	}
	open := in.make(value{op: opComposite, name: "map", args: []*value{in.fresh(nil, 0), in.int(1)}})
	if _, ok := open.lookup(in.int(2)); ok {
		t.Error("a map with an unknown key is taken as closed")
	}
}

func TestMinMax(t *testing.T) {
	x := &exec{in: newInterner()}
	if v := x.minmax("min", []*value{x.in.int(3), x.in.int(1), x.in.int(2)}); v != x.in.int(1) {
		t.Errorf("min is %s", v.dump())
	}
	if v := x.minmax("max", []*value{x.in.int(3), x.in.float(3.5)}); v != x.in.float(3.5) {
		t.Errorf("max is %s", v.dump())
	}
	if v := x.minmax("min", []*value{x.in.int(3), x.in.fresh(types.Typ[types.Int], 0)}); v.op != opCall {
		t.Errorf("min of an unknown is %s", v.dump())
	}
}

var errType = types.Universe.Lookup("error").Type()

func TestChain(t *testing.T) {
	x := &exec{unit: &unit{}, in: newInterner()}
	sentinel := x.in.make(value{op: opGlobal, obj: types.NewVar(token.NoPos, nil, "ErrA", errType), typ: errType})
	other := x.in.make(value{op: opGlobal, obj: types.NewVar(token.NoPos, nil, "ErrB", errType), typ: errType})
	result := x.in.make(value{op: opResult, node: &ast.CallExpr{Fun: &ast.Ident{}}, n: 1, deps: depOutcome, typ: errType})
	made := func(args ...*value) *value {
		return x.in.make(value{op: opErrNew, node: &ast.CallExpr{Fun: &ast.Ident{}}, args: args, typ: errType})
	}
	for _, c := range []struct {
		what   string
		err    *value
		target *value
		want   op
		truth  bool
	}{
		{"itself", sentinel, sentinel, opBool, true},
		{"another", other, sentinel, opBool, false},
		{"wrapped", made(sentinel), sentinel, opBool, true},
		{"wrapped twice", made(made(other), made(sentinel)), sentinel, opBool, true},
		{"not wrapped", made(), sentinel, opBool, false},
		{"nil", x.in.nil(), sentinel, opBool, false},
		{"found beside an unknown", made(result, sentinel), sentinel, opBool, true},
		{"unknown", result, sentinel, opCall, false},
		{"wraps an unknown", made(made(), made(result)), sentinel, opCall, false},
	} {
		got := x.errorsIs(c.err, c.target)
		if got.op != c.want || got.op == opBool && (got.i == 1) != c.truth {
			t.Errorf("%s: errors.Is is %s", c.what, got.dump())
		}
	}
}

func TestErrorf(t *testing.T) {
	x := &exec{unit: &unit{}, in: newInterner()}
	a := x.in.make(value{op: opGlobal, obj: types.NewVar(token.NoPos, nil, "ErrA", errType), typ: errType})
	n := x.in.int(404)
	for _, c := range []struct {
		format string
		args   []*value
		wraps  []*value
	}{
		{"plain", nil, nil},
		{"%w", []*value{a}, []*value{a}},
		{"status %d: %w", []*value{n, a}, []*value{a}},
		{"%v", []*value{a}, nil},
		{"%s and %d%%", []*value{a, n}, nil},
		{"%+5.2d %w", []*value{n, a}, []*value{a}},
		{"%w %w", []*value{a, n}, []*value{a, n}},
		{"%w", nil, nil},   // too few arguments
		{"100%", nil, nil}, // no verb
	} {
		got := x.errorf(&ast.CallExpr{Fun: &ast.Ident{}}, append([]*value{x.in.str(c.format)}, c.args...))
		if len(got.args) != len(c.wraps) {
			t.Errorf("%q wraps %d, want %d", c.format, len(got.args), len(c.wraps))
			continue
		}
		for i := range c.wraps {
			if got.args[i] != c.wraps[i] {
				t.Errorf("%q wraps %s at %d", c.format, got.args[i].dump(), i)
			}
		}
	}
	if got := x.errorf(&ast.CallExpr{Fun: &ast.Ident{}}, []*value{x.in.fresh(nil, depOutcome), a}); len(got.args) != 0 || got.deps != depOutcome {
		t.Errorf("with an unknown format: %s", got.dump())
	}
}

// The type of a value that is known, and what an unknown may be.
func TestAsOK(t *testing.T) {
	x := &exec{unit: &unit{}, in: newInterner()}
	pkg := types.NewPackage("p", "p")
	ptr := func(name string) types.Type {
		n := types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.NewStruct(nil, nil), nil)
		return types.NewPointer(n)
	}
	mine, foreign := ptr("Mine"), ptr("Foreign")
	ref := x.in.make(value{op: opRef, cell: key{node: &ast.CompositeLit{}}, typ: mine})
	wrapped := x.in.make(value{op: opErrNew, node: &ast.CallExpr{Fun: &ast.Ident{}}, args: []*value{ref}, typ: errType})
	result := x.in.make(value{op: opResult, node: &ast.CallExpr{Fun: &ast.Ident{}}, n: 1, deps: depOutcome, typ: errType})
	if x.asOK(ref, mine) != x.in.bool(true) || x.asOK(wrapped, mine) != x.in.bool(true) {
		t.Error("a Mine is no Mine")
	}
	if !x.asOK(wrapped, foreign).isFalse() {
		t.Error("a Mine is a Foreign")
	}
	if x.as(wrapped, mine) != ref {
		t.Error("a wrapped Mine as a Mine is something else")
	}
	if v := x.asOK(result, mine); v.op != opAsOK || v.deps&depOutcome == 0 {
		t.Errorf("whether an unknown is a Mine: %s", v.dump())
	}
	if v := x.asOK(result, nil); v.op == opBool {
		t.Errorf("whether an unknown is of no type: %s", v.dump())
	}
}
