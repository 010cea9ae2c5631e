// Package byname holds retries that somebody has thought about.
package byname

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

type client struct {
	hc      *http.Client
	url     string
	keys    []string
	retryOn func(*http.Response) bool
	list    []int
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func (c *client) pause(i int) { time.Sleep(time.Second << i) }

func (c *client) goodConflict(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != http.StatusConflict || i == 3 {
			return resp, err
		}
		c.pause(i)
	}
}

func (c *client) goodLocked(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusLocked, http.StatusTooEarly, http.StatusRequestTimeout, http.StatusPreconditionFailed:
			c.pause(i)
		default:
			return resp, nil
		}
	}
}

func (c *client) goodEventually(ctx context.Context) (*http.Response, error) {
	for i := range 10 {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != http.StatusNotFound {
			return resp, err
		}
		c.pause(i)
	}
	return nil, errors.New("not there yet")
}

func (c *client) goodForbiddenAsLimit(ctx context.Context) (*http.Response, error) {
	for i := range 10 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusForbidden && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		c.pause(i)
	}
	return nil, errors.New("limited")
}

func (c *client) goodAllowList(ctx context.Context) (*http.Response, error) {
	for i := range 10 {
		resp, err := c.once(ctx)
		if err != nil {
			c.pause(i)
			continue
		}
		switch {
		case resp.StatusCode == 429, resp.StatusCode >= 500 && resp.StatusCode <= 599:
			resp.Body.Close()
			c.pause(i)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

// 499 and the codes above 509 are those of proxies.
func (c *client) goodProxies(ctx context.Context) (*http.Response, error) {
	for i := range 10 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 408, 425, 429, 499, 500, 502, 503, 504, 509, 520, 521, 522, 523, 524:
			c.pause(i)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

// The server says so itself.
func (c *client) goodServerSays(ctx context.Context) (*http.Response, error) {
	for i := range 10 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.Header.Get("X-Should-Retry") != "true" {
			return resp, nil
		}
		c.pause(i)
	}
	return nil, errors.New("gave up")
}

func (c *client) goodNonce(ctx context.Context) (*http.Response, error) {
	for i := range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 400 {
			return resp, nil
		}
		body, _ := io.ReadAll(resp.Body)
		if !strings.Contains(string(body), "badNonce") {
			return nil, errors.New(string(body))
		}
		c.pause(i)
	}
	return nil, errors.New("gave up")
}

func (c *client) goodReason(ctx context.Context) error {
	for i := range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return err
		}
		if resp.StatusCode == 200 {
			return nil
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		if text := string(body); !strings.Contains(text, "rateLimitExceeded") && !strings.Contains(text, "backendError") {
			return errors.New(text)
		}
		c.pause(i)
	}
	return errors.New("gave up")
}

// Policies that the caller supplies.
func (c *client) goodPolicyParam(ctx context.Context, again func(int) bool) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || !again(resp.StatusCode) {
			return resp, err
		}
		c.pause(i)
	}
}

func (c *client) goodPolicyField(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || !c.retryOn(resp) {
			return resp, err
		}
		c.pause(i)
	}
}

func (c *client) goodListParam(ctx context.Context, codes []int) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil || !slices.Contains(codes, resp.StatusCode) {
			return resp, err
		}
		c.pause(i)
	}
}

func (c *client) goodListField(ctx context.Context) (*http.Response, error) {
next:
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		for _, code := range c.list {
			if resp.StatusCode == code {
				c.pause(i)
				continue next
			}
		}
		return resp, nil
	}
}

// Another key on every round.
func (c *client) goodKeys(ctx context.Context) (*http.Response, error) {
	for _, key := range c.keys {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"?key="+key, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(req)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errors.New("no key is accepted")
}

func (c *client) goodContext(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return resp, err
		}
		c.pause(i)
	}
}

func (c *client) goodTimeout(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		var t interface{ Timeout() bool }
		if err != nil && errors.As(err, &t) && t.Timeout() && i < 3 {
			continue
		}
		return resp, err
	}
}
