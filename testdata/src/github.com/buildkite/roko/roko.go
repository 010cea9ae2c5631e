// Package roko stands in for the library of that path.
package roko

import "context"

type Retrier struct{ stop bool }

func (r *Retrier) Break() { r.stop = true }

func (r *Retrier) DoWithContext(ctx context.Context, f func(*Retrier) error) error { return f(r) }
