// Package requests waits between attempts with a request in scope, which carries a context.
package requests

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type transport struct{ next http.RoundTripper }

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	for range 5 {
		resp, err := t.next.RoundTrip(req)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Second) // want `the wait between two attempts \(sent at line 15\) does not end with req.Context\(\); wait in a select with req.Context\(\).Done\(\)`
	}
	return nil, errors.New("gave up")
}

type call struct {
	req *http.Request
	max int
}

func (c *call) do() error {
	for i := 0; i < c.max; i++ {
		ctx := c.req.Context()
		resp, err := http.DefaultClient.Do(c.req.Clone(ctx))
		if err == nil && resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second) // want `does not end with ctx`
	}
	return errors.New("gave up")
}

type checked interface {
	Check(ctx context.Context, resp *http.Response, err error) (bool, error)
}

func (c *call) policy(check checked) error {
	for range c.max {
		resp, err := http.DefaultClient.Do(c.req)
		again, checkErr := check.Check(c.req.Context(), resp, err)
		if !again {
			return checkErr
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(delay(resp)) // want `does not end with c.req.Context\(\)`
	}
	return errors.New("gave up")
}

func delay(resp *http.Response) time.Duration {
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
		return time.Minute
	}
	return time.Second
}

// A copy of the request for each attempt.
func copies(req *http.Request) (resp *http.Response, err error) {
	for i := range 3 {
		if i > 0 {
			time.Sleep(time.Second) // want `does not end with req.Context\(\)`
			req = cloneRequest(req)
		}
		if resp, err = http.DefaultClient.Do(req); err == nil {
			return resp, nil
		}
	}
	return nil, err
}

func cloneRequest(req *http.Request) *http.Request {
	next := *req
	return &next
}

// From here on all is well.

// The request was made here, without a context.
func made(u string) error {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	for range 5 {
		if _, err := http.DefaultClient.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

func ends(req *http.Request) error {
	for range 5 {
		if _, err := http.DefaultClient.Do(req); err == nil {
			return nil
		}
		select {
		case <-req.Context().Done():
			return req.Context().Err()
		case <-time.After(time.Second):
		}
	}
	return errors.New("gave up")
}
