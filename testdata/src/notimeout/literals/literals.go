// Package literals sends its requests in function literals.
package literals

import (
	"context"
	"io"
	"net/http"
	"time"
)

type client struct{ http *http.Client }

func newClient() *client { return &client{http: &http.Client{}} } // want `the client has no Timeout, nor its request a deadline`

func (c *client) fetch(u string) ([]byte, error) {
	resp, err := func() (*http.Response, error) { return c.http.Get(u) }()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func held(u string) ([]byte, error) {
	get := func(path string) (*http.Response, error) { return http.Get(u + path) } // want `http.Get has no time limit`
	resp, err := get("/a")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A stream is handed on.
func goodStream(u string) (io.ReadCloser, error) {
	get := func() (*http.Response, error) { return http.Get(u) }
	resp, err := get()
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Somebody else has the literal, and may read as long as he likes.
func goodGiven(u string, each func(func() (*http.Response, error))) ([]byte, error) {
	get := func() (*http.Response, error) { return http.Get(u) }
	each(get)
	resp, err := get()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func goodDeadline(u string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	resp, err := func() (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		return http.DefaultClient.Do(req)
	}()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
