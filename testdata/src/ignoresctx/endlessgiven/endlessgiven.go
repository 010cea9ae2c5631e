// Package endlessgiven has helpers and libraries wait that are given no context, or one that never ends, where the attempt has one.
package endlessgiven

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/steps"
	"github.com/cenkalti/backoff/v4"
	sethvargo "github.com/sethvargo/go-retry"
)

type client struct{ http *http.Client }

var errBusy = errors.New("busy")

func (c *client) get(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return errBusy
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 500:
		return errBusy
	case resp.StatusCode >= 300:
		return errors.New(resp.Status)
	}
	return nil
}

// steady has a factor in a field, and says by a flag that it is done.
func (c *client) steady(ctx context.Context, url string) error {
	return steps.Plan{Most: 5, First: time.Second, Factor: 2}.Until(func() (bool, error) { // want `steps.Plan{…}.Until does not stop when ctx ends`
		err := c.get(ctx, url)
		if errors.Is(err, errBusy) {
			return false, nil
		}
		return err == nil, err
	})
}

func (c *client) scattered(ctx context.Context, url string) error {
	return steps.Scattered(5, func() error { return c.get(ctx, url) }) // want `steps.Scattered does not stop when ctx ends`
}

// ended stops as the context has ended.
func (c *client) ended(ctx context.Context, url string) error {
	return steps.Plan{Most: 5, First: time.Second, Factor: 2}.Until(func() (bool, error) {
		err := c.get(ctx, url)
		if errors.Is(err, errBusy) && ctx.Err() == nil {
			return false, nil
		}
		return err == nil, err
	})
}

// comes waits for something to come about; the first failure is the last.
func (c *client) comes(ctx context.Context, url string) error {
	return steps.Plan{Most: 5, First: time.Second, Factor: 2}.Until(func() (bool, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return false, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return false, err
		}
		resp.Body.Close()
		return resp.StatusCode == http.StatusOK, nil
	})
}

// eager waits for nothing.
func (c *client) eager(ctx context.Context, url string) error {
	return steps.Eager(5, func() error { return c.get(ctx, url) })
}

// gated may wait, who knows.
func (c *client) gated(ctx context.Context, url string) error {
	return steps.Gated(5, false, func() error { return c.get(ctx, url) })
}

// background gives the library a context that never ends.
func (c *client) background(ctx context.Context, url string) error {
	b := sethvargo.WithMaxRetries(4, sethvargo.NewExponential(time.Second))
	return sethvargo.Do(context.Background(), b, func(context.Context) error { // want `sethvargo.Do does not stop when ctx ends`
		err := c.get(ctx, url)
		if errors.Is(err, errBusy) {
			return sethvargo.RetryableError(err)
		}
		return err
	})
}

// within is background, whose policy has the context.
func (c *client) within(ctx context.Context, url string) error {
	return backoff.Retry(func() error { // want `backoff.Retry does not stop when ctx ends`
		err := c.get(ctx, url)
		if err != nil && !errors.Is(err, errBusy) {
			return backoff.Permanent(err)
		}
		return err
	}, policy(context.TODO()))
}

// named puts a value into one that never ends.
func (c *client) named(ctx context.Context, url string) error {
	b := sethvargo.WithMaxRetries(4, sethvargo.NewExponential(time.Second))
	return sethvargo.Do(context.WithValue(context.Background(), key{}, url), b, func(context.Context) error { // want `sethvargo.Do does not stop when ctx ends`
		err := c.get(ctx, url)
		if errors.Is(err, errBusy) {
			return sethvargo.RetryableError(err)
		}
		return err
	})
}

type key struct{}

// limited gives it one that ends after a minute, whatever the caller's says.
func (c *client) limited(ctx context.Context, url string) error {
	within, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	b := sethvargo.WithMaxRetries(4, sethvargo.NewExponential(time.Second))
	return sethvargo.Do(within, b, func(context.Context) error {
		err := c.get(ctx, url)
		if errors.Is(err, errBusy) {
			return sethvargo.RetryableError(err)
		}
		return err
	})
}

// told has the context where the wait is.
func (c *client) told(ctx context.Context, url string) error {
	return backoff.Retry(func() error {
		err := c.get(ctx, url)
		if err != nil && !errors.Is(err, errBusy) {
			return backoff.Permanent(err)
		}
		return err
	}, policy(ctx))
}

// alone has no context at all but that one, and nothing is cut short.
func (c *client) alone(url string) error {
	b := sethvargo.WithMaxRetries(4, sethvargo.NewExponential(time.Second))
	return sethvargo.Do(context.Background(), b, func(ctx context.Context) error {
		err := c.get(ctx, url)
		if errors.Is(err, errBusy) {
			return sethvargo.RetryableError(err)
		}
		return err
	})
}

func policy(ctx context.Context) backoff.BackOff {
	return backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4), ctx)
}
