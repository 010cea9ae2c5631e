// Package mirrors holds failover that writes the host into the request.
package mirrors

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

func (c *client) goodMirrors(ctx context.Context) (*http.Response, error) {
	for i := 0; i < len(c.hosts); i++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return nil, err
		}
		req.URL.Host = c.hosts[i]
		resp, err := c.hc.Do(req)
		if err == nil && resp.StatusCode < 300 {
			return resp, nil
		}
	}
	return nil, errors.New("no host answers")
}
