// Package backoff stands in for the library of that path.
package backoff

import (
	"context"
	"time"
)

type BackOff interface{ Reset() }

type Operation func() error

func Retry(o Operation, b BackOff) error { return o() }

func Permanent(err error) error { return err }

type ConstantBackOff struct{}

func (*ConstantBackOff) Reset() {}

func NewConstantBackOff(d time.Duration) *ConstantBackOff { return &ConstantBackOff{} }

type ExponentialBackOff struct{ MaxElapsedTime time.Duration }

func (*ExponentialBackOff) Reset() {}

func NewExponentialBackOff() *ExponentialBackOff { return &ExponentialBackOff{} }

func WithMaxRetries(b BackOff, n uint64) BackOff { return b }

func WithContext(b BackOff, ctx context.Context) BackOff { return b }
