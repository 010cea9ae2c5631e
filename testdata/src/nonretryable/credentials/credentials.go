// Package credentials holds retries with new credentials, and with the same ones.
package credentials

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type client struct {
	hc    *http.Client
	url   string
	token string
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	return c.hc.Do(req)
}

func (c *client) refresh(ctx context.Context) error {
	c.token = "new"
	return ctx.Err()
}

func (c *client) goodUnrolled(ctx context.Context) (*http.Response, error) {
	resp, err := c.once(ctx)
	if err == nil && resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := c.refresh(ctx); err != nil {
			return nil, err
		}
		return c.once(ctx)
	}
	return resp, err
}

func (c *client) goodFlag(ctx context.Context) (*http.Response, error) {
	renewed := false
	for {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusUnauthorized && !renewed {
			renewed = true
			if err := c.refresh(ctx); err != nil {
				return nil, err
			}
			continue
		}
		return resp, nil
	}
}

func (c *client) goodCounted(ctx context.Context) (*http.Response, error) {
	for range 2 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 401, 403:
			resp.Body.Close()
			if err := c.login(ctx); err != nil {
				return nil, err
			}
		default:
			return resp, nil
		}
	}
	return nil, errors.New("not signed in")
}

func (c *client) login(ctx context.Context) error {
	return c.refresh(ctx)
}

func (c *client) goodRecursion(ctx context.Context, again bool) (*http.Response, error) {
	resp, err := c.once(ctx)
	if err == nil && resp.StatusCode == 401 && again {
		c.token = ""
		return c.goodRecursion(ctx, false)
	}
	return resp, err
}

// The token is a cache's: cleared, it is fetched anew by the next request.
func (c *client) goodCleared(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 401 && i == 0 {
			c.token = ""
			continue
		}
		return resp, nil
	}
}

// Any 4xx after a renewal: only the 401 is cured by it.
func (c *client) badSame(ctx context.Context) (*http.Response, error) {
	for range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 401 { // want `retries 401`
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

func (c *client) badElse(ctx context.Context) (*http.Response, error) {
	for i := range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 200:
			return resp, nil
		case 401: // want `retries 400 and 403 \(any status but 200 and 401`
			if err := c.refresh(ctx); err != nil {
				return nil, err
			}
			continue
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}
