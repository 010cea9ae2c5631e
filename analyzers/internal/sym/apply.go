package sym

import (
	"math"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Apply computes a function of the standard library, by its full name, for constant operands (the receiver of a method is
// the first). It is nil for any other function, and where an operand is not a constant that it takes.
func (in *Interner) Apply(name string, args []*Value) *Value {
	for _, a := range args {
		if !a.IsConst() {
			return nil
		}
	}
	if len(args) == 0 {
		return nil
	}
	switch name {
	case "min", "max":
		return in.MinMax(name, args)
	case "math.IsNaN", "math.IsInf":
		f, ok := args[0].Number()
		if !ok {
			return nil
		}
		if name == "math.IsNaN" {
			return in.Bool(math.IsNaN(f))
		}
		sign, _ := args[len(args)-1].Number()
		return in.Bool(math.IsInf(f, int(sign)))
	}
	if unit, ok := durationUnits[name]; ok && args[0].Op == OpInt {
		if unit.whole {
			return in.Int(args[0].Int / int64(unit.length))
		}
		return in.Float(float64(args[0].Int) / float64(unit.length))
	}
	if f, ok := mathCall(name, args); ok {
		return in.Float(f)
	}
	return in.applyText(name, args)
}

var durationUnits = map[string]struct {
	length time.Duration
	whole  bool
}{
	"(time.Duration).Hours":        {time.Hour, false},
	"(time.Duration).Minutes":      {time.Minute, false},
	"(time.Duration).Seconds":      {time.Second, false},
	"(time.Duration).Milliseconds": {time.Millisecond, true},
	"(time.Duration).Microseconds": {time.Microsecond, true},
	"(time.Duration).Nanoseconds":  {time.Nanosecond, true},
}

var (
	unaryMath = map[string]func(float64) float64{
		"math.Abs": math.Abs, "math.Ceil": math.Ceil, "math.Exp": math.Exp, "math.Exp2": math.Exp2, "math.Floor": math.Floor,
		"math.Log": math.Log, "math.Log2": math.Log2, "math.Round": math.Round, "math.Sqrt": math.Sqrt,
	}
	binaryMath = map[string]func(_, _ float64) float64{"math.Pow": math.Pow, "math.Min": math.Min, "math.Max": math.Max}
	onText     = map[string]func(string) string{
		"strings.ToLower": strings.ToLower, "strings.ToUpper": strings.ToUpper, "strings.TrimSpace": strings.TrimSpace,
	}
)

// IsMath reports whether the result of a function is a number that Apply can compute, once its operands are known.
func IsMath(name string) bool {
	return unaryMath[name] != nil || binaryMath[name] != nil
}

func mathCall(name string, args []*Value) (float64, bool) {
	x, ok := args[0].Number()
	if !ok {
		return 0, false
	}
	if f := unaryMath[name]; f != nil {
		return f(x), true
	}
	f := binaryMath[name]
	if f == nil || len(args) != 2 {
		return 0, false
	}
	y, ok := args[1].Number()
	if !ok {
		return 0, false
	}
	return f(x, y), true
}

func (in *Interner) applyText(name string, args []*Value) *Value {
	if args[0].Op != OpString {
		return nil
	}
	f := onText[name]
	if gotypes.MakesCanonical(name) {
		f = gotypes.CanonicalKey
	}
	if f != nil {
		return in.Str(f(args[0].Name))
	}
	if name == "strings.EqualFold" && len(args) == 2 && args[1].Op == OpString {
		return in.Bool(strings.EqualFold(args[0].Name, args[1].Name))
	}
	return nil
}
