// Package retrier stands in for the library of that path.
package retrier

import (
	"context"
	"time"
)

type Action int

const (
	Succeed Action = iota
	Fail
	Retry
)

type Classifier interface{ Classify(error) Action }

type DefaultClassifier struct{}

func (DefaultClassifier) Classify(error) Action { return 0 }

type WhitelistClassifier []error

func (WhitelistClassifier) Classify(error) Action { return 0 }

type Retrier struct{}

func New(backoff []time.Duration, class Classifier) *Retrier { return nil }

func (r *Retrier) Run(work func() error) error { return work() }

func (r *Retrier) RunCtx(ctx context.Context, work func(ctx context.Context) error) error {
	return work(ctx)
}

func ConstantBackoff(n int, amount time.Duration) []time.Duration    { return nil }
func ExponentialBackoff(n int, amount time.Duration) []time.Duration { return nil }
