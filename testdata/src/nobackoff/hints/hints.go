// Package hints holds retries that ask the server how long to wait.
package hints

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func (c *client) goodSeconds(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 || i == 4 {
			return resp, err
		}
		delay := time.Second << i
		if s := resp.Header.Get("Retry-After"); s != "" {
			if n, err := strconv.Atoi(s); err == nil {
				delay = time.Duration(n) * time.Second
			}
		}
		time.Sleep(delay)
	}
}

func after(resp *http.Response, d time.Duration) time.Duration {
	s := resp.Header.Get("Retry-After")
	if s == "" {
		return d
	}
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return time.Until(t)
	}
	return d
}

func (c *client) goodHelper(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 || i == 4 {
			return resp, err
		}
		time.Sleep(after(resp, time.Second<<i))
	}
}

func (c *client) goodReset(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
		if err != nil {
			return resp, nil
		}
		time.Sleep(time.Until(time.Unix(n, 0)))
	}
}

// Only with a hint is it tried again.
func (c *client) goodOnlyHinted(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		at, err := http.ParseTime(resp.Header.Get("Retry-After"))
		if err != nil {
			d, err := time.ParseDuration(resp.Header.Get("Retry-After") + "s")
			if err != nil {
				return nil, err
			}
			at = time.Now().Add(d)
		}
		time.Sleep(time.Until(at))
	}
}

type limitError struct {
	RetryAfter time.Duration
	StatusCode int
}

func (e *limitError) Error() string { return "limited" }

func (c *client) send(ctx context.Context) error {
	resp, err := c.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &limitError{after(resp, time.Minute), resp.StatusCode}
	}
	return nil
}

func (c *client) goodTyped(ctx context.Context) (err error) {
	for range 4 {
		err = c.send(ctx)
		var le *limitError
		if !errors.As(err, &le) || le.StatusCode != 429 {
			return err
		}
		time.Sleep(le.RetryAfter)
	}
	return err
}

// The hint is in the error, and nobody reads it.
func (c *client) badTyped(ctx context.Context) (err error) {
	for range 4 {
		err = c.send(ctx)
		var le *limitError
		if !errors.As(err, &le) || le.StatusCode != 429 { // want `429 is retried after a fixed 10ms`
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
	return err
}
