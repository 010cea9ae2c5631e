// Package backoff stands in for the library of that path.
package backoff

import "time"

type Backoff struct {
	Min, Max time.Duration
	Jitter   bool
}

func (b *Backoff) Duration() time.Duration { return b.Min }
func (b *Backoff) Reset()                  {}
