// Package retry stands in for the library of that path.
package retry

import "context"

type Option func()

type RetryableFunc func() error

func Do(f RetryableFunc, opts ...Option) error { return f() }

func RetryIf(f func(error) bool) Option { return nil }

func Unrecoverable(err error) error { return err }

func Attempts(n uint) Option { return nil }

func UntilSucceeded() Option { return nil }

func Context(ctx context.Context) Option { return nil }
