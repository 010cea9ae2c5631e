// Package smallfields takes powers of attempts that are counted as far as a field says, which the package keeps small, or does not.
package smallfields

import (
	"errors"
	"net/http"
	"time"
)

// A cut transport tries five times at most, whatever it is told.
type cut struct {
	base http.RoundTripper
	most int
	wait time.Duration
	cap  time.Duration
}

func newCut(base http.RoundTripper, most int) *cut {
	if most < 0 {
		most = 0
	}
	if most > 5 {
		most = 5
	}
	return &cut{base: base, most: most, wait: 500 * time.Millisecond, cap: time.Minute}
}

// New makes one for others.
func New(base http.RoundTripper, most int, wait time.Duration) http.RoundTripper {
	c := newCut(base, most)
	if wait > 0 {
		c.wait = wait
	}
	return c
}

func (c *cut) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := 0; attempt <= c.most; attempt++ {
		resp, err = c.base.RoundTrip(req)
		if err == nil && resp.StatusCode < 500 || attempt >= c.most {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(c.backoff(attempt))
	}
	return resp, err
}

func (c *cut) backoff(attempt int) time.Duration {
	wait := c.wait * time.Duration(1<<attempt)
	if wait > c.cap {
		wait = c.cap
	}
	return wait
}

// A least one is the smaller of what it is told and ten.
type least struct {
	base  http.RoundTripper
	most  int
	wait  time.Duration
	limit time.Duration
}

func NewLeast(base http.RoundTripper, most int, wait, limit time.Duration) http.RoundTripper {
	return &least{base, min(most, 10), wait, limit}
}

func (l *least) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := range l.most {
		if resp, err = l.base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(l.backoff(attempt))
	}
	return resp, err
}

func (l *least) backoff(attempt int) time.Duration {
	wait := l.wait * time.Duration(1<<attempt)
	if wait > l.limit {
		wait = l.limit
	}
	return wait
}

// An optional one has a number that an option sets and that is cut afterwards.
type optional struct {
	base  http.RoundTripper
	most  int
	wait  time.Duration
	limit time.Duration
}

type Option func(*optional)

func Most(n int) Option { return func(o *optional) { o.most = n } }

func NewOptional(base http.RoundTripper, wait, limit time.Duration, opts ...Option) http.RoundTripper {
	o := &optional{base: base, most: 3, wait: wait, limit: limit}
	for _, opt := range opts {
		opt(o)
	}
	if o.most < 0 || o.most > 8 {
		o.most = 8
	}
	return o
}

func (o *optional) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	tries := o.most + 1
	for attempt := 0; attempt < tries; attempt++ {
		if resp, err = o.base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(o.backoff(attempt))
	}
	return resp, err
}

func (o *optional) backoff(attempt int) time.Duration {
	wait := o.wait * time.Duration(1<<attempt)
	if wait > o.limit {
		wait = o.limit
	}
	return wait
}

// A refusing one is not made of more than seven.
type refusing struct {
	base  http.RoundTripper
	most  int
	wait  time.Duration
	limit time.Duration
}

func NewRefusing(base http.RoundTripper, most int, wait, limit time.Duration) (http.RoundTripper, error) {
	if most > 7 {
		return nil, errors.New("too many attempts")
	}
	return &refusing{base, most, wait, limit}, nil
}

func (r *refusing) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := 0; attempt < r.most; attempt++ {
		if resp, err = r.base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(r.backoff(attempt))
	}
	return resp, err
}

func (r *refusing) backoff(attempt int) time.Duration {
	wait := r.wait * time.Duration(1<<attempt)
	if wait > r.limit {
		wait = r.limit
	}
	return wait
}

// A steady one always has the same number.
type steady struct {
	base  http.RoundTripper
	most  int
	wait  time.Duration
	limit time.Duration
}

const usual = 4

func NewSteady(base http.RoundTripper, wait, limit time.Duration) http.RoundTripper {
	return &steady{base: base, most: usual, wait: wait, limit: limit}
}

func (s *steady) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := 0; attempt < s.most; attempt++ {
		if resp, err = s.base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(s.backoff(attempt))
	}
	return resp, err
}

func (s *steady) backoff(attempt int) time.Duration {
	wait := s.wait * time.Duration(1<<attempt)
	if wait > s.limit {
		wait = s.limit
	}
	return wait
}

// A free one tries as often as it is told.
type free struct {
	base  http.RoundTripper
	most  int
	wait  time.Duration
	limit time.Duration
}

func NewFree(base http.RoundTripper, most int, wait, limit time.Duration) http.RoundTripper {
	if most < 0 {
		most = 0
	}
	return &free{base, most, wait, limit}
}

func (f *free) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := 0; attempt < f.most; attempt++ {
		if resp, err = f.base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(f.backoff(attempt))
	}
	return resp, err
}

func (f *free) backoff(attempt int) time.Duration {
	wait := f.wait * time.Duration(1<<attempt) // want `backoff returns -.* overflows before the cap is tested`
	if wait > f.limit {
		wait = f.limit
	}
	return wait
}

// A growing one is told a small number and counts it up.
type growing struct {
	base  http.RoundTripper
	most  int
	wait  time.Duration
	limit time.Duration
}

func NewGrowing(base http.RoundTripper, wait, limit time.Duration) http.RoundTripper {
	return &growing{base: base, most: 1, wait: wait, limit: limit}
}

func (g *growing) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	g.most++
	for attempt := 0; attempt < g.most; attempt++ {
		if resp, err = g.base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(g.backoff(attempt))
	}
	return resp, err
}

func (g *growing) backoff(attempt int) time.Duration {
	wait := g.wait * time.Duration(1<<attempt) // want `backoff returns -.* overflows before the cap is tested`
	if wait > g.limit {
		wait = g.limit
	}
	return wait
}

// A Named one can be set by everybody.
type Named struct {
	Base  http.RoundTripper
	Most  int
	wait  time.Duration
	limit time.Duration
}

func NewNamed(base http.RoundTripper, wait, limit time.Duration) *Named {
	return &Named{Base: base, Most: 3, wait: wait, limit: limit}
}

func (n *Named) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := 0; attempt < n.Most; attempt++ {
		if resp, err = n.Base.RoundTrip(req); err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(n.backoff(attempt))
	}
	return resp, err
}

func (n *Named) backoff(attempt int) time.Duration {
	wait := n.wait * time.Duration(1<<attempt) // want `backoff returns -.* overflows before the cap is tested`
	if wait > n.limit {
		wait = n.limit
	}
	return wait
}
