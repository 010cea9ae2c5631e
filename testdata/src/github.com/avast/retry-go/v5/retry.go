// Package retry stands in for the library of that path.
package retry

import "time"

type (
	Option        func()
	RetryableFunc func() error
	RetryIfFunc   func(error) bool
	Retrier       struct{}
)

func New(opts ...Option) *Retrier { return nil }

func (r *Retrier) Do(f RetryableFunc) error { return f() }

type RetrierWithData[T any] struct{}

func NewWithData[T any](opts ...Option) *RetrierWithData[T] { return nil }

func (r *RetrierWithData[T]) Do(f func() (T, error)) (T, error) { return f() }

func Attempts(n uint) Option        { return nil }
func Delay(d time.Duration) Option  { return nil }
func RetryIf(f RetryIfFunc) Option  { return nil }
func Unrecoverable(err error) error { return err }
