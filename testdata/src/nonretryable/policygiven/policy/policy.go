// Package policy tries again what it is given.
package policy

import (
	"context"
	"time"
)

type config struct {
	attempts  int
	delay     time.Duration
	retryable func(error) bool
}

type Option func(*config)

func If(f func(error) bool) Option { return func(c *config) { c.retryable = f } }

func Attempts(n int) Option { return func(c *config) { c.attempts = n } }

func Do(ctx context.Context, f func(context.Context) error, opts ...Option) error {
	c := config{attempts: 5, delay: time.Second, retryable: func(error) bool { return true }}
	for _, o := range opts {
		o(&c)
	}
	var err error
	for i := 0; i < c.attempts; i++ {
		if err = f(ctx); err == nil {
			return nil
		}
		if !c.retryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(c.delay << i):
		}
	}
	return err
}

// Options is a struct of options with a predicate.
type Options struct {
	Attempts  int
	Retryable func(error) bool
}

func Run(ctx context.Context, o Options, f func(context.Context) error) error {
	var err error
	for i := 0; i < o.Attempts; i++ {
		if err = f(ctx); err == nil {
			return nil
		}
		if o.Retryable != nil && !o.Retryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}

// A Policy says what to try again.
type Policy interface {
	ShouldRetry(err error, attempt int) bool
}

type Retrier struct {
	p Policy
	n int
}

func New(p Policy, n int) *Retrier { return &Retrier{p: p, n: n} }

func (r *Retrier) Do(ctx context.Context, f func(context.Context) error) error {
	var err error
	for i := 0; i < r.n; i++ {
		if err = f(ctx); err == nil {
			return nil
		}
		if !r.p.ShouldRetry(err, i) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}

// By is given the policy with the call.
func By(ctx context.Context, p Policy, f func(context.Context) error) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = f(ctx); err == nil {
			return nil
		}
		if !p.ShouldRetry(err, i) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}
