// Package keptdelays waits for durations that are kept in fields.
package keptdelays

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errLimited = errors.New("limited")

type client struct {
	c     *http.Client
	delay time.Duration
	long  time.Duration
	given time.Duration
	tuned time.Duration
	Open  time.Duration
}

const pause = 200 * time.Millisecond

func newClient(d time.Duration) *client {
	return &client{c: &http.Client{Timeout: time.Minute}, delay: pause, long: time.Minute, given: d, tuned: pause, Open: pause}
}

func (c *client) tune(d time.Duration) { c.tuned = d }

func (c *client) try(ctx context.Context, u string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return c.c.Do(req)
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// the one constructor sets it to a constant.
func (c *client) bad(ctx context.Context, u string) (*http.Response, error) {
	for range 8 {
		resp, err := c.try(ctx, u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried after a fixed 200ms`
			return resp, err
		}
		resp.Body.Close()
		if err := sleep(ctx, c.delay); err != nil {
			return nil, err
		}
	}
	return nil, errLimited
}

// a back-off that begins anew in each round.
type backoff struct{ cur, first, most time.Duration }

func (b *backoff) reset() { b.cur = b.first }

func (b *backoff) next() time.Duration {
	d := b.cur
	b.cur = min(2*b.cur, b.most)
	return d
}

func newBackoff() *backoff { return &backoff{first: 300 * time.Millisecond, most: time.Minute} }

func (c *client) badReset(ctx context.Context, b *backoff, u string) (*http.Response, error) {
	for range 8 {
		b.reset()
		resp, err := c.try(ctx, u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried after a fixed 300ms`
			return resp, err
		}
		resp.Body.Close()
		if err := sleep(ctx, b.next()); err != nil {
			return nil, err
		}
	}
	return nil, errLimited
}

// good: it is reset once there was an answer.
func (c *client) goodReset(ctx context.Context, b *backoff, u string) (*http.Response, error) {
	b.reset()
	for range 8 {
		resp, err := c.try(ctx, u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		if err := sleep(ctx, b.next()); err != nil {
			return nil, err
		}
	}
	return nil, errLimited
}

// good: long enough.
func (c *client) goodLong(ctx context.Context, u string) (*http.Response, error) {
	for range 8 {
		resp, err := c.try(ctx, u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		if err := sleep(ctx, c.long); err != nil {
			return nil, err
		}
	}
	return nil, errLimited
}

// good: what a caller gives, what somebody may set, and what others can reach is not known.
func (c *client) goodGiven(ctx context.Context, u string) (*http.Response, error) {
	for i := range 8 {
		resp, err := c.try(ctx, u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		d := c.given
		switch {
		case i > 4:
			d = c.tuned
		case i > 2:
			d = c.Open
		}
		if err := sleep(ctx, d); err != nil {
			return nil, err
		}
	}
	return nil, errLimited
}

// good: it grows from there.
func (c *client) goodGrows(ctx context.Context, u string) (*http.Response, error) {
	for i := range 8 {
		resp, err := c.try(ctx, u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		if err := sleep(ctx, c.delay<<i); err != nil {
			return nil, err
		}
	}
	return nil, errLimited
}
