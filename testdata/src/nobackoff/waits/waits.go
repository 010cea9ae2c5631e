// Package waits holds retries of 429 with no wait, a fixed one, and enough of one.
package waits

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type client struct {
	hc    *http.Client
	url   string
	delay time.Duration
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func again(code int) bool { return code == 429 || code >= 500 }

func (c *client) badNone(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once \(sent at line \d+\), which keeps the limit exceeded; wait longer each time and honour Retry-After`
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("limited")
}

func (c *client) badFixed(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if !again(resp.StatusCode) { // want `429 is retried after a fixed 2s \(sent at line \d+\); grow the delay and honour Retry-After`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(2 * time.Second)
	}
	return nil, errors.New("limited")
}

func (c *client) goodPatient(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil || !again(resp.StatusCode) {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(30 * time.Second)
	}
	return nil, errors.New("limited")
}

func (c *client) badFixedSelect(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 && resp.StatusCode < 500 { // want `429 is retried after a fixed 100ms`
			return resp, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (c *client) badFixedTimer(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 { // want `429 is retried after a fixed 1s`
			return resp, nil
		}
		t := time.NewTimer(time.Second)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil, ctx.Err()
		case <-t.C:
		}
	}
}

// The wait is on one way only.
func (c *client) badOneArm(ctx context.Context) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			time.Sleep(time.Second << i)
			continue
		}
		if resp.StatusCode == 429 || resp.StatusCode == 503 { // want `429 is retried at once`
			resp.Body.Close()
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

func (c *client) badEmptyCase(ctx context.Context) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode == 429: // want `429 is retried at once`
		case resp.StatusCode >= 500:
			time.Sleep(time.Second << i)
		default:
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

func (c *client) badOverload(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 503 { // want `503 is retried at once \(sent at line \d+\), which adds to the overload`
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

func (c *client) goodOverload(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 503 {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}

// A 502 at once is another matter.
func (c *client) goodNotLimited(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 502 {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

func (c *client) goodTransport(ctx context.Context) (*http.Response, error) {
	for range 5 {
		if resp, err := c.once(ctx); err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

// Declared inside the loop, it starts over each time.
func (c *client) badStartsOver(ctx context.Context) (*http.Response, error) {
	for {
		delay := time.Second
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 { // want `429 is retried after a fixed 1s`
			return resp, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
}

// Doubled and never slept.
func (c *client) badNotSlept(ctx context.Context, delay time.Duration) (*http.Response, error) {
	resp, err := c.once(ctx)
	if err == nil && resp.StatusCode == 429 { // want `429 is retried at once`
		resp.Body.Close()
		return c.badNotSlept(ctx, delay*2)
	}
	return resp, err
}

// A sleep in a goroutine delays nobody.
func (c *client) badGo(ctx context.Context) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 { // want `429 is retried at once`
			return resp, nil
		}
		go func() { time.Sleep(time.Second << i) }()
	}
	return nil, errors.New("gave up")
}

// The default makes the select wait for nothing.
func (c *client) badDefault(ctx context.Context) (*http.Response, error) {
	for i := range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 { // want `429 is retried at once`
			return resp, nil
		}
		select {
		case <-time.After(time.Second << i):
		default:
		}
	}
	return nil, errors.New("gave up")
}

// Nanoseconds.
func (c *client) badUnits(ctx context.Context) (*http.Response, error) {
	for range 5 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 { // want `429 is retried after a fixed 5ns`
			return resp, nil
		}
		time.Sleep(5) // want `time.Sleep of 5 is 5 nanoseconds`
	}
	return nil, errors.New("gave up")
}

// One retry after a wait is no hammering.
func (c *client) goodOnce(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 || i == 1 {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// How long is the caller's business.
func (c *client) goodParam(ctx context.Context, delay time.Duration) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		time.Sleep(delay)
	}
}

func (c *client) goodField(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		time.Sleep(c.delay)
	}
}

// The first round does not wait, every other does.
func (c *client) goodGuard(ctx context.Context) (*http.Response, error) {
	for i := 0; i < 5; i++ {
		if i > 0 {
			time.Sleep(time.Second << i)
		}
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
	}
	return nil, errors.New("limited")
}

func (c *client) goodAttemptNotZero(ctx context.Context) (resp *http.Response, err error) {
	for attempt := range 5 {
		if attempt != 0 {
			time.Sleep(time.Duration(attempt) * time.Second)
		}
		if resp, err = c.once(ctx); err != nil || !again(resp.StatusCode) {
			return resp, err
		}
	}
	return resp, err
}

func (c *client) goodFirst(ctx context.Context) (*http.Response, error) {
	delay := time.Second
	for first := true; ; first = false {
		if !first {
			time.Sleep(delay)
			delay *= 2
		}
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
	}
}

func (c *client) goodLastError(ctx context.Context) (*http.Response, error) {
	var last error
	for i := range 5 {
		if last != nil {
			time.Sleep(time.Second << i)
		}
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 {
			return resp, nil
		}
		last = errors.New("limited")
	}
	return nil, last
}

func (c *client) badGuard(ctx context.Context) (*http.Response, error) {
	for i := 0; i < 5; i++ {
		if i > 0 {
			time.Sleep(50 * time.Millisecond)
		}
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 { // want `429 is retried after a fixed 50ms`
			return resp, nil
		}
	}
	return nil, errors.New("limited")
}
