// Package stubborn has a transport that tries again, and one that does not.
package stubborn

import (
	"net/http"
	"time"
)

// A Transport asks up to three times.
type Transport struct{ Next http.RoundTripper }

func New(next http.RoundTripper) *Transport { return &Transport{next} }

func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := t.Next.RoundTrip(req)
		if err == nil && resp.StatusCode < 500 || n == 3 || req.Body != nil {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
}

// Named says who asks.
type Named struct{ Name string }

func (t *Named) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", t.Name)
	return http.DefaultTransport.RoundTrip(req)
}
