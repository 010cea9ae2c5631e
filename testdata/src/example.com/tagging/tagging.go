// Package tagging has a transport that waits for nothing.
package tagging

import "net/http"

// A Tagged adds a header.
type Tagged struct{ Next http.RoundTripper }

// RoundTrip adds a header.
func (t *Tagged) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("X-Tag", "1")
	return t.Next.RoundTrip(req)
}
