// Package helpers holds loops whose request, decision or wait is in another function.
package helpers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type client struct {
	hc    *http.Client
	base  string
	max   int
	limit int
}

func (c *client) request(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	return c.hc.Do(req)
}

func check(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode <= 299 {
		return nil
	}
	return fmt.Errorf("unexpected status %d", resp.StatusCode)
}

func decode(r io.Reader, into any) error { return json.NewDecoder(r).Decode(into) }

func (c *client) fetch(ctx context.Context, path string, into any) error {
	resp, err := c.request(ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return err
	}
	return decode(resp.Body, into)
}

func (c *client) badDeep(ctx context.Context, path string, into any) (err error) {
	for i := range c.max {
		if err = c.fetch(ctx, path, into); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		wait(ctx, i)
	}
	return err
}

func wait(ctx context.Context, i int) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second << i):
	}
}

func (c *client) goodOnce(ctx context.Context, path string, into any) error {
	return c.fetch(ctx, path, into)
}

func hopeless(resp *http.Response) bool { return resp.StatusCode >= 400 && resp.StatusCode < 500 }

func (c *client) goodHopeless(ctx context.Context, path string) error {
	for i := 0; ; i++ {
		resp, err := c.request(ctx, http.MethodGet, path, nil)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if err = check(resp); err == nil || hopeless(resp) || i == c.max {
			return err
		}
		wait(ctx, i)
	}
}

func missing(resp *http.Response) bool { return resp.StatusCode == 404 || resp.StatusCode == 410 }

func (c *client) badMissing(ctx context.Context, path string) error {
	for i := 0; ; i++ {
		resp, err := c.request(ctx, http.MethodGet, path, nil)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if err = check(resp); err == nil || missing(resp) || i == c.max { // want `retries 400, 401 and 403`
			return err
		}
		wait(ctx, i)
	}
}

// verdict is what a response is good for.
type verdict int

const (
	done verdict = iota
	again
	fatal
)

func judge(resp *http.Response, err error) verdict {
	switch {
	case err != nil:
		return again
	case resp.StatusCode < 400:
		return done
	case resp.StatusCode == 429, resp.StatusCode >= 500:
		return again
	}
	return fatal
}

func (c *client) goodVerdict(ctx context.Context, path string) (resp *http.Response, err error) {
	for i := range c.max {
		resp, err = c.request(ctx, http.MethodGet, path, nil)
		switch judge(resp, err) {
		case done:
			return resp, nil
		case fatal:
			return nil, errors.New("refused")
		}
		wait(ctx, i)
	}
	return nil, errors.New("gave up")
}

func soft(resp *http.Response, err error) verdict {
	if err != nil || resp.StatusCode != 200 { // want `retries 400, 401 and 403`
		return again
	}
	return done
}

func (c *client) badVerdict(ctx context.Context, path string) (resp *http.Response, err error) {
	for i := range c.max {
		resp, err = c.request(ctx, http.MethodGet, path, nil)
		if soft(resp, err) == done {
			return resp, nil
		}
		wait(ctx, i)
	}
	return nil, errors.New("gave up")
}

// decide gives a delay, or none to stop.
func decide(resp *http.Response, i int) (time.Duration, bool) {
	if resp.StatusCode == 503 || resp.StatusCode == 429 {
		return time.Second << i, true
	}
	return 0, false
}

func (c *client) goodDecide(ctx context.Context, path string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.request(ctx, http.MethodGet, path, nil)
		if err != nil {
			return nil, err
		}
		d, ok := decide(resp, i)
		if !ok {
			return resp, nil
		}
		time.Sleep(d)
	}
}

// A constructor of options and a struct of settings make no difference.
type options struct {
	attempts int
	delay    time.Duration
}

func defaults() options { return options{attempts: 3, delay: time.Second} }

func (c *client) badOptions(ctx context.Context, path string) (err error) {
	o := defaults()
	for i := 0; i < o.attempts; i++ {
		var resp *http.Response
		if resp, err = c.request(ctx, http.MethodGet, path, nil); err != nil {
			return err
		}
		if err = check(resp); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(o.delay)
		o.delay *= 2
	}
	return err
}

func (c *client) goodOptions(ctx context.Context, path string) (err error) {
	o := defaults()
	for i := 0; i < o.attempts; i++ {
		var resp *http.Response
		if resp, err = c.request(ctx, http.MethodGet, path, nil); err != nil {
			return err
		}
		if err = check(resp); err == nil || hopeless(resp) {
			return err
		}
		time.Sleep(o.delay)
		o.delay *= 2
	}
	return err
}

type generic[T any] struct{ c *client }

func (g generic[T]) badGeneric(ctx context.Context, path string) (v T, err error) {
	for i := range 3 {
		if err = g.c.fetch(ctx, path, &v); err == nil { // want `retries 400, 401 and 403`
			return v, nil
		}
		wait(ctx, i)
	}
	return v, err
}

func fetchAll[T any](ctx context.Context, c *client, paths []string) (all []T) {
	for _, p := range paths {
		var v T
		if err := c.fetch(ctx, p, &v); err != nil {
			continue
		}
		all = append(all, v)
	}
	return all
}
