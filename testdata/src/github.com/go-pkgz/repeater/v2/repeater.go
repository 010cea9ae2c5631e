// Package repeater stands in for the library of that path.
package repeater

import (
	"context"
	"time"
)

type Repeater struct{}

func NewFixed(attempts int, delay time.Duration) *Repeater     { return nil }
func NewBackoff(attempts int, initial time.Duration) *Repeater { return nil }

func (r *Repeater) Do(ctx context.Context, fun func() error, termErrs ...error) error { return fun() }
