// Package locks has mutexes that are taken between two attempts: one that nobody holds for long delays nothing.
package locks

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

var errGaveUp = errors.New("gave up")

// stats are what a page shows.
type stats struct {
	sync.Mutex
	limited map[string]int
}

func (s *stats) note(host string) {
	s.Lock()
	if s.limited == nil {
		s.limited = map[string]int{}
	}
	s.limited[host]++
	s.Unlock()
}

func Embedded(c *http.Client, s *stats, u string) (*http.Response, error) {
	for range 8 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
		s.note(resp.Request.Host)
	}
	return nil, errGaveUp
}

var (
	lastMu sync.RWMutex
	last   string
)

func setLast(s string) error {
	lastMu.Lock()
	defer lastMu.Unlock()
	if s == "" {
		return fmt.Errorf("no status after %q", last)
	}
	last = s
	return nil
}

func Last() string {
	lastMu.RLock()
	defer lastMu.RUnlock()
	return last
}

func Global(c *http.Client, u string) (*http.Response, error) {
	for range 8 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != 429 { // want `429 is retried after a fixed 50ms`
			return resp, err
		}
		resp.Body.Close()
		if err := setLast(resp.Status); err != nil {
			return nil, err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, errGaveUp
}

// pool gives out keys.
type pool[K comparable] struct {
	mu   sync.Mutex
	used map[K]int
}

func (p *pool[K]) count(k K) (n int) {
	p.mu.Lock()
	defer func() { p.mu.Unlock() }()
	p.used[k]++
	return p.used[k]
}

func Generic(c *http.Client, p *pool[string], u string) (*http.Response, error) {
	for range 8 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != 429 { // want `429 is retried after a fixed 50ms`
			return resp, err
		}
		resp.Body.Close()
		p.count(u)
		time.Sleep(50 * time.Millisecond)
	}
	return nil, errGaveUp
}

// gate is closed by a goroutine for as long as the server wants it.
type gate struct{ mu sync.Mutex }

func (g *gate) rest(d time.Duration) {
	g.mu.Lock()
	time.Sleep(d)
	g.mu.Unlock()
}

func (g *gate) pass() {
	g.mu.Lock()
	//lint:ignore SA2001 whoever rests holds it
	g.mu.Unlock()
}

func SleptUnder(c *http.Client, g *gate, u string) (*http.Response, error) {
	for range 8 {
		g.pass()
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// shared sends one request at a time.
type shared struct {
	mu sync.Mutex
	c  *http.Client
}

func (s *shared) send(u string) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.c.Get(u)
}

func SentUnder(s *shared, u string) (*http.Response, error) {
	for range 8 {
		resp, err := s.send(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// slots are taken by one function, and given back by another.
type slots struct{ mu sync.Mutex }

func (s *slots) take() { s.mu.Lock() }

func (s *slots) give() { s.mu.Unlock() }

func HandedOver(c *http.Client, s *slots, u string) (*http.Response, error) {
	for range 8 {
		s.take()
		resp, err := c.Get(u)
		s.give()
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// Quota can be held by anybody.
type Quota struct{ Mu sync.Mutex }

func OthersMay(c *http.Client, q *Quota, u string) (*http.Response, error) {
	for range 8 {
		q.Mu.Lock()
		//lint:ignore SA2001 whoever wants a rest holds it
		q.Mu.Unlock()
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// turns wait for a signal.
type turns struct {
	mu   sync.Mutex
	cond *sync.Cond
	free int
}

func newTurns(n int) *turns {
	t := &turns{free: n}
	t.cond = sync.NewCond(&t.mu)
	return t
}

func (t *turns) take() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.free == 0 {
		t.cond.Wait()
	}
	t.free--
}

func (t *turns) add() {
	t.mu.Lock()
	t.free++
	t.mu.Unlock()
	t.cond.Signal()
}

func Signalled(c *http.Client, u string) (*http.Response, error) {
	t := newTurns(3)
	for range 8 {
		t.take()
		resp, err := c.Get(u)
		t.add()
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

func handed(c *http.Client, mu sync.Locker, u string) (*http.Response, error) {
	for range 8 {
		mu.Lock()
		resp, err := c.Get(u)
		mu.Unlock()
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

func GrowsAndCounts(c *http.Client, s *stats, u string) (*http.Response, error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		s.note(u)
		time.Sleep(d)
	}
	return nil, errGaveUp
}

var _ = handed
