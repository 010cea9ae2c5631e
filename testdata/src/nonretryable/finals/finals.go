// Package finals marks what is not to be tried again, and gives it to helpers that hand on to a library.
package finals

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"example.com/heed"
	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
)

type client struct {
	hc  *http.Client
	url string
	few heed.Few
}

func passing(status int) bool { return status >= 500 || status == http.StatusTooManyRequests }

func (c *client) post(ctx context.Context, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func (c *client) marked(ctx context.Context, body []byte) error {
	return heed.Void(ctx, func() error {
		resp, err := c.post(ctx, body)
		if err != nil {
			return fmt.Errorf("post: %w", err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusCreated {
			err = fmt.Errorf("unexpected status %d", resp.StatusCode)
			if !passing(resp.StatusCode) {
				return backoff.Permanent(fmt.Errorf("hopeless: %w", err))
			}
			return err
		}
		return nil
	}, backoff.WithMaxTries(4))
}

func (c *client) local(ctx context.Context, work func() error) error {
	return heed.Void(ctx, work, backoff.WithMaxTries(3))
}

func (c *client) markedOnce(ctx context.Context, body []byte) error {
	return c.local(ctx, func() error { return c.once(ctx, body) })
}

func (c *client) once(ctx context.Context, body []byte) error {
	resp, err := c.post(ctx, body)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode < 500:
		return backoff.Permanent(errors.New(resp.Status))
	}
	return errors.New(resp.Status)
}

func (c *client) handedOn(ctx context.Context, body []byte) error {
	return c.few.Run(ctx, func() error { return c.once(ctx, body) })
}

func (c *client) answer(ctx context.Context) (string, error) {
	return heed.Of(ctx, func(ctx context.Context) (string, error) {
		resp, err := c.post(ctx, nil)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		if !passing(resp.StatusCode) && resp.StatusCode != http.StatusOK {
			return "", backoff.Permanent(errors.New(resp.Status))
		}
		if resp.StatusCode != http.StatusOK {
			return "", errors.New(resp.Status)
		}
		return resp.Header.Get("Etag"), nil
	})
}

func (c *client) otherLibrary(ctx context.Context) error {
	return heed.Steady(func() error {
		resp, err := c.post(ctx, nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 && resp.StatusCode < 500 {
			return retry.Unrecoverable(errors.New(resp.Status))
		}
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		return nil
	})
}

// What is not marked is tried again.
func (c *client) badUnmarked(ctx context.Context, body []byte) error {
	return heed.Void(ctx, func() error {
		resp, err := c.post(ctx, body)
		if err != nil {
			return backoff.Permanent(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusCreated { // want `retries 400, 401 and 403 .*; the same request fails again, so wrap the error in backoff.Permanent`
			return errors.New(resp.Status)
		}
		return nil
	}, backoff.WithMaxTries(4))
}

// The wrong half of them is marked.
func (c *client) badHalf(ctx context.Context) error {
	return c.few.Run(ctx, func() error {
		resp, err := c.post(ctx, nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return backoff.Permanent(errors.New(resp.Status))
		}
		if resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			return errors.New(resp.Status)
		}
		return nil
	})
}

// A helper that knows no marks tries what is marked as well.
func (c *client) badDeaf(ctx context.Context) error {
	return heed.Deaf(func() error {
		resp, err := c.post(ctx, nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 { // want `retries 400, 401 and 403 .*; the same request fails again, so have heed.Deaf stop at it`
			return backoff.Permanent(errors.New(resp.Status))
		}
		return nil
	})
}

func (c *client) badSteady(ctx context.Context) error {
	return retry.Do(func() error {
		resp, err := c.post(ctx, nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 .*; the same request fails again, so wrap the error in retry.Unrecoverable`
			return errors.New(resp.Status)
		}
		return nil
	}, retry.Context(ctx))
}
