// Package fallback computes delays that an overflow sends back to the first one, and delays that stay where they are.
package fallback

import (
	"math"
	"math/rand"
	"time"
)

func NextBackoff(attempt uint, least, most time.Duration) time.Duration {
	d := least * time.Duration(1<<attempt) // want `NextBackoff returns 100ms again from attempt 37 on with least 100ms: the power overflows before the cap is tested`
	if d < least {
		return least
	}
	if d > most {
		return most
	}
	return d
}

func useNext(send func() error, least, most time.Duration) {
	for i := uint(0); send() != nil; i++ {
		time.Sleep(NextBackoff(i, least, most))
	}
}

type counting struct {
	attempt     int
	least, most time.Duration
}

func (c *counting) Next() time.Duration {
	d := time.Duration(1<<c.attempt) * time.Millisecond // want `Next returns 100ms again from attempt 44 on with least 100ms`
	c.attempt++
	if d < c.least {
		return c.least
	}
	return min(d, c.most)
}

func Jittered(retries int, least, most time.Duration) time.Duration {
	grown := float64(least) * math.Pow(2, float64(retries)) // want `Jittered returns 100ms again from attempt 37 on with least 100ms`
	d := time.Duration(grown*0.8) + time.Duration(rand.Int63n(int64(max(1, grown*0.4))))
	if d < least {
		return least
	}
	return min(d, most)
}

// The exponent is limited.
func limited(attempt uint, least, most time.Duration) time.Duration {
	d := least * time.Duration(1<<min(attempt, 16))
	if d < least {
		return least
	}
	return min(d, most)
}

// What overflowed is taken for the longest.
func longest(attempt uint, least, most time.Duration) time.Duration {
	d := least * time.Duration(1<<attempt)
	if d < least || d > most {
		return most
	}
	return d
}

// The delays of a list come again.
var steps = []time.Duration{time.Second, 5 * time.Second, time.Minute, time.Hour}

func round(attempt int) time.Duration { return steps[attempt%len(steps)] }

func wave(attempt int) time.Duration { return time.Second << (attempt % 8) }

// It grows by steps, and never overflows.
func linear(attempt int, most time.Duration) time.Duration {
	return min(time.Duration(attempt)*time.Second, most)
}

// In floats nothing wraps round.
func floats(attempt int, least, most time.Duration) time.Duration {
	d := float64(least) * math.Pow(2, float64(attempt))
	if d > float64(most) {
		return most
	}
	return time.Duration(d)
}

// Stretched grows slowly for a long time, then anew and faster, from where it began.
func Stretched(attempt int) time.Duration {
	if attempt >= 120 {
		return 24 * time.Hour
	}
	var minutes float64
	if attempt < 100 {
		minutes = 1 + float64(attempt)/5
	} else {
		minutes = min(math.Pow(1.5, float64(attempt-100)), 1440)
	}
	minutes += rand.Float64() * minutes * 0.2
	return time.Duration(minutes * float64(time.Minute))
}

// Halves grows twice, the second time by shifts.
func Halves(attempt int) time.Duration {
	if attempt < 30 {
		return time.Duration(attempt+1) * time.Second
	}
	return min(time.Second<<min(attempt-30, 20), 10*time.Minute)
}
