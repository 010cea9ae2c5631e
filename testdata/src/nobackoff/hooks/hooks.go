// Package hooks is told by its users how to wait, in functions that it calls by other names.
package hooks

import (
	"context"
	"net/http"
)

type client struct {
	Backoff func(n int) error
	after   func(ctx context.Context, status int, n int) error
	onRetry func(status int)
}

var pause = func(n int) error { return nil }

func SetPause(f func(int) error) { pause = f }

func (c *client) goodField(u string, n int) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil || resp.StatusCode != 429 || n > 5 {
		return resp, err
	}
	if f := c.Backoff; f != nil {
		resp.Body.Close()
		if err := f(n); err != nil {
			return nil, err
		}
		return c.goodField(u, n+1)
	}
	return resp, nil
}

func goodGlobal(u string) (*http.Response, error) {
	f := pause
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 {
			return resp, err
		}
		resp.Body.Close()
		if err := f(n); err != nil {
			return nil, err
		}
	}
}

// It is told what failed, and when to stop: so it can wait as it likes.
func (c *client) goodTold(ctx context.Context, u string) (*http.Response, error) {
	f := c.after
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 {
			return resp, err
		}
		resp.Body.Close()
		if err := f(ctx, resp.StatusCode, n); err != nil {
			return nil, err
		}
	}
}

func (c *client) badNotice(u string) (*http.Response, error) {
	f := c.onRetry
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		f(resp.StatusCode)
	}
}

// A pacer is put in by others.
type pacer interface {
	Step()
	Until(ctx context.Context, n int) error
	Count(status int)
}

type paced struct {
	p    pacer
	idle func(n int)
}

func (c *paced) goodStep(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 {
			return resp, err
		}
		resp.Body.Close()
		c.p.Step()
	}
}

func (c *paced) goodUntil(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 {
			return resp, err
		}
		resp.Body.Close()
		if err := c.p.Until(ctx, n); err != nil {
			return nil, err
		}
	}
}

func (c *paced) goodIdle(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 {
			return resp, err
		}
		resp.Body.Close()
		c.idle(n)
	}
}

// In a function that does nothing else.
func (c *paced) between(n int) { c.idle(n + 1) }

func (c *paced) goodBetween(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 {
			return resp, err
		}
		resp.Body.Close()
		c.between(n)
	}
}

func (c *paced) badCount(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		c.p.Count(resp.StatusCode)
	}
}

// A text is written down.
func (c *paced) badTold(u string, tell func(string)) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 || n > 5 { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		tell("once more")
	}
}
