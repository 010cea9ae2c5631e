// Package lull waits for others, by several names.
package lull

import (
	"context"
	"math/rand"
	"time"
)

// For waits until the context ends, at the most.
func For(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Whole says whether the time was up before the context was.
func Whole(d time.Duration, ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// Cut says whether the context has ended before the time was up.
func Cut(ctx context.Context, d time.Duration) bool { return !Whole(d, ctx) }

// Blind minds nothing.
func Blind(d time.Duration) { time.Sleep(d) }

// Short is the same each time.
func Short() { time.Sleep(150 * time.Millisecond) }

// Spread waits for about as long.
func Spread(ctx context.Context, d time.Duration) error {
	return For(ctx, d/2+time.Duration(rand.Int63n(int64(d))))
}

// Stretched waits for longer each time.
func Stretched(d time.Duration, n int) { time.Sleep(d << n) }

// Clock is what most are given.
type Clock interface {
	Idle(ctx context.Context, d time.Duration) error
}

// Real is the clock of the machine.
type Real struct{}

// Idle is For.
func (Real) Idle(ctx context.Context, d time.Duration) error { return For(ctx, d) }

// Millis counts milliseconds.
func Millis(n int) { time.Sleep(time.Duration(n) * time.Millisecond) }

// Seconds counts seconds, until the context ends.
func Seconds(ctx context.Context, n int64) error { return For(ctx, time.Second*time.Duration(n)) }
