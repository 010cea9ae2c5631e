// Package inner has waits between attempts that are made inside of others.
package inner

import (
	"context"
	"errors"
	"net/http"
	"time"

	"golang.org/x/time/rate"
)

var errNoWord = errors.New("no word")

type source struct {
	hc  *http.Client
	url string
}

// word asks for a word as often as it takes, and knows no context.
func (s *source) word() (string, error) {
	for n := range 4 {
		resp, err := s.hc.Get(s.url)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return resp.Header.Get("X-Word"), nil
			}
		}
		time.Sleep(time.Second << n)
	}
	return "", errNoWord
}

type client struct {
	hc  *http.Client
	src *source
}

// The wait is the source's.
func (c *client) good(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		w, err := c.src.word()
		if err != nil {
			return nil, err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		req.Header.Set("Authorization", w)
		resp, err := c.hc.Do(req)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || n > 0 {
			return resp, err
		}
		resp.Body.Close()
	}
}

// This one waits itself, and so does the source.
func (c *client) bad(ctx context.Context, req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.hc.Do(req.WithContext(ctx))
		if err != nil || resp.StatusCode < 500 || n > 3 {
			return resp, err
		}
		resp.Body.Close()
		if _, err := c.src.word(); err != nil {
			return nil, err
		}
		time.Sleep(time.Second << n) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
	}
}

// slowly waits in steps, and attempts nothing.
func slowly(n int) {
	for range n {
		time.Sleep(time.Second)
	}
}

func (c *client) badSlowly(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(req)
		if err != nil || resp.StatusCode < 500 || n > 3 {
			return resp, err
		}
		resp.Body.Close()
		slowly(n + 2) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
	}
}

// The same request is made again by the inner one, too.
func (c *client) badTwice(ctx context.Context, u string) (resp *http.Response, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	for range 3 {
		for n := range 3 {
			if resp, err = c.hc.Do(req); err == nil {
				return resp, nil
			}
			time.Sleep(time.Second << n) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
		}
	}
	return nil, err
}

// A limiter's turn is no attempt.
func goodTurns(ctx context.Context, l *rate.Limiter, left int) error {
	if left == 0 {
		return nil
	}
	if err := l.Wait(ctx); err != nil {
		time.Sleep(2 * time.Second)
		return goodTurns(ctx, l, left-1)
	}
	return nil
}
