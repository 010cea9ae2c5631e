// Package tagged sends by a transport that waits for nothing.
package tagged

import (
	"net/http"
	"time"

	"example.com/tagging"
)

type api struct{ hc *http.Client }

func newAPI() *api {
	return &api{hc: &http.Client{Timeout: time.Minute, Transport: &tagging.Tagged{Next: http.DefaultTransport}}}
}

func (a *api) get(u string) (*http.Response, error) {
	for range 5 {
		resp, err := a.hc.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, nil
}
