// Package placed has helpers that go round, and callers of which some give them what goes round itself.
package placed

import (
	"errors"
	"net/http"
	"time"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) once() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func again(n int, f func() error) (err error) {
	for k := 0; k < n; k++ {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return err
}

func insist(n int, f func() error) (err error) {
	for k := 0; k < n; k++ {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return err
}

// The helper is as good as any: what is wrong is this one of its callers.
func (c *client) badLiteral() error {
	return again(3, func() error { // want `up to 3 x 4 = 12 requests: retries inside retries`
		return insist(4, func() error { return c.once() })
	})
}

func (c *client) sure() error { return again(4, c.once) }

func (c *client) badMethod() error {
	return insist(2, c.sure) // want `up to 2 x 4 = 8 requests: retries inside retries`
}

// A helper that has both levels is wrong itself, for all its callers.
func both(n int, f func() error) (err error) {
	for k := 0; k < n; k++ { // want `retries inside retries`
		for range 3 {
			if err = f(); err == nil {
				return nil
			}
			time.Sleep(time.Second)
		}
	}
	return err
}

func (c *client) givesBoth() error { return both(4, c.once) }

// From here on all is well.

func (c *client) goodAgain() error { return again(3, c.once) }

func (c *client) goodInsist() error { return insist(3, func() error { return c.once() }) }

func (c *client) goodAfter() error {
	if err := again(3, c.once); err != nil {
		return err
	}
	return insist(3, c.once)
}

// What is inside gives up after one attempt.
func (c *client) goodSingle() error {
	return again(3, func() error { return insist(1, c.once) })
}
