// Package closedelsewhere sends by a client that closes the response of what failed.
package closedelsewhere

import (
	"context"
	"net/http"

	"example.com/sdk"
)

type failed struct{ resp *http.Response }

func (e *failed) Error() string { return e.resp.Status }

// The error is lost from sight, and with it whether the response is closed.
func again(err error) bool {
	if sdk.Replace(&err) {
		return false
	}
	if se, ok := err.(*sdk.StatusError); ok {
		err = &failed{se.Resp}
	}
	f, ok := err.(*failed)
	return ok && f.resp.StatusCode == 503
}

func move(ctx context.Context, c *sdk.Client, url string) error {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
		if err != nil {
			return err
		}
		_, err = c.Do(req, nil)
		if !again(err) {
			return err
		}
	}
	return nil
}

// Without an error it is open.
func found(ctx context.Context, c *sdk.Client, url string) (*http.Response, error) {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req, nil) // want `the response is not closed before the next attempt \(line \d+\), which leaks`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusAccepted && resp.StatusCode < 300 {
			return resp, nil
		}
	}
	return nil, nil
}
