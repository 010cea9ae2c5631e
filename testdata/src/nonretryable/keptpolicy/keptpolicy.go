// Package keptpolicy keeps policies of another package in fields.
package keptpolicy

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/tenacity"
)

type refusal struct{ Status int }

func (e *refusal) Error() string { return fmt.Sprint("status ", e.Status) }

func hopeless(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.Status < 500 && r.Status != 429
}

type client struct {
	hc      *http.Client
	made    *tenacity.Policy
	written tenacity.Policy
	behind  tenacity.Doer
	careful *tenacity.Policy
	stops   tenacity.Policy
	changed *tenacity.Policy
	given   *tenacity.Policy
}

func newClient(given *tenacity.Policy) *client {
	return &client{
		hc:      &http.Client{Timeout: time.Minute},
		made:    tenacity.Default(),
		written: tenacity.Policy{Tries: 3, First: time.Second},
		behind:  tenacity.Default(),
		careful: tenacity.Careful(hopeless),
		stops:   tenacity.Policy{Tries: 3, First: time.Second, Enough: hopeless},
		changed: tenacity.Default(),
		given:   given,
	}
}

func (c *client) heed() { c.changed.Enough = hopeless }

var shared = tenacity.Policy{Tries: 4, First: time.Second}

func (c *client) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func (c *client) byMade(ctx context.Context, u string) error {
	return c.made.Do(ctx, func(ctx context.Context) error { // want `retries 400, 401 and 403 .*have c.made.Do stop at it`
		return c.get(ctx, u)
	})
}

func (c *client) byWritten(ctx context.Context, u string) error {
	return c.written.Do(ctx, func(ctx context.Context) error { // want `retries 400, 401 and 403 .*have c.written.Do stop at it`
		return c.get(ctx, u)
	})
}

// A copy is told more; the one in the field is as it was.
func (c *client) byCopy(ctx context.Context, u string) error {
	policy := c.written
	policy.Enough = hopeless
	return policy.Do(ctx, func(ctx context.Context) error {
		return c.get(ctx, u)
	})
}

func (c *client) byBehind(ctx context.Context, u string) error {
	return c.behind.Do(ctx, func(ctx context.Context) error { // want `retries 400, 401 and 403 .*have c.behind.Do stop at it`
		return c.get(ctx, u)
	})
}

func (c *client) byShared(ctx context.Context, u string) error {
	return shared.Do(ctx, func(ctx context.Context) error { // want `retries 400, 401 and 403 .*have shared.Do stop at it`
		return c.get(ctx, u)
	})
}

func (c *client) byCareful(ctx context.Context, u string) error {
	return c.careful.Do(ctx, func(ctx context.Context) error {
		return c.get(ctx, u)
	})
}

func (c *client) byStops(ctx context.Context, u string) error {
	return c.stops.Do(ctx, func(ctx context.Context) error {
		return c.get(ctx, u)
	})
}

func (c *client) byChanged(ctx context.Context, u string) error {
	return c.changed.Do(ctx, func(ctx context.Context) error {
		return c.get(ctx, u)
	})
}

func (c *client) byGiven(ctx context.Context, u string) error {
	return c.given.Do(ctx, func(ctx context.Context) error {
		return c.get(ctx, u)
	})
}

var settings = tenacity.Settings{
	RetryOn:   []int{400, 429, 503}, // want `RetryOn lists 400`
	NoRetryOn: []int{400, 401, 403},
	Known:     []int{400, 401},
}

var well = tenacity.Settings{RetryOn: []int{429, 503}}

func told() (s tenacity.Settings) {
	s.RetryOn = []int{
		400, // the gateway answers so because a shard moves; passes later
		500,
	}
	return s
}
