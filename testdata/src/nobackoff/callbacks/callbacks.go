// Package callbacks has functions that a library asks for the delay: their signature says what they are, whatever their names.
package callbacks

import (
	"math/rand"
	"net/http"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

type service struct {
	client *retryablehttp.Client
	pause  time.Duration
}

func again(lo, hi time.Duration, _ int, _ *http.Response) time.Duration {
	return 100 * time.Millisecond // want `again returns the same delay for every attempt \(100ms\); return one that grows with the attempt`
}

func (s *service) first(lo, hi time.Duration, n int, resp *http.Response) time.Duration {
	if lo < hi {
		return lo
	}
	return hi // want `first returns the same delay for every attempt \(100ms with lo 100ms\)`
}

func spread(lo, hi time.Duration, _ int, _ *http.Response) time.Duration {
	return lo + time.Duration(rand.Int63n(int64(lo))) // want `spread returns the same delay for every attempt`
}

func newService() *service {
	s := &service{client: retryablehttp.NewClient()}
	s.client.Backoff = func(lo, hi time.Duration, n int, r *http.Response) time.Duration {
		return 2 * time.Second // want `Backoff returns the same delay for every attempt`
	}
	return s
}

// Well made.

func linear(lo, hi time.Duration, n int, _ *http.Response) time.Duration {
	return min(hi, lo*time.Duration(n+1))
}

func doubled(lo, hi time.Duration, n int, _ *http.Response) time.Duration {
	d := lo
	for range n {
		d = min(d*2, hi)
	}
	return d
}

// told waits as long as the server says, and only without its word for a fixed time.
func told(lo, hi time.Duration, _ int, r *http.Response) time.Duration {
	if r != nil {
		if s, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && s > 0 {
			return time.Duration(s) * time.Second
		}
	}
	return lo
}

// patient thinks that half a minute is enough.
func patient(lo, hi time.Duration, _ int, _ *http.Response) time.Duration { return 30 * time.Second }

// delegated leaves it to another.
func (s *service) delegated(lo, hi time.Duration, n int, r *http.Response) time.Duration {
	return retryablehttp.DefaultBackoff(lo, hi, n, r)
}

// configured waits for what nobody here knows.
func (s *service) configured(lo, hi time.Duration, n int, r *http.Response) time.Duration {
	return s.pause
}

// fixedPause is fixed on purpose, and says so.
func fixedPause(lo, hi time.Duration, n int, r *http.Response) time.Duration { return time.Second }

// other is no callback of that library.
func other(lo, hi time.Duration, n int, r *http.Request) time.Duration { return time.Second }
