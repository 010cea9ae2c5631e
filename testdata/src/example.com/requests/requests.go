// Package requests makes requests for others, in ways that they do not see.
package requests

import (
	"bytes"
	"net/http"
)

// Post is a request with a body.
func Post(url string, data []byte) (*http.Request, error) {
	return http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
}

// A Maker makes requests to one host.
type Maker struct{ Base string }

// Make is a request with a body.
func (m *Maker) Make(path string, data []byte) *http.Request {
	req, err := Post(m.Base+path, data)
	if err != nil {
		panic(err)
	}
	return req
}
