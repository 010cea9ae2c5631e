// Package closures holds retries in function literals that are returned, converted or stored.
package closures

import (
	"net/http"
	"time"
)

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func badMiddleware(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		for {
			resp, err := next.RoundTrip(req)
			if err == nil && resp.StatusCode == 200 { // want `retries 400, 401 and 403`
				return resp, nil
			}
			time.Sleep(time.Second)
		}
	})
}

func badReturned(next http.RoundTripper) func(*http.Request) (*http.Response, error) {
	return func(req *http.Request) (*http.Response, error) {
		for {
			resp, err := next.RoundTrip(req)
			if err == nil && resp.StatusCode == 200 { // want `retries 400, 401 and 403`
				return resp, nil
			}
			time.Sleep(time.Second)
		}
	}
}

type job struct {
	send func() (*http.Response, error)
}

func badStored(hc *http.Client, url string) job {
	return job{send: func() (*http.Response, error) {
		for {
			resp, err := hc.Get(url)
			if err == nil && resp.StatusCode == 200 { // want `retries 400, 401 and 403`
				return resp, nil
			}
			time.Sleep(time.Second)
		}
	}}
}

func badAssigned(hc *http.Client, url string) (j job) {
	j.send = func() (*http.Response, error) {
		for {
			resp, err := hc.Get(url)
			if err == nil && resp.StatusCode == 200 { // want `retries 400, 401 and 403`
				return resp, nil
			}
			time.Sleep(time.Second)
		}
	}
	return j
}
