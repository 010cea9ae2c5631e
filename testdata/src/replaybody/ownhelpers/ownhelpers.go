// Package ownhelpers has helpers of another package send a body again.
package ownhelpers

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"example.com/patience"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) send(req *http.Request) error {
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

func (c *client) badReader(ctx context.Context, body io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, body)
	if err != nil {
		return err
	}
	return patience.Keep(ctx, 3, func() error {
		resp, err := c.hc.Do(req) // want `body`
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

func (c *client) goodAnew(ctx context.Context, data []byte) error {
	return patience.Keep(ctx, 3, func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		return c.send(req)
	})
}

func (c *client) goodRewound(ctx context.Context, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return patience.Keep(ctx, 3, func() error {
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		return c.send(req)
	})
}

func (c *client) goodOnce(ctx context.Context, body io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, body)
	if err != nil {
		return err
	}
	return patience.Each([]string{"once"}, func(string) error { return c.send(req) })
}
