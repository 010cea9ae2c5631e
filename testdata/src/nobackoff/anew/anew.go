// Package anew asks objects how long to wait.
package anew

import (
	"math/rand"
	"net/http"
	"time"
)

type steps struct{ last time.Duration }

func newSteps(first time.Duration) *steps { return &steps{last: first} }

func (s *steps) Next() time.Duration {
	s.last = min(max(s.last, 50*time.Millisecond)*2, time.Minute)
	return s.last + time.Duration(rand.Int63n(int64(s.last)/5))
}

type client struct {
	u     string
	own   interface{ Next() time.Duration }
	first time.Duration
	s     *steps
	limit *limiter
}

func (c *client) connect() error {
	resp, err := http.Get(c.u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) reconnect() {
	for left := 10; left > 0; left-- {
		var (
			delay time.Duration
			s     = steps{}
		)
		if c.own == nil {
			delay = s.Next() // want `s is made anew for each attempt, so each wait is its first and the delay never grows; make it before the loop`
		} else {
			delay = c.own.Next()
		}
		time.Sleep(delay)
		if c.connect() == nil {
			return
		}
	}
}

func (c *client) constructed() {
	for range 10 {
		if c.connect() == nil {
			return
		}
		s := newSteps(c.first)
		time.Sleep(s.Next()) // want `s is made anew for each attempt`
	}
}

func (c *client) declared() {
	for c.connect() != nil {
		var s steps
		s.last = c.first
		time.Sleep(s.Next()) // want `s is made anew for each attempt`
	}
}

// One for all attempts.
func (c *client) right() {
	s := newSteps(c.first)
	for c.connect() != nil {
		time.Sleep(s.Next())
	}
}

// One for each of several things, and for all attempts at it.
func (c *client) each(names []string) {
	for i := 0; i < len(names); i++ {
		s := newSteps(c.first)
		for c.connect() != nil {
			time.Sleep(s.Next())
		}
	}
}

func (c *client) ranged(names []string) {
	for range names {
		s := newSteps(c.first)
		if c.connect() != nil {
			time.Sleep(s.Next())
		}
	}
}

// It is made of what the rounds change.
func (c *client) grows() {
	for n := 1; c.connect() != nil; n++ {
		s := newSteps(time.Duration(n) * time.Second)
		time.Sleep(s.Next())
	}
}

func (c *client) field() {
	for c.connect() != nil {
		s := newSteps(c.first)
		time.Sleep(s.Next())
		c.first *= 2
	}
}

// It is kept.
func (c *client) kept() {
	for c.connect() != nil {
		s := c.s
		if s == nil {
			s = newSteps(c.first)
			c.s = s
		}
		time.Sleep(s.Next())
	}
}

// The limiter knows how long.
type limiter struct{ at time.Time }

type reservation struct {
	l    *limiter
	read bool
}

func (l *limiter) reserve() *reservation { return &reservation{l: l} }

func (r *reservation) Delay() time.Duration {
	r.read = true
	return time.Until(r.l.at)
}

func (c *client) paced() {
	for c.connect() != nil {
		r := c.limit.reserve()
		time.Sleep(r.Delay())
	}
}
