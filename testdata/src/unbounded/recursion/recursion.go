// Package recursion retries by calling itself.
package recursion

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type client struct {
	http    http.Client
	token   string
	tries   int
	renewed bool
}

func (c *client) refreshToken(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.example.com/token", nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New("refused")
	}
	c.token = resp.Header.Get("X-Token")
	return nil
}

func (c *client) send(ctx context.Context, u string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", c.token)
	return c.http.Do(req)
}

// A token that is refused in spite of having been renewed is renewed for ever.
func (c *client) get(ctx context.Context, u string) (*http.Response, error) {
	resp, err := c.send(ctx, u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := c.refreshToken(ctx); err != nil {
			return nil, err
		}
		return c.get(ctx, u) // want `calls itself again for every 401 \(sent at line 41\): if new credentials are refused as well, it never ends; renew once`
	}
	return resp, nil
}

func (c *client) limited(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		time.Sleep(time.Second)
		return c.limited(u) // want `calls itself again for every 429 \(sent at line 61\), and nothing ends it; count the attempts or check a context`
	}
	return resp, err
}

// The number is handed on as it is.
func (c *client) same(u string, retries int) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil && retries > 0 {
		time.Sleep(time.Second)
		return c.same(u, retries) // want `calls itself again for every failure`
	}
	return resp, err
}

// From here on all is well.

func (c *client) once(ctx context.Context, u string, again bool) (*http.Response, error) {
	resp, err := c.send(ctx, u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && !again {
		resp.Body.Close()
		if err := c.refreshToken(ctx); err != nil {
			return nil, err
		}
		return c.once(ctx, u, true)
	}
	return resp, nil
}

func (c *client) down(u string, left int) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil && left > 0 {
		time.Sleep(time.Second)
		return c.down(u, left-1)
	}
	return resp, err
}

// The client counts.
func (c *client) counts(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		if c.tries++; c.tries > 9 {
			return nil, err
		}
		return c.counts(u)
	}
	c.tries = 0
	return resp, nil
}

func (c *client) remembers(ctx context.Context, u string) (*http.Response, error) {
	resp, err := c.send(ctx, u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && !c.renewed {
		resp.Body.Close()
		c.renewed = true
		if err := c.refreshToken(ctx); err != nil {
			return nil, err
		}
		return c.remembers(ctx, u)
	}
	return resp, nil
}

// The request after the renewal is another function's, which does not come back.
func (c *client) two(ctx context.Context, u string) (*http.Response, error) {
	resp, err := c.send(ctx, u)
	if err == nil && resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := c.refreshToken(ctx); err != nil {
			return nil, err
		}
		return c.send(ctx, u)
	}
	return resp, err
}

// The pages of a list.
func (c *client) pages(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	next := resp.Header.Get("X-Next")
	resp.Body.Close()
	if next == "" {
		return nil
	}
	return c.pages(next)
}

// The context ends what is given it, and the failure is returned.
func (c *client) ends(ctx context.Context, u string) (*http.Response, error) {
	resp, err := c.send(ctx, u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusServiceUnavailable {
		resp.Body.Close()
		time.Sleep(time.Second)
		return c.ends(ctx, u)
	}
	return resp, nil
}

type held struct{ context.Context }

// Marked by a value of the context.
func (c *client) marked(ctx context.Context, u string) (*http.Response, error) {
	resp, err := c.send(ctx, u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && ctx.Value(held{}) == nil {
		resp.Body.Close()
		if err := c.refreshToken(ctx); err != nil {
			return nil, err
		}
		return c.marked(context.WithValue(ctx, held{}, true), u)
	}
	return resp, nil
}
