// Package spacing has transports.
package spacing

import (
	"net/http"
	"time"
)

// A Spaced sends with a gap.
type Spaced struct {
	Next http.RoundTripper
	tick <-chan time.Time
}

// New makes one.
func New(next http.RoundTripper, each time.Duration) *Spaced { return &Spaced{next, time.Tick(each)} }

// Around makes one, and says no more than that it is a transport.
func Around(next http.RoundTripper) http.RoundTripper { return New(next, time.Second) }

// RoundTrip sends once it is its turn.
func (s *Spaced) RoundTrip(req *http.Request) (*http.Response, error) {
	<-s.tick
	return s.Next.RoundTrip(req)
}
