// Package facts is a client of an API, as other packages use it. // want package:`(?s)\(\*\.Client\)\.Get: sends .*IsGone: judges .*Pause: waits`
package facts

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Error is what the server said.
type Error struct {
	Code int // the HTTP status
	Text string
}

func (e *Error) Error() string { return e.Text }

// Temporary reports whether it is worth another try.
func (e *Error) Temporary() bool { return e.Code == http.StatusTooManyRequests || e.Code >= 500 }

// ErrGone is returned for what was there once.
var ErrGone = errors.New("gone")

// IsGone reports whether an error says that there is nothing any more.
func IsGone(err error) bool {
	var e *Error
	return errors.Is(err, ErrGone) || errors.As(err, &e) && e.Code == http.StatusNotFound
}

// Worth reports whether an error is worth another try.
func Worth(err error) bool {
	var e *Error
	if errors.As(err, &e) {
		return e.Temporary()
	}
	return !errors.Is(err, ErrGone)
}

// Client sends.
type Client struct{ hc *http.Client }

// Get fails for every status but 200, with an *Error or ErrGone.
func (c *Client) Get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return resp, nil
	case http.StatusGone:
		return nil, fmt.Errorf("get %s: %w", url, ErrGone)
	}
	return nil, &Error{Code: resp.StatusCode, Text: resp.Status}
}

// Strict fails for what is worth another try only; the rest it returns.
func (c *Client) Strict(ctx context.Context, url string) (int, error) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return resp.StatusCode, errors.New("server error")
	}
	return resp.StatusCode, nil
}

// Fetcher is what a user may ask for; Client is the only one.
type Fetcher interface {
	Get(ctx context.Context, url string) (*http.Response, error)
	Strict(ctx context.Context, url string) (int, error)
}

// Pause waits for d, or until ctx ends.
func Pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
