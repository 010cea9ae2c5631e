// Package retry stands in for the library of that path.
package retry

import (
	"context"
	"time"
)

type RetryError struct {
	Err       error
	Retryable bool
}

type RetryFunc func() *RetryError

func RetryContext(ctx context.Context, timeout time.Duration, f RetryFunc) error { return f().Err }

func RetryableError(err error) *RetryError    { return nil }
func NonRetryableError(err error) *RetryError { return nil }

type StateRefreshFunc func() (result any, state string, err error)

type StateChangeConf struct {
	Delay, MinTimeout, PollInterval, Timeout time.Duration
	Pending, Target                          []string
	Refresh                                  StateRefreshFunc
	NotFoundChecks                           int
}

func (c *StateChangeConf) WaitForStateContext(ctx context.Context) (any, error) {
	result, _, err := c.Refresh()
	return result, err
}
