// Package paced holds requests that something else slows down.
package paced

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/api"
	"golang.org/x/time/rate"
)

type client struct {
	hc      *http.Client
	url     string
	limiter *rate.Limiter
	slots   chan struct{}
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func (c *client) goodLimiter(ctx context.Context) (*http.Response, error) {
	for {
		if err := c.limiter.Wait(ctx); err != nil {
			return nil, err
		}
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
	}
}

func (c *client) goodTicker(ctx context.Context) (*http.Response, error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		<-t.C
	}
}

func (c *client) goodTick(ctx context.Context) (*http.Response, error) {
	for range time.Tick(time.Second) {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
	}
	return nil, errors.New("not reached")
}

func (c *client) goodSlots(ctx context.Context) (*http.Response, error) {
	for {
		<-c.slots
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
	}
}

// Whatever Pause does, it is told the attempt.
func (c *client) goodForeign(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		if err := api.Pause(ctx, i); err != nil {
			return nil, err
		}
	}
}

func (c *client) goodCallback(ctx context.Context, wait func(int) time.Duration) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		time.Sleep(wait(i))
	}
}

// A loop over hosts: each is asked once.
func (c *client) goodHosts(ctx context.Context, hosts []string) (*http.Response, error) {
	for _, h := range hosts {
		resp, err := c.hc.Get("https://" + h)
		if err == nil && resp.StatusCode != 429 {
			return resp, nil
		}
	}
	return nil, errors.New("all limited")
}

// Limited by the program itself, but only on transport errors.
func (c *client) badLimiterElsewhere(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil {
			if err := c.limiter.Wait(ctx); err != nil {
				return nil, err
			}
			continue
		}
		if resp.StatusCode == 429 { // want `429 is retried at once`
			continue
		}
		return resp, nil
	}
}

// Hooks around each attempt, in which a limiter may wait.
type hooked struct {
	hc     *http.Client
	before []func(*http.Request) error
	after  func(*http.Request, *http.Response) error
}

func (c *hooked) first(req *http.Request) (*http.Response, error) {
	for range 5 {
		for _, f := range c.before {
			if err := f(req); err != nil {
				return nil, err
			}
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("gave up")
}

func (c *hooked) second(req *http.Request) (*http.Response, error) {
	for range 5 {
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if err := c.after(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("gave up")
}

// What sends is no hook.
func sends(req *http.Request, do func(*http.Request) (*http.Response, error)) (*http.Response, error) {
	for range 5 {
		resp, err := do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("gave up")
}
