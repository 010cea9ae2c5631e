// Package delayparts leaves the growth of a delay to another type.
package delayparts

import (
	"math"
	"time"
)

type growth interface {
	Backoff(attempt uint32, delay time.Duration) time.Duration
}

// Exponential doubles.
type Exponential struct{}

// Backoff has no cap.
func (Exponential) Backoff(attempt uint32, delay time.Duration) time.Duration {
	return delay * time.Duration(math.Pow(2, float64(attempt))) // want `Backoff returns -\d+h\d+m\d+s for attempt 37 with delay 100ms: the growth overflows and nothing caps it; cap the exponent`
}

// Policy has one, but for what has overflown before it is too late. That is said where it grows.
type Policy struct {
	growth growth
	delay  time.Duration
	most   time.Duration
}

// Delay is that before an attempt.
func (p Policy) Delay(attempt uint32) time.Duration {
	d := p.growth.Backoff(attempt, p.delay)
	if p.most > 0 && d > p.most {
		return p.most
	}
	return d
}
