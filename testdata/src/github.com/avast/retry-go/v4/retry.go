// Package retry stands in for the library of that path.
package retry

import (
	"context"
	"time"
)

type (
	Config                       struct{}
	Option                       func(*Config)
	RetryableFunc                func() error
	RetryIfFunc                  func(error) bool
	DelayTypeFunc                func(n uint, err error, config *Config) time.Duration
	RetryableFuncWithData[T any] func() (T, error)
)

func Do(f RetryableFunc, opts ...Option) error { return f() }

func DoWithData[T any](f RetryableFuncWithData[T], opts ...Option) (T, error) { return f() }

func Attempts(n uint) Option                   { return nil }
func UntilSucceeded() Option                   { return nil }
func Delay(d time.Duration) Option             { return nil }
func DelayType(f DelayTypeFunc) Option         { return nil }
func RetryIf(f RetryIfFunc) Option             { return nil }
func Context(ctx context.Context) Option       { return nil }
func OnRetry(f func(n uint, err error)) Option { return nil }
func LastErrorOnly(only bool) Option           { return nil }
func Unrecoverable(err error) error            { return err }

func FixedDelay(n uint, err error, config *Config) time.Duration   { return 0 }
func BackOffDelay(n uint, err error, config *Config) time.Duration { return 0 }
