// Package roko stands in for the library of that path.
package roko

import (
	"context"
	"time"
)

type Retrier struct{ stop bool }

type RetrierOpt func(*Retrier)

type Strategy func(*Retrier) time.Duration

func NewRetrier(opts ...RetrierOpt) *Retrier                        { return nil }
func TryForever() RetrierOpt                                        { return nil }
func WithMaxAttempts(n int) RetrierOpt                              { return nil }
func WithStrategy(s Strategy, name string) RetrierOpt               { return nil }
func WithJitter() RetrierOpt                                        { return nil }
func Constant(d time.Duration) (Strategy, string)                   { return nil, "" }
func Exponential(base, adjustment time.Duration) (Strategy, string) { return nil, "" }

func (r *Retrier) Break() { r.stop = true }

func (r *Retrier) DoWithContext(ctx context.Context, f func(*Retrier) error) error { return f(r) }
