// Package flights sends requests that are alike once, however many ask for them.
package flights

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"
)

var group singleflight.Group

type client struct {
	hc    *http.Client
	group *singleflight.Group
}

type refusal struct{ status int }

func (r *refusal) Error() string { return http.StatusText(r.status) }

func (c *client) fetch(ctx context.Context, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("get: %w", &refusal{resp.StatusCode})
	}
	return string(data), nil
}

func (c *client) shared(ctx context.Context, url string) (string, error) {
	v, err, _ := group.Do(url, func() (interface{}, error) {
		return c.fetch(ctx, url)
	})
	if err != nil {
		return "", err
	}
	s, ok := v.(string)
	if !ok {
		return "", errors.New("no text")
	}
	return s, nil
}

func (c *client) again(ctx context.Context, url string) (string, error) {
	var last error
	for i := 0; i < 5; i++ {
		s, err := c.shared(ctx, url)
		if err == nil { // want `retries 400, 401 and 403`
			return s, nil
		}
		last = err
		if err := pause(ctx, time.Second<<i); err != nil {
			return "", err
		}
	}
	return "", last
}

// The call itself in the loop.
func (c *client) direct(ctx context.Context, url string) (any, error) {
	var last error
	for i := 0; i < 5; i++ {
		v, err, shared := c.group.Do(url, func() (any, error) { return c.fetch(ctx, url) })
		if err == nil || shared && i > 3 { // want `retries 400, 401 and 403`
			return v, err
		}
		last = err
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, last
}

// It gives up on what is refused.
func (c *client) careful(ctx context.Context, url string) (string, error) {
	var last error
	for i := 0; i < 5; i++ {
		s, err := c.shared(ctx, url)
		var r *refusal
		if err == nil || errors.As(err, &r) && r.status < 500 && r.status != http.StatusTooManyRequests {
			return s, err
		}
		last = err
		if err := pause(ctx, time.Second<<i); err != nil {
			return "", err
		}
	}
	return "", last
}

// Each round asks for another one.
func (c *client) all(ctx context.Context, urls []string) (found []string) {
	for _, u := range urls {
		s, err := c.shared(ctx, u)
		if err != nil {
			continue
		}
		found = append(found, s)
	}
	return found
}

// What it is given is not known.
func (c *client) given(ctx context.Context, url string, do func() (any, error)) (any, error) {
	for i := 0; i < 5; i++ {
		v, err, _ := c.group.Do(url, do)
		if err == nil {
			return v, nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("too many attempts")
}

// It sends nothing.
func (c *client) computed(key string) any {
	for {
		v, err, _ := c.group.Do(key, func() (any, error) { return len(key), nil })
		if err == nil {
			return v
		}
		time.Sleep(time.Second)
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
