// Package backoff stands in for the library of that path.
package backoff

import (
	"context"
	"errors"
)

type Operation[T any] func() (T, error)

func Retry[T any](ctx context.Context, o Operation[T]) (T, error) { return o() }

func Permanent(err error) error { return err }

func RetryAfter(seconds int) error { return errors.New("retry after") }
