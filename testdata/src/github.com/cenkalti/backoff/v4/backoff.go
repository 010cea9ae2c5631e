// Package backoff stands in for the library of that path.
package backoff

import (
	"context"
	"time"
)

type BackOff interface {
	NextBackOff() time.Duration
	Reset()
}

type Operation func() error

type OperationWithData[T any] func() (T, error)

type ExponentialBackOff struct {
	InitialInterval, MaxInterval, MaxElapsedTime time.Duration
	Multiplier                                   float64
}

func (b *ExponentialBackOff) NextBackOff() time.Duration { return b.InitialInterval }
func (b *ExponentialBackOff) Reset()                     {}

type ConstantBackOff struct{ Interval time.Duration }

func (b *ConstantBackOff) NextBackOff() time.Duration { return b.Interval }
func (b *ConstantBackOff) Reset()                     {}

type ZeroBackOff struct{}

func (b *ZeroBackOff) NextBackOff() time.Duration { return 0 }
func (b *ZeroBackOff) Reset()                     {}

type ExponentialBackOffOpts func(*ExponentialBackOff)

func NewExponentialBackOff(opts ...ExponentialBackOffOpts) *ExponentialBackOff { return nil }
func NewConstantBackOff(d time.Duration) *ConstantBackOff                      { return nil }
func WithMaxElapsedTime(d time.Duration) ExponentialBackOffOpts                { return nil }
func WithMaxRetries(b BackOff, max uint64) BackOff                             { return b }
func WithContext(b BackOff, ctx context.Context) BackOff                       { return b }

func Retry(o Operation, b BackOff) error { return o() }

func RetryNotify(o Operation, b BackOff, notify func(error, time.Duration)) error { return o() }

func RetryWithData[T any](o OperationWithData[T], b BackOff) (T, error) { return o() }

func Permanent(err error) error { return err }

type PermanentError struct{ Err error }

func (e *PermanentError) Error() string { return e.Err.Error() }
func (e *PermanentError) Unwrap() error { return e.Err }
