// Package ownhelpers gives helpers of another package what retries by itself.
package ownhelpers

import (
	"context"
	"errors"
	"net/http"

	"example.com/patience"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) get(ctx context.Context) error {
	return patience.Keep(ctx, 4, func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		return nil
	})
}

func (c *client) badTwice(ctx context.Context) error {
	return patience.Keep(ctx, 3, func() error { return c.get(ctx) }) // want `up to 3 x 4 = 12 requests: retries inside retries`
}

func (c *client) goodOnce(ctx context.Context) error {
	return patience.Keep(ctx, 1, func() error { return c.get(ctx) })
}

func (c *client) goodEnds(ctx context.Context) error {
	return patience.Told(func() (bool, error) { return false, c.get(ctx) })
}
