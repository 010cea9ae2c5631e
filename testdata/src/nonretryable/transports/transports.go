// Package transports retries where no caller sees it: in what a client sends its requests with.
package transports

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

type all struct {
	base  http.RoundTripper
	limit int
}

func (t *all) RoundTrip(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := 0; i < t.limit; i++ {
		resp, err = t.base.RoundTrip(req)
		if err == nil && resp.StatusCode < 300 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}

type embedded struct{ http.RoundTripper }

func (t embedded) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.RoundTripper.RoundTrip(req)
		if err != nil || i == 3 || resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}

type transportFunc func(*http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func wrap(next http.RoundTripper) http.RoundTripper {
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		for i := 0; ; i++ {
			req.Body = io.NopCloser(bytes.NewReader(body))
			resp, err := next.RoundTrip(req)
			if err != nil || i == 3 || resp.StatusCode < 400 { // want `retries 400, 401 and 403`
				return resp, err
			}
			resp.Body.Close()
			time.Sleep(time.Second << i)
		}
	})
}

// From here on all is well.

type some struct{ base http.RoundTripper }

func (t *some) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.base.RoundTrip(req)
		if err != nil || i == 3 || resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}

type none struct{ base http.RoundTripper }

func (t *none) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("Accept", "application/json")
	return t.base.RoundTrip(req)
}

type renewing struct {
	base  http.RoundTripper
	token string
}

func (t *renewing) refreshToken() { t.token += "+" }

func (t *renewing) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("Authorization", t.token)
	resp, err := t.base.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	t.refreshToken()
	req.Header.Set("Authorization", t.token)
	return t.base.RoundTrip(req)
}

func good(next http.RoundTripper) http.RoundTripper {
	return transportFunc(func(req *http.Request) (*http.Response, error) {
		for i := 0; ; i++ {
			resp, err := next.RoundTrip(req)
			if err != nil || i == 3 || resp.StatusCode != http.StatusServiceUnavailable {
				return resp, err
			}
			resp.Body.Close()
			time.Sleep(time.Second << i)
		}
	})
}
