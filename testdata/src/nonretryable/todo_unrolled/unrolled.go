// Package unrolled sends the same request twice, without a loop.
package unrolled

import "net/http"

type client struct{ hc *http.Client }

func (c *client) badUnrolled(url string) (*http.Response, error) {
	resp, err := c.hc.Get(url)
	if err != nil || resp.StatusCode != 200 { // want `retries 400, 401 and 403`
		resp, err = c.hc.Get(url)
	}
	return resp, err
}
