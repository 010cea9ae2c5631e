// Package loops holds every way to go round again.
package loops

import (
	"context"
	"fmt"
	"net/http"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func failure(resp *http.Response) error { return fmt.Errorf("status %s", resp.Status) }
