// Package dogged has helpers of another package try again, of which some never end.
package dogged

import (
	"context"
	"errors"
	"net/http"

	"example.com/dogged"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) get() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) fetch() (*http.Response, error) { return c.hc.Get(c.url) }

func (c *client) getWith(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "GET", c.url, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) badInsist() error { return dogged.Insist(c.get) } // want `dogged\.Insist: retries for ever while the call fails`

func (c *client) badLiteral() (n int, err error) {
	err = dogged.Insist(func() error { // want `dogged\.Insist: retries for ever`
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		n = resp.StatusCode
		return resp.Body.Close()
	})
	return n, err
}

func (c *client) badFetched() *http.Response {
	return dogged.Fetched(c.fetch) // want `dogged\.Fetched: retries for ever`
}

func (c *client) badPicky() error { return dogged.Picky(c.get) } // want `dogged\.Picky: retries for ever`

func (c *client) goodTired() error { return dogged.Tired(c.get) }

func (c *client) goodCounted() error { return dogged.Counted(5, c.get) }

func (c *client) goodOptional(most int) error { return dogged.Optional(most, c.get) }

func (c *client) goodQuitting(quit chan struct{}) error { return dogged.Quitting(quit, c.get) }

func (c *client) goodBound(ctx context.Context) error { return dogged.Bound(ctx, c.get) }

func (c *client) goodAsking(enough func() bool) error { return dogged.Asking(c.get, enough) }

// goodNever answers to nobody.
func (c *client) goodNever() { _ = dogged.Insist(c.get) }

func (c *client) begin() { go c.goodNever() }

func (c *client) goodBeside() {
	go func() {
		_ = dogged.Insist(c.get)
	}()
}

func use(c *client, most int) error {
	c.begin()
	if _, err := c.badLiteral(); err != nil {
		return err
	}
	if resp := c.badFetched(); resp.StatusCode != http.StatusOK {
		return c.badPicky()
	}
	return errors.Join(c.badInsist(), c.goodTired(), c.goodCounted(), c.goodOptional(most))
}
