// Package unlooked has functions that say whether to try again by a count.
package unlooked

import (
	"net/http"
	"time"
)

type client struct {
	http *http.Client
	most int
}

// The status decides first, and this one how often.
func (c *client) shouldRetry(attempts int, status int) bool {
	return attempts+1 < c.most
}

func passes(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

func (c *client) goodGet(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Get(u)
		if err != nil {
			return nil, err
		}
		if !passes(resp.StatusCode) || !c.shouldRetry(i, resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}

// Nobody looks at the status here, and that is the fault of the rounds.
func (c *client) get(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Get(u)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		if !c.shouldRetry(i, 0) {
			return resp, err
		}
		if err == nil { // want `retries 400, 401 and 403 \(any status but 200`
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
}

func mayRetry(attempt int, _ *http.Response) bool { return attempt < 5 }

func (c *client) goodHead(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Head(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || !mayRetry(i, resp) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}

// This one looks, if only at what worked.
func isRetryable(attempt, status int) bool {
	if status == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200`
		return false
	}
	return attempt < 5
}

func (c *client) delete(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodDelete, u, nil)
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		resp, err := c.http.Do(req)
		if err != nil || !isRetryable(i, resp.StatusCode) {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}
