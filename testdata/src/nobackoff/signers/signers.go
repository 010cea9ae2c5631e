// Package signers has functions in fields which are given a request before it is sent: they sign it, or fill it in. What is told how often an
// attempt was made, or until when, may wait.
package signers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

type client struct {
	hc     *http.Client
	url    string
	sign   func(*http.Request)
	fill   []func(*http.Request)
	failed func(context.Context, *http.Response)
	before func(try int)
}

type refusal struct{ status int }

func (r *refusal) Error() string { return fmt.Sprint(r.status) }

func (c *client) do(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	c.sign(req)
	for _, f := range c.fill {
		f(req)
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return resp, &refusal{resp.StatusCode}
	}
	return resp, nil
}

func limited(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusTooManyRequests
}

func (c *client) signed(ctx context.Context) (err error) {
	for range 4 {
		if _, err = c.do(ctx); !limited(err) { // want `429 is retried at once`
			return err
		}
	}
	return err
}

func (c *client) told(ctx context.Context) error {
	for range 4 {
		resp, err := c.do(ctx)
		if !limited(err) {
			return err
		}
		c.failed(ctx, resp)
	}
	return errors.New("limited")
}

func (c *client) counted(ctx context.Context) (err error) {
	for try := range 4 {
		c.before(try)
		if _, err = c.do(ctx); !limited(err) {
			return err
		}
	}
	return err
}
