// Package attempts gives each attempt a context of its own.
package attempts

import (
	"context"
	"net/http"
	"time"
)

type call struct{ req *http.Request }

func delay(resp *http.Response) time.Duration {
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
		return 10 * time.Second
	}
	return time.Second
}

// The attempt may get a context of its own; that of the request is still the one to wait with.
func (c *call) perAttempt(handler func(*http.Request) (*http.Response, error), limit time.Duration) (err error) {
	for n := range 3 {
		ctx := c.req.Context()
		if limit != 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, limit)
			defer cancel()
		}
		var resp *http.Response
		resp, err = handler(c.req.Clone(ctx))
		if err == nil && resp.StatusCode < 500 {
			return nil
		}
		if c.req.GetBody != nil {
			if c.req.Body, err = c.req.GetBody(); err != nil {
				return err
			}
		}
		time.Sleep(delay(resp) << n) // want `the wait between two attempts \(sent at line 29\) does not end with c.req.Context\(\); wait in a select with c.req.Context\(\).Done\(\)`
	}
	return err
}

// From here on all is well: there is no other context than that of the attempt.
func made(u string, limit time.Duration) (resp *http.Response, err error) {
	for n := range 3 {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		if resp, err = http.DefaultClient.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
	return resp, err
}

var last time.Time

// A pacer keeps two requests apart, whichever they are.
func pace() {
	if d := time.Since(last); d < 5*time.Second {
		time.Sleep(5*time.Second - d)
	}
	last = time.Now()
}

func paced(ctx context.Context, u string) (resp *http.Response, err error) {
	for range 3 {
		pace()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		if resp, err = http.DefaultClient.Do(req); err == nil {
			return resp, nil
		}
	}
	return resp, err
}

// Half a second, and the attempt knows of the context.
func short(ctx context.Context, u string) (resp *http.Response, err error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		if resp, err = http.DefaultClient.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(500 * time.Millisecond)
	}
	return resp, err
}

// All requests that come here are made without a context.
func plain(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func getPlain(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return plain(req)
}

// One of these has a context.
func mixed(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i) // want `the wait between two attempts \(sent at line \d+\) does not end with req.Context\(\)`
	}
}

func getMixed(ctx context.Context, u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	if resp, err := mixed(req); err == nil {
		return resp, nil
	}
	req, err = http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return mixed(req)
}

// One function more on the way does not give it one.
func typed(req *http.Request) (*http.Response, error) {
	req.Header.Set("Content-Type", "application/json")
	return further(req)
}

func further(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func getTyped(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return typed(req)
}
