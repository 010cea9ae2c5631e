// Package lulls has a function of another package wait between attempts.
package lulls

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/lull"
)

var errEnough = errors.New("enough")

type client struct {
	hc    *http.Client
	url   string
	gap   time.Duration
	clock lull.Clock
}

func (c *client) get() (*http.Response, bool, error) {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return nil, false, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, true, nil
	}
	return resp, false, nil
}

func (c *client) badFixed(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 250ms`
		if !full {
			return resp, err
		}
		if err := lull.For(ctx, 250*time.Millisecond); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) badWhole(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 2s`
		if !full {
			return resp, err
		}
		if !lull.Whole(2*time.Second, ctx) {
			return nil, ctx.Err()
		}
	}
	return nil, errEnough
}

func (c *client) badCut(ctx context.Context) (*http.Response, error) {
	for {
		resp, full, err := c.get() // want `429 is retried after a fixed 1s`
		if !full {
			return resp, err
		}
		if lull.Cut(ctx, time.Second) {
			return nil, errEnough
		}
	}
}

func (c *client) badBlind() (*http.Response, error) {
	d := time.Second
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 1s`
		if !full {
			return resp, err
		}
		lull.Blind(d)
	}
	return nil, errEnough
}

func (c *client) badShort() (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 150ms`
		if !full {
			return resp, err
		}
		lull.Short()
	}
	return nil, errEnough
}

func (c *client) badClock(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 400ms`
		if !full {
			return resp, err
		}
		if err := c.clock.Idle(ctx, 400*time.Millisecond); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) badMillis() (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 700ms`
		if !full {
			return resp, err
		}
		lull.Millis(700)
	}
	return nil, errEnough
}

func (c *client) badSeconds(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get() // want `429 is retried after a fixed 3s`
		if !full {
			return resp, err
		}
		if err := lull.Seconds(ctx, 3); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) goodMillis() (*http.Response, error) {
	for n := range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		lull.Millis(100 << n)
	}
	return nil, errEnough
}

func (c *client) goodSeconds(ctx context.Context, n int64) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if err := lull.Seconds(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) goodManySeconds(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if err := lull.Seconds(ctx, 45); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) goodGrowing(ctx context.Context) (*http.Response, error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if err := lull.For(ctx, d); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) goodTwoWaits(ctx context.Context) (*http.Response, error) {
	for n := range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		lull.Short()
		if !lull.Whole(time.Duration(n)*time.Second, ctx) {
			return nil, ctx.Err()
		}
	}
	return nil, errEnough
}

func (c *client) goodSpread(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if err := lull.Spread(ctx, time.Second); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) goodStretched() (*http.Response, error) {
	for n := range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		lull.Stretched(time.Second, n)
	}
	return nil, errEnough
}

func (c *client) goodLong(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if lull.Cut(ctx, time.Minute) {
			return nil, ctx.Err()
		}
	}
	return nil, errEnough
}

func (c *client) goodSetting(ctx context.Context) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if err := lull.For(ctx, c.gap); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}

func (c *client) goodHint(ctx context.Context, hint func() time.Duration) (*http.Response, error) {
	for range 8 {
		resp, full, err := c.get()
		if !full {
			return resp, err
		}
		if err := lull.For(ctx, hint()); err != nil {
			return nil, err
		}
	}
	return nil, errEnough
}
