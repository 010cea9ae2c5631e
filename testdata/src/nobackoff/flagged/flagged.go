// Package flagged has policies that say first whether to go on, and then after what delay.
package flagged

import (
	"math"
	"time"
)

// A Decision says whether to try again after n failures, and when.
type Decision func(n int) (bool, time.Duration)

// A Policy is told how often, and how long.
type Policy struct {
	Tries     int
	Base, Top time.Duration
}

// RetryDecision may be told that there is no limit, by a zero.
func (p *Policy) RetryDecision() Decision {
	return func(n int) (bool, time.Duration) {
		if p.Tries > 0 && n >= p.Tries {
			return false, 0
		}
		d := time.Duration(math.Pow(2, float64(n))) * p.Base // want `RetryDecision returns -\d+h\d+m\d+s for attempt \d+ with Top 30s: the power overflows before the cap is tested`
		if d > p.Top {
			return true, p.Top
		}
		return true, d
	}
}

// Backoff goes on for ever.
func (p *Policy) Backoff(attempt int) (bool, time.Duration) {
	d := p.Base << attempt // want `Backoff returns -\d+h\d+m\d+s for attempt \d+ with Top 30s: the power overflows before the cap is tested`
	if d > p.Top {
		d = p.Top
	}
	return true, d
}

// Calm cuts the exponent first.
func (p *Policy) Calm(attempt int) (bool, time.Duration) {
	d := p.Base << min(attempt, 16)
	if d > p.Top {
		d = p.Top
	}
	return true, d
}

// Floating is cut as a float.
func (p *Policy) Floating(attempt int) (bool, time.Duration) {
	f := float64(p.Base) * math.Pow(2, float64(attempt))
	if f > float64(p.Top) {
		return true, p.Top
	}
	return true, time.Duration(f)
}

// Few ends after a handful of attempts.
func (p *Policy) Few(attempt int) (bool, time.Duration) {
	if attempt > 8 {
		return false, 0
	}
	return true, p.Base << attempt
}

// Guarded sees that it has overflowed.
func (p *Policy) Guarded(attempt int) (bool, time.Duration) {
	d := p.Base << attempt
	if d <= 0 || d > p.Top {
		d = p.Top
	}
	return true, d
}

// Lookup has nothing to do with delays: an index, and how long what it finds has been there.
func (p *Policy) Lookup(slot int) (bool, time.Duration) {
	seen := []time.Duration{p.Base, p.Top}
	if slot < 0 || slot >= len(seen) {
		return false, 0
	}
	return true, seen[slot]
}
