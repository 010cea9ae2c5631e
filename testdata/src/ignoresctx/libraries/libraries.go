// Package libraries has libraries, and helpers of other packages, try again what is given a context.
package libraries

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/patience"
	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
)

type client struct {
	hc     *http.Client
	url    string
	policy backoff.BackOff
}

func (c *client) get(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return backoff.Permanent(err)
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badLibrary(ctx context.Context) error {
	return backoff.Retry(func() error { return c.get(ctx) }, backoff.NewExponentialBackOff()) // want `backoff.Retry does not stop when ctx ends: each attempt \(sent at line 26\) fails at once`
}

func (c *client) badOptions(ctx context.Context) error {
	return retry.Do(func() error { return c.get(ctx) }, retry.Attempts(8), retry.Delay(time.Second)) // want `retry.Do does not stop when ctx ends`
}

func (c *client) badHelper(ctx context.Context) error {
	r := patience.Runner{Rounds: 5}
	return r.Run(func() error { return c.get(ctx) }) // want `r.Run does not stop when ctx ends`
}

func (c *client) goodLibrary(ctx context.Context) error {
	return backoff.Retry(func() error { return c.get(ctx) }, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

func (c *client) goodOptions(ctx context.Context) error {
	return retry.Do(func() error { return c.get(ctx) }, retry.Context(ctx), retry.Attempts(8), retry.Delay(time.Second))
}

func (c *client) goodHelper(ctx context.Context) error {
	return patience.Keep(ctx, 5, func() error { return c.get(ctx) })
}

func (c *client) goodUnknown(ctx context.Context) error {
	return backoff.Retry(func() error { return c.get(ctx) }, c.policy)
}

func (c *client) goodShort(ctx context.Context) error {
	return retry.Do(func() error { return c.get(ctx) }, retry.Attempts(3), retry.Delay(100*time.Millisecond))
}

func (c *client) goodChecked(ctx context.Context) error {
	return backoff.Retry(func() error {
		err := c.get(ctx)
		if ctx.Err() != nil {
			return backoff.Permanent(ctx.Err())
		}
		return err
	}, backoff.NewExponentialBackOff())
}

func (c *client) goodNoContext() error {
	return backoff.Retry(func() error { return c.get(context.Background()) }, backoff.NewExponentialBackOff())
}

func (c *client) goodFinal(ctx context.Context) error {
	return backoff.Retry(func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return backoff.Permanent(err)
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return backoff.Permanent(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func (c *client) goodLoop(ctx context.Context) {
	patience.Loop(time.Minute, func() error { return c.get(ctx) })
}

func (c *client) goodTimes(ctx context.Context) error {
	return patience.Times(5, func() error { return c.get(ctx) })
}
