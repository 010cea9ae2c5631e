package nobackoff

import (
	"go/token"
	"go/types"
	"math"
	"testing"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// durationType is a stand-in for time.Duration, without loading package time.
var durationType = types.NewNamed(types.NewTypeName(token.NoPos, types.NewPackage("time", "time"), "Duration", nil), types.Typ[types.Int64], nil)

func TestSampleLeaf(t *testing.T) {
	in := sym.NewInterner()
	s := sample{base: time.Second, limit: time.Minute, factor: 1.5}
	for _, c := range []struct {
		name string
		typ  types.Type
		want *sym.Value
	}{
		{"base", durationType, in.Int(int64(time.Second))},
		{"initialInterval", durationType, in.Int(int64(time.Second))},
		{"MinDelay", durationType, in.Int(int64(time.Second))},
		{"maxDelay", durationType, in.Int(int64(time.Minute))},
		{"RetryWaitMax", durationType, in.Int(int64(time.Minute))},
		{"maxJitter", durationType, in.Int(int64(100 * time.Millisecond))},
		{"maxElapsedTime", durationType, nil},
		{"age", durationType, nil},
		{"multiplier", types.Typ[types.Float64], in.Float(1.5)},
		{"RandomizationFactor", types.Typ[types.Float64], in.Float(0.2)},
		{"factor", types.Typ[types.Int], in.Int(2)},
		{"initialTimeout", types.Typ[types.Float64], in.Float(1000)},
		{"maxTimeout", types.Typ[types.Float64], in.Float(60000)},
		{"maxDelayMs", types.Typ[types.Int], in.Int(60000)},
		{"maxRetries", types.Typ[types.Int], nil},
		{"maxBackOffN", types.Typ[types.Uint], nil},
		{"maxAttempts", types.Typ[types.Int], nil},
		{"size", types.Typ[types.Int], nil},
		{"jitter", types.Typ[types.Bool], nil},
		{"delay", types.Typ[types.String], nil},
		{"delay", nil, nil},
	} {
		if got := s.leaf(in, c.name, c.typ); got != c.want {
			t.Errorf("leaf(%s, %v) = %+v, want %+v", c.name, c.typ, got, c.want)
		}
	}
}

func TestReading(t *testing.T) {
	in := sym.NewInterner()
	float, i64 := types.Typ[types.Float64], types.Typ[types.Int64]
	call := func(name string, typ types.Type, args ...*sym.Value) *sym.Value {
		return in.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Typ: typ})
	}
	unknownSym := in.Fresh(i64, 0)
	quarter := func(v *sym.Value) *sym.Value { return in.Binary("/", v, in.Int(4), i64) }
	limit := in.Make(sym.Value{Op: sym.OpField, Name: "maxDelay", Args: []*sym.Value{unknownSym}, Typ: durationType})
	overflowed := in.Convert(call("math.Pow", float, in.Float(2), in.Int(70)), durationType)

	for _, c := range []struct {
		name   string
		v      *sym.Value
		at     float64
		want   *sym.Value // nil: not known
		panics bool
	}{
		{"constant", in.Int(7), 0, in.Int(7), false},
		{"unknown", unknownSym, 0, nil, false},
		{"field", limit, 0, in.Int(int64(time.Minute)), false},
		{"arithmetic on a field", quarter(limit), 0, in.Int(int64(15 * time.Second)), false},
		{"getter", call("(example.com/p.Config).Delay", durationType, unknownSym), 0, in.Int(int64(time.Second)), false},
		{"getter of something else", call("(example.com/p.Config).Age", durationType, unknownSym), 0, nil, false},
		{"call with a number", call("example.com/p.delay", durationType, in.Int(3)), 0, nil, false},
		{"low", call("math/rand.Int63n", i64, in.Int(100)), 0, in.Int(0), false},
		{"high", call("math/rand.Int63n", i64, in.Int(100)), 1, in.Int(99), false},
		{"v2", call("math/rand/v2.IntN", i64, in.Int(11)), 0.5, in.Int(5), false},
		{"generic", call("math/rand/v2.N", durationType, in.Int(1)), 1, in.Int(0), false},
		{"source", call("(*math/rand.Rand).Int31n", i64, in.Int(3)), 1, in.Int(2), false},
		{"unit, low", call("math/rand.Float64", float), 0, in.Float(0), false},
		{"unit, high", in.Convert(in.Make(sym.Value{Op: sym.OpBinary, Name: "*", Args: []*sym.Value{in.Int(100), call("math/rand.Float64", float)}}), durationType), 1, in.Int(99), false},
		{"no upper bound", call("math/rand.NormFloat64", float), 0, nil, false},
		{"zero", call("math/rand.Int63n", i64, in.Int(0)), 0, nil, true},
		{"overflow in the source", call("math/rand.Int63n", i64, quarter(overflowed)), 0, nil, true},
		{"overflow of the conversion", overflowed, 0, in.Int(math.MinInt64), false},
		{"min", call("min", durationType, limit, in.Int(5)), 0, in.Int(5), false},
		{"max", call("max", durationType, limit, in.Int(5)), 0, in.Int(int64(time.Minute)), false},
		{"min of an unknown", call("min", durationType, unknownSym, in.Int(5)), 0, nil, false},
		{"seconds", call("(time.Duration).Seconds", float, limit), 0, in.Float(60), false},
		{"milliseconds", call("(time.Duration).Milliseconds", i64, limit), 0, in.Int(60000), false},
		{"infinite", call("math.IsInf", types.Typ[types.Bool], in.Float(math.Inf(1)), in.Int(0)), 0, in.Bool(true), false},
		{"not infinite", call("math.IsInf", types.Typ[types.Bool], in.Float(1), in.Int(1)), 0, in.Bool(false), false},
		{"negation", in.Unary("-", limit), 0, in.Int(-int64(time.Minute)), false},
	} {
		r := &reading{in: in, s: sample{base: time.Second, limit: time.Minute, factor: 2}, at: c.at, memo: map[*sym.Value]*sym.Value{}}
		got := r.read(c.v)
		if c.want == nil && got.IsConst() || c.want != nil && got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
		if r.panics != c.panics {
			t.Errorf("%s: panics = %v", c.name, r.panics)
		}
	}
}

