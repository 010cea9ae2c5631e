// Package retry stands in for the library of that path.
package retry

import (
	"context"
	"time"
)

type Backoff interface{ Next() (time.Duration, bool) }

type RetryFunc func(ctx context.Context) error

type RetryFuncValue[T any] func(ctx context.Context) (T, error)

func Do(ctx context.Context, b Backoff, f RetryFunc) error { return f(ctx) }

func DoValue[T any](ctx context.Context, b Backoff, f RetryFuncValue[T]) (T, error) { return f(ctx) }

func Constant(ctx context.Context, t time.Duration, f RetryFunc) error { return f(ctx) }

func NewConstant(t time.Duration) Backoff                   { return nil }
func NewExponential(t time.Duration) Backoff                { return nil }
func WithMaxRetries(n uint64, next Backoff) Backoff         { return next }
func WithMaxDuration(d time.Duration, next Backoff) Backoff { return next }
func WithJitter(j time.Duration, next Backoff) Backoff      { return next }
func RetryableError(err error) error                        { return err }
func NewFibonacci(t time.Duration) Backoff                  { return nil }
