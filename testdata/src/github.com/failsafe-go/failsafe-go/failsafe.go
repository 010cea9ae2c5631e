// Package failsafe stands in for the library of that path.
package failsafe

import (
	"context"
	"time"
)

type Policy[R any] interface{ Policy() R }

type Executor[R any] interface {
	WithContext(ctx context.Context) Executor[R]
	Run(fn func() error) error
	Get(fn func() (R, error)) (R, error)
}

type FailurePolicyBuilder[S any, R any] interface {
	HandleErrors(errs ...error) S
	HandleIf(predicate func(R, error) bool) S
}

type DelayablePolicyBuilder[S any, R any] interface {
	WithDelay(delay time.Duration) S
}

func With[R any](policies ...Policy[R]) Executor[R] { return nil }
