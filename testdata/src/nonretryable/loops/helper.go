package loops

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func retry(n int, f func() error) (err error) {
	for range n {
		if err = f(); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
	}
	return err
}

func (c *client) badCallback(ctx context.Context) error {
	return retry(3, func() error {
		resp, err := c.once(ctx)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return failure(resp)
		}
		return nil
	})
}

func retryWhile(n int, f func() (again bool, err error)) error {
	for i := 0; ; i++ {
		again, err := f()
		if !again || i == n {
			return err
		}
		time.Sleep(time.Second << i)
	}
}

func (c *client) goodCallback(ctx context.Context) error {
	return retryWhile(3, func() (bool, error) {
		resp, err := c.once(ctx)
		if err != nil {
			return true, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return resp.StatusCode >= 500, failure(resp)
		}
		return false, nil
	})
}

var errGone = errors.New("gone")

func untilPermanent(n int, f func() error) (err error) {
	for range n {
		if err = f(); err == nil || errors.Is(err, errGone) {
			return err
		}
	}
	return err
}

func (c *client) goodPermanent(ctx context.Context) error {
	return untilPermanent(3, func() error {
		resp, err := c.once(ctx)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode >= 500:
			return failure(resp)
		case resp.StatusCode >= 400:
			return errGone
		}
		return nil
	})
}

type retrier struct{ max int }

func (r retrier) do(f func() (*http.Response, error)) (resp *http.Response, err error) {
	for i := range r.max {
		resp, err = f()
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}

func (c *client) goodMethod(ctx context.Context) (*http.Response, error) {
	return retrier{3}.do(func() (*http.Response, error) { return c.once(ctx) })
}
