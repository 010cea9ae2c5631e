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
