// Package retry stands in for the library of that path.
package retry

import (
	"context"
	"time"
)

type Backoff interface{ Next() }

type RetryFunc func(ctx context.Context) error

func Do(ctx context.Context, b Backoff, f RetryFunc) error { return f(ctx) }

func RetryableError(err error) error { return err }

func NewConstant(d time.Duration) Backoff { return nil }

func NewFibonacci(d time.Duration) Backoff { return nil }

func WithMaxRetries(n uint64, b Backoff) Backoff { return b }

func WithMaxDuration(d time.Duration, b Backoff) Backoff { return b }

func WithJitter(d time.Duration, b Backoff) Backoff { return b }
