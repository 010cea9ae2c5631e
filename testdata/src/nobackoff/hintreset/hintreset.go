// Package hintreset hands the server's hint on to a library.
package hintreset

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
)

func after(resp *http.Response) (time.Duration, bool) {
	v := resp.Header.Get("Retry-After")
	if v == "" {
		return 0, false
	}
	if n, err := strconv.Atoi(v); err == nil && n >= 0 {
		return time.Duration(n) * time.Second, true
	}
	if at, err := http.ParseTime(v); err == nil {
		wait := time.Until(at)
		if wait < 0 {
			wait = 0
		}
		return wait, true
	}
	return 0, false
}

var errStatus = errors.New("status")

// A date that is past becomes zero.
func fetch(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		if wait, ok := after(resp); ok {
			return nil, backoff.RetryAfter(int(wait.Seconds())) // want `a Retry-After of 0 \(or a past date\) becomes RetryAfter\(0\), which resets the backoff: 429 is retried at once; wait a second at least`
		}
		return nil, errStatus
	})
}

func fetchFloored(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		if wait, ok := after(resp); ok {
			return nil, backoff.RetryAfter(int(max(wait, time.Second).Seconds()))
		}
		return nil, errStatus
	})
}

func fetchPositive(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		if wait, ok := after(resp); ok && wait > 0 {
			return nil, backoff.RetryAfter(int(wait.Seconds()))
		}
		return nil, errStatus
	})
}

// What the server says is passed on: nobody made a zero of it.
func fetchPlain(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	return backoff.Retry(ctx, func() (*http.Response, error) {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
				return nil, backoff.RetryAfter(n)
			}
			return nil, errStatus
		}
		return resp, nil
	})
}
