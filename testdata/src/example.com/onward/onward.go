// Package onward hands what it is given on to a library that calls it again.
package onward

import (
	"context"

	"github.com/avast/retry-go/v4"
)

// Do hands options on as they are.
func Do(try func() error, options ...retry.Option) error { return retry.Do(try, options...) }

// With adds one of its own.
func With(ctx context.Context, try func() error, options ...retry.Option) error {
	return retry.Do(try, append(options, retry.Context(ctx))...)
}

// Once calls what it is given, and is told how often to say so.
func Once(try func() error, words ...string) error {
	for _, w := range words {
		println(w)
	}
	return try()
}
