// Package roko stands in for the library of that path.
package roko

import (
	"context"
	"time"
)

type Retrier struct{ stop bool }

func (r *Retrier) Break() { r.stop = true }

func (r *Retrier) DoWithContext(ctx context.Context, f func(*Retrier) error) error { return f(r) }

type Strategy func()

type Option func(*Retrier)

func NewRetrier(opts ...Option) *Retrier { return &Retrier{} }

func TryForever() Option { return nil }

func WithMaxAttempts(n int) Option { return nil }

func WithStrategy(s Strategy, name string) Option { return nil }

func Constant(d time.Duration) (Strategy, string) { return nil, "" }

func Exponential(base, adjustment time.Duration) (Strategy, string) { return nil, "" }
