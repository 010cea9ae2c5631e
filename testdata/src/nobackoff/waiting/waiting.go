// Package waiting computes delays and waits for them in the same function.
package waiting

import (
	"context"
	"errors"
	"math"
	"math/rand"
	"time"
)

const (
	firstDelay = 5 * time.Second
	longest    = 5 * time.Minute
)

// Wait returns when an attempt may be made.
func Wait(ctx context.Context, attempt uint, baseDelay, maxDelay time.Duration) error {
	delay := baseDelay * time.Duration(1<<attempt) // want `Wait waits -1306346h52m6s for attempt 37: the power overflows before the cap is tested; cap the exponent first`
	delay = min(delay, maxDelay)
	if delay > 0 {
		half := delay / 2
		delay = half + time.Duration(rand.Int63n(int64(half)+1))
	}
	select {
	case <-time.After(delay):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A power of floats, and a ticker.
func Ticker(attempt int) *time.Ticker {
	d := time.Duration(float64(time.Second) * math.Pow(2, float64(attempt))) // want `Ticker waits -2562047h47m16s for attempt 34: the power overflows before the cap is tested`
	if d > longest {
		d = longest
	}
	return time.NewTicker(d)
}

// In a loop that nothing counts.
func connect(ctx context.Context, dial func(context.Context) error) error {
	for attempt := 0; ; attempt++ {
		if dial(ctx) == nil {
			return nil
		}
		delay := firstDelay * (1 << attempt) // want `connect waits -\d+h\d+m\d+s for attempt 31: the power overflows before the cap is tested`
		if delay > longest {
			delay = longest
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
		}
	}
}

// With variables of the function.
func keepAlive(send func() error) {
	base, most := time.Second, time.Minute
	n := 0
	for {
		if send() != nil {
			n++
			d := base << n // want `keepAlive waits -351909h41m29s for attempt 33: the power overflows before the cap is tested`
			if d > most {
				d = most
			}
			time.Sleep(d)
			continue
		}
		n = 0
		time.Sleep(most)
	}
}

// The exponent is capped, or the delay looked at.
func WaitCapped(attempt uint, baseDelay, maxDelay time.Duration) {
	time.Sleep(min(baseDelay<<min(attempt, 10), maxDelay))
}

func WaitChecked(attempt uint, baseDelay, maxDelay time.Duration) {
	d := baseDelay << attempt
	if d <= 0 || d > maxDelay {
		d = maxDelay
	}
	time.Sleep(d)
}

func WaitFloat(attempt int, baseDelay, maxDelay time.Duration) {
	f := float64(baseDelay) * math.Pow(2, float64(attempt))
	time.Sleep(time.Duration(math.Min(f, float64(maxDelay))))
}

// The attempt is known to be small.
func WaitFew(attempt int, baseDelay, maxDelay time.Duration) error {
	if attempt > 5 {
		return errors.New("too many attempts")
	}
	time.Sleep(min(baseDelay<<attempt, maxDelay))
	return nil
}

type limits struct{ retries int }

func (l limits) exhausted(attempt int) bool { return attempt >= l.retries }

func (l limits) Wait(attempt int, baseDelay, maxDelay time.Duration) error {
	if l.exhausted(attempt) {
		return errors.New("too many attempts")
	}
	time.Sleep(min(baseDelay<<attempt, maxDelay))
	return nil
}

// Called three times.
func pause(attempt int) { time.Sleep(min(time.Second<<attempt, longest)) }

func thrice(send func() error) {
	for i := 0; i < 3 && send() != nil; i++ {
		pause(i)
	}
}

// Loops that end.
func counted(send func() error, n int) {
	for attempt := 0; attempt < n; attempt++ {
		if send() == nil {
			return
		}
		time.Sleep(min(firstDelay<<attempt, longest))
	}
	for attempt := 0; ; attempt++ {
		if send() == nil || attempt == n {
			return
		}
		time.Sleep(min(firstDelay<<attempt, longest))
	}
}

func ranged(send func() error, n int) {
	for attempt := range n {
		if send() == nil {
			return
		}
		time.Sleep(min(firstDelay<<attempt, longest))
	}
}

// Loops that look at the delay, or double it.
func looked(send func() error) error {
	for attempt := 0; ; attempt++ {
		if send() == nil {
			return nil
		}
		d := firstDelay << attempt
		if d > longest {
			return errors.New("it takes too long")
		}
		time.Sleep(d)
	}
}

func doubled(send func() error) {
	for d := firstDelay; send() != nil; d = min(2*d, longest) {
		time.Sleep(d)
	}
}

// Nothing caps it, and nobody lives to see it.
func uncapped(send func() error) {
	for attempt := 0; ; attempt++ {
		if send() == nil {
			return
		}
		time.Sleep(firstDelay << attempt)
	}
}

func table(send func() error) {
	delays := []time.Duration{time.Second, time.Minute}
	for attempt := 0; ; attempt++ {
		if send() == nil {
			return
		}
		time.Sleep(delays[min(attempt, 1)])
	}
}

func slots(work func() error) {
	for i := 0; ; i++ {
		if work() != nil {
			return
		}
		time.Sleep(time.Duration(rand.Intn(1<<(i%5))) * time.Millisecond)
	}
}
