// Package ended ends the context of an attempt before the next one: that closes its connection.
package ended

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

func do(ctx context.Context, c *http.Client, url string) (*http.Response, bool, error, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, false, err, cancel
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, true, err, cancel
	}
	if resp.StatusCode >= 500 {
		return resp, true, fmt.Errorf("status %d", resp.StatusCode), cancel
	}
	return resp, false, nil, cancel
}

// Loop ends the context of the attempt itself.
func Loop(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, again, err, cancel := do(ctx, c, url)
		if !again || i == 3 {
			_ = cancel
			return resp, err
		}
		cancel()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
}

func Inline(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		actx, cancel := context.WithTimeout(ctx, time.Minute)
		req, err := http.NewRequestWithContext(actx, "GET", url, nil)
		if err != nil {
			cancel()
			return nil, err
		}
		resp, err := c.Do(req)
		if i == 3 || err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		cancel()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
}

// Deferred ends them all when it returns, and not before.
func Deferred(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		actx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		req, err := http.NewRequestWithContext(actx, "GET", url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req) // want `is not closed before the next attempt`
		if i == 3 || err == nil && resp.StatusCode < 500 {
			return resp, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
}
