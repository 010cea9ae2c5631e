// Package wrappedhelpers gives its requests to helpers that look at answers, or hand on to other helpers.
package wrappedhelpers

import (
	"context"
	"errors"
	"net/http"

	"example.com/insist"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) goodAnswer() error {
	resp, err := insist.Answer(func() (*http.Response, error) { return c.hc.Get(c.url) })
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badAnswer() (*http.Response, error) {
	return insist.Answer(func() (*http.Response, error) {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusUnauthorized { // want `retries 401`
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		return resp, nil
	})
}

func (c *client) badSuccess(ctx context.Context) (*http.Response, error) {
	return insist.Success(ctx, func(ctx context.Context) (*http.Response, error) { // want `retries 400, 401 and 403`
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return nil, err
		}
		return c.hc.Do(req)
	})
}

func (c *client) any() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badBacked() error { return insist.Backed(c.any) }

func (c *client) told() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &insist.StatusError{StatusCode: resp.StatusCode}
	}
	return nil
}

func (c *client) badKept(ctx context.Context) error { return insist.Kept(ctx, c.told) } // want `retries 400, 401 and 403`
func (c *client) badUnless() error                  { return insist.Unless(c.told) }    // want `retries 400, 401 and 403`
func (c *client) goodTrouble() error                { return insist.Trouble(c.told) }

func (c *client) goodUnless() error {
	return insist.Unless(func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		if resp.StatusCode != http.StatusOK {
			return &insist.Final{Cause: errors.New(resp.Status)}
		}
		return nil
	})
}
