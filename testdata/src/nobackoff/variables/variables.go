// Package variables has delays that literals in variables of the package return.
package variables

import (
	"math"
	"time"
)

type options struct {
	Base, Max time.Duration
	Factor    float64
}

var (
	// Growing makes one of its options.
	Growing = func(o options) func(int) time.Duration {
		return func(n int) time.Duration {
			d := time.Duration(float64(o.Base) * math.Pow(o.Factor, float64(n))) // want `Growing returns \S+ for attempt \d+: the power overflows`
			if d > o.Max {
				return o.Max
			}
			return d
		}
	}

	// Capped asks first.
	Capped = func(o options) func(int) time.Duration {
		return func(n int) time.Duration {
			d := float64(o.Base) * math.Pow(o.Factor, float64(n))
			if d > float64(o.Max) {
				return o.Max
			}
			return time.Duration(d)
		}
	}

	// Kept is so small that nothing overflows.
	Kept = func(o options) func(int) time.Duration {
		return func(n int) time.Duration {
			d := time.Duration(float64(time.Second) * math.Pow(2, float64(min(n, 5))))
			return min(d, o.Max)
		}
	}

	// Same is asked for no attempt.
	Same = func(o options) func() time.Duration {
		return func() time.Duration { return o.Base }
	}
)
