package loops

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func (c *client) badRecursion(ctx context.Context, attempt int) (*http.Response, error) {
	resp, err := c.once(ctx)
	if (err != nil || resp.StatusCode != 200) && attempt < 3 { // want `retries 400, 401 and 403`
		time.Sleep(time.Second << attempt)
		return c.badRecursion(ctx, attempt+1)
	}
	return resp, err
}

func (c *client) goodRecursion(ctx context.Context, attempt int) (*http.Response, error) {
	resp, err := c.once(ctx)
	if (err != nil || resp.StatusCode >= 500) && attempt < 3 {
		time.Sleep(time.Second << attempt)
		return c.goodRecursion(ctx, attempt+1)
	}
	return resp, err
}

func (c *client) badForever(ctx context.Context) (*http.Response, error) {
	resp, err := c.once(ctx)
	if err == nil && resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
		resp.Body.Close()
		return c.badForever(ctx)
	}
	return resp, err
}

func (c *client) goodForever(ctx context.Context) (*http.Response, error) {
	resp, err := c.once(ctx)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return c.goodForever(ctx)
	}
	return resp, err
}

func (c *client) badFirst(ctx context.Context, left int) error {
	resp, err := c.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent { // want `retries 400, 401 and 403`
		return c.badSecond(ctx, left-1)
	}
	return nil
}

func (c *client) badSecond(ctx context.Context, left int) error {
	if left == 0 {
		return errors.New("gave up")
	}
	time.Sleep(time.Second)
	return c.badFirst(ctx, left)
}

func (c *client) goodFirst(ctx context.Context, left int) error {
	resp, err := c.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 500:
		return c.goodSecond(ctx, left-1)
	case resp.StatusCode >= 400:
		return failure(resp)
	}
	return nil
}

func (c *client) goodSecond(ctx context.Context, left int) error {
	if left == 0 {
		return errors.New("gave up")
	}
	time.Sleep(time.Second)
	return c.goodFirst(ctx, left)
}

func (c *client) badGoto(ctx context.Context) (*http.Response, error) {
	n := 0
again:
	resp, err := c.once(ctx)
	if err != nil || resp.StatusCode > 399 { // want `retries 400, 401 and 403`
		if n++; n < 3 {
			goto again
		}
		return nil, err
	}
	return resp, nil
}

func (c *client) goodGoto(ctx context.Context) (*http.Response, error) {
	n := 0
again:
	resp, err := c.once(ctx)
	if err != nil {
		if n++; n < 3 {
			goto again
		}
		return nil, err
	}
	return resp, nil
}

func (c *client) badLabelled(ctx context.Context) (*http.Response, error) {
loop:
	for range 4 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 200:
			return resp, nil
		case 429:
			time.Sleep(time.Second)
			fallthrough
		case 400, 502, 503, 504: // want `retries 400`
			resp.Body.Close()
			continue loop
		case 401:
			break loop
		default:
			return nil, failure(resp)
		}
	}
	return nil, errors.New("gave up")
}

func (c *client) goodLabelled(ctx context.Context) (*http.Response, error) {
loop:
	for range 4 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 200:
			return resp, nil
		case 429:
			time.Sleep(time.Second)
			fallthrough
		case 502, 503, 504:
			resp.Body.Close()
			continue loop
		case 401:
			break loop
		default:
			return nil, failure(resp)
		}
	}
	return nil, errors.New("gave up")
}

// break leaves the switch, not the loop: the intended stop is a retry.
func (c *client) badBreak(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode == 200:
			return resp, nil
		case resp.StatusCode == 400, resp.StatusCode == 401: // want `retries 400 and 401`
			break
		case resp.StatusCode >= 500:
			time.Sleep(time.Second)
		default:
			return nil, failure(resp)
		}
	}
}

func (c *client) goodBreak(ctx context.Context) (resp *http.Response, err error) {
loop:
	for {
		if resp, err = c.once(ctx); err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode == 400, resp.StatusCode == 401:
			break loop
		case resp.StatusCode >= 500:
			time.Sleep(time.Second)
		default:
			return resp, nil
		}
	}
	return nil, failure(resp)
}

type badTransport struct {
	next http.RoundTripper
	max  int
}

func (t badTransport) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for i := 0; i <= t.max; i++ {
		resp, err = t.next.RoundTrip(req)
		if err != nil || resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			continue
		}
		return resp, nil
	}
	return resp, err
}

type goodTransport struct {
	next http.RoundTripper
	max  int
}

func (t goodTransport) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for i := 0; i <= t.max; i++ {
		resp, err = t.next.RoundTrip(req)
		if err != nil || resp.StatusCode >= 500 {
			continue
		}
		return resp, nil
	}
	return resp, err
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func goodMiddleware(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		for {
			resp, err := next.RoundTrip(req)
			if err != nil || resp.StatusCode != 503 {
				return resp, err
			}
			time.Sleep(time.Second)
		}
	})
}
