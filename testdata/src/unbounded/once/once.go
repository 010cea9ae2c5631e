// Package once sends again for as long as a flag says that it has not done so.
package once

import (
	"net/http"
	"time"
)

type client struct {
	hc   *http.Client
	base string
}

type order struct {
	path  string
	tried bool
}

// A copy is marked.
func mark(o order) { o.tried = true }

func (c *client) markedCopy(o order) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + o.path)
	if err != nil && !o.tried {
		mark(o)
		time.Sleep(time.Second)
		return c.markedCopy(o) // want `calls itself again for every failure \(sent at line \d+\), and nothing ends it`
	}
	return resp, err
}

type session struct {
	hc    *http.Client
	again bool
}

func (s session) setAgain() { s.again = true }

func (s session) get(u string) (*http.Response, error) {
	resp, err := s.hc.Get(u)
	if err != nil && !s.again {
		s.setAgain()
		time.Sleep(time.Second)
		return s.get(u) // want `nothing ends it`
	}
	return resp, err
}

// It is marked when it is over.
func (c *client) markedLate(o *order) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + o.path)
	if err != nil && !o.tried {
		time.Sleep(time.Second)
		resp, err = c.markedLate(o) // want `nothing ends it`
		o.tried = true
	}
	return resp, err
}

// Each round has a flag of its own.
func (c *client) eachRound(path string) (*http.Response, error) {
	for {
		tried := false
		resp, err := c.hc.Get(c.base + path)
		if err != nil && !tried { // want `nothing ends the retries`
			tried = true
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

func (c *client) another(path string) (*http.Response, error) {
	tried := false
	for {
		resp, err := c.hc.Get(c.base + path)
		if err != nil && !tried { // want `nothing ends the retries`
			tried := true
			_ = tried
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

// The next one is as new as the first.
func (c *client) anew(o *order) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + o.path)
	if err != nil && !o.tried {
		o.tried = true
		time.Sleep(time.Second)
		return c.anew(&order{path: o.path}) // want `nothing ends it`
	}
	return resp, err
}

func (c *client) handedOn(path string, again bool) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + path)
	if err != nil && again {
		time.Sleep(time.Second)
		return c.handedOn(path, again) // want `nothing ends it`
	}
	return resp, err
}

// These are over with the second attempt.
func (c *client) parameter(path string, again bool) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + path)
	if err != nil && again {
		time.Sleep(time.Second)
		return c.parameter(path, false)
	}
	return resp, err
}

func (c *client) variable(path string) (*http.Response, error) {
	tried := false
	for {
		resp, err := c.hc.Get(c.base + path)
		if err != nil && !tried {
			tried = true
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

func (c *client) head(path string) (resp *http.Response, err error) {
	for first := true; ; first = false {
		resp, err = c.hc.Get(c.base + path)
		if err == nil || !first {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) pointer(o *order) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + o.path)
	if err == nil {
		return resp, nil
	}
	if !o.tried {
		o.tried = true
		time.Sleep(time.Second)
		return c.pointer(o)
	}
	return nil, err
}

func (c *client) value(o order) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + o.path)
	if err == nil {
		return resp, nil
	}
	if o.tried {
		return nil, err
	}
	o.tried = true
	time.Sleep(time.Second)
	return c.value(o)
}

func marked(o order) order {
	o.tried = true
	return o
}

func (c *client) markedResult(o order) (*http.Response, error) {
	resp, err := c.hc.Get(c.base + o.path)
	if err != nil && !o.tried {
		time.Sleep(time.Second)
		return c.markedResult(marked(o))
	}
	return resp, err
}

// Somebody else turns the flag.
type service struct {
	hc     *http.Client
	halted bool
}

func (s *service) halt() { s.halted = true }

func (s *service) get(u string) (*http.Response, error) {
	for {
		resp, err := s.hc.Get(u)
		if err != nil && !s.halted {
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

type errand struct {
	path string
	done bool
}

func (s *service) markedBy(o *errand) (*http.Response, error) {
	resp, err := s.hc.Get(o.path)
	if err != nil && !o.done {
		remember(o)
		time.Sleep(time.Second)
		return s.markedBy(o)
	}
	return resp, err
}

func remember(o *errand) { o.done = true }
