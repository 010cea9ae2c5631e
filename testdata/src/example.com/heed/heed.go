// Package heed has helpers that hand on to libraries, which know what errors are marked as final.
package heed

import (
	"context"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
)

// Void leaves out what a library returns beside the error.
func Void(ctx context.Context, work func() error, opts ...backoff.RetryOption) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) { return struct{}{}, work() }, opts...)
	return err
}

// Few hands on to a helper.
type Few struct{}

func (Few) Run(ctx context.Context, work func() error) error {
	return Void(ctx, func() error { return work() }, backoff.WithMaxTries(4))
}

// Of returns what the work does.
func Of[T any](ctx context.Context, work func(context.Context) (T, error)) (T, error) {
	return backoff.Retry(ctx, func() (T, error) { return work(ctx) }, backoff.WithMaxTries(4))
}

// Steady hands on to another library.
func Steady(work func() error) error {
	return retry.Do(work, retry.Attempts(4), retry.Delay(time.Second))
}

// Deaf knows no marks: it counts.
func Deaf(work func() error) (err error) {
	for n := range 4 {
		if err = work(); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}
