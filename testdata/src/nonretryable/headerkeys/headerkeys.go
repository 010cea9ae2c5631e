// Package headerkeys holds key rotation by a header.
package headerkeys

import (
	"context"
	"errors"
	"net/http"
)

type client struct {
	hc    *http.Client
	url   string
	keys  []string
	hosts []string
}

func (c *client) goodHeaderKeys(ctx context.Context) (*http.Response, error) {
	for i := range c.keys {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return nil, err
		}
		req.Header.Set("X-Api-Key", c.keys[i])
		resp, err := c.hc.Do(req)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errors.New("no key is accepted")
}