func TestFeasible(t *testing.T) {
	in := sym.NewInterner()
	limit := in.Make(sym.Value{Op: sym.OpField, Name: "maxDelay", Typ: durationType})
	size := in.Make(sym.Value{Op: sym.OpField, Name: "size", Typ: types.Typ[types.Int]})
	status := in.Make(sym.Value{Op: sym.OpField, Name: "StatusCode", Typ: types.Typ[types.Int]})
	option := in.Make(sym.Value{Op: sym.OpField, Name: "enabled", Typ: types.Typ[types.Bool]})
	hint := in.Make(sym.Value{Op: sym.OpCall, Name: "parse", Deps: sym.DepHint, Typ: durationType})
	ask := in.Make(sym.Value{Op: sym.OpCall, Name: "exhausted", Args: []*sym.Value{in.Int(3)}, Typ: types.Typ[types.Bool]})
	less := func(x, y *sym.Value) *sym.Value {
		return in.Make(sym.Value{Op: sym.OpBinary, Name: "<", Args: []*sym.Value{x, y}})
	}
	equal := func(x, y *sym.Value) *sym.Value {
		return in.Make(sym.Value{Op: sym.OpBinary, Name: "==", Args: []*sym.Value{x, y}})
	}
	for _, c := range []struct {
		name  string
		cond  *sym.Value
		truth bool
		want  domain.Tri
	}{
		{"holds", less(limit, in.Int(int64(time.Hour))), true, domain.Yes},
		{"does not hold", less(limit, in.Int(int64(time.Hour))), false, domain.No},
		{"an option", option, true, domain.Yes},
		{"an option that is off", option, false, domain.Yes},
		{"a nil test", equal(option, in.Nil()), true, domain.Yes},
		{"a status", less(status, in.Int(500)), true, domain.Yes},
		{"equal to a status", equal(status, in.Int(429)), false, domain.Yes},
		{"the server's hint", less(in.Int(0), hint), false, domain.Yes},
		{"an unknown number", less(size, in.Int(3)), true, domain.Unknown},
		{"equal to an unknown number", equal(size, in.Int(0)), true, domain.Unknown},
		{"a call that is told the attempt", ask, false, domain.Unknown},
	} {
		r := &reading{in: in, s: sample{base: time.Second, limit: time.Minute, factor: 2}, memo: map[*sym.Value]*sym.Value{}}
		if got := r.feasible(&paths.State{Facts: sym.Assumptions{{Cond: c.cond, Truth: c.truth}}}); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	r := &reading{in: in, memo: map[*sym.Value]*sym.Value{}}
	if got := r.feasible(&paths.State{Assume: []sym.Assumption{{Cond: option, Truth: true}}}); got != domain.Unknown {
		t.Errorf("an assumption: got %v", got)
	}
}

func TestFindAttempt(t *testing.T) {
	for _, c := range []struct {
		says, param string
		typ         types.Type
		want        bool
	}{
		{"f", "attempt", types.Typ[types.Int], true},
		{"f", "attemptNum", types.Typ[types.Uint], true},
		{"f", "retry_count", types.Typ[types.Int64], true},
		{"f", "numRetries", types.Typ[types.Int], true},
		{"f", "tries", types.Typ[types.Float64], true},
		{"f", "n", types.Typ[types.Int], false},
		{"retryDelay", "n", types.Typ[types.Int], true},
		{"nextBackOff", "_", types.Typ[types.Int], true},
		{"backoff", "attempt", durationType, false},
		{"backoff", "maxAttempts", types.Typ[types.Int], false},
		{"backoff", "attempt", types.Typ[types.String], false},
	} {
		p := types.NewParam(token.NoPos, nil, c.param, c.typ)
		sig := types.NewSignatureType(nil, nil, nil, types.NewTuple(p), nil, false)
		f := &delayFunc{says: c.says, sig: sig}
		if got := f.findAttempt(); (got != nil) != c.want {
			t.Errorf("%s(%s %v): got %v, want %v", c.says, c.param, c.typ, got, c.want)
		}
	}
}
