// Package retrypolicy stands in for the library of that path.
package retrypolicy

import (
	"time"

	"github.com/failsafe-go/failsafe-go"
)

type RetryPolicy[R any] interface{ failsafe.Policy[R] }

type Builder[R any] interface {
	failsafe.FailurePolicyBuilder[Builder[R], R]
	failsafe.DelayablePolicyBuilder[Builder[R], R]
	AbortOnErrors(errs ...error) Builder[R]
	AbortIf(predicate func(R, error) bool) Builder[R]
	WithMaxAttempts(n int) Builder[R]
	WithMaxRetries(n int) Builder[R]
	WithBackoff(delay, maxDelay time.Duration) Builder[R]
	WithJitter(jitter time.Duration) Builder[R]
	Build() RetryPolicy[R]
}

func NewBuilder[R any]() Builder[R]          { return nil }
func NewWithDefaults[R any]() RetryPolicy[R] { return nil }
