// Package tenacity repeats what fails.
package tenacity

import (
	"context"
	"time"
)

// A Policy says how often and how fast.
type Policy struct {
	Tries  int
	First  time.Duration
	Enough func(error) bool
}

// Do calls f again while it fails.
func (p *Policy) Do(ctx context.Context, f func(context.Context) error) error {
	var err error
	for i := range p.Tries {
		if err = f(ctx); err == nil {
			return nil
		}
		if p.Enough != nil && p.Enough(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(p.First << i):
		}
	}
	return err
}

// A Doer does.
type Doer interface {
	Do(ctx context.Context, f func(context.Context) error) error
}

// Default is one.
func Default() *Policy { return &Policy{Tries: 5, First: 100 * time.Millisecond} }

// Careful is one that stops at some errors.
func Careful(enough func(error) bool) *Policy { return &Policy{Tries: 5, Enough: enough} }

// Settings say what a client of somebody does.
type Settings struct {
	RetryOn   []int
	NoRetryOn []int
	Known     []int
}
