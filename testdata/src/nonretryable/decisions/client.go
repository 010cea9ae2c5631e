// Package decisions holds the ways to decide whether to go round again.
package decisions

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(nil))
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func (c *client) pause(ctx context.Context, i int) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second << i):
	}
}

// send returns an error that keeps the status.
func (c *client) send(ctx context.Context) ([]byte, error) {
	resp, err := c.once(ctx)
	if err != nil {
		return nil, fmt.Errorf("send: %w", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, &statusError{Status: resp.StatusCode, Body: string(body)}
	}
	return body, nil
}

type statusError struct {
	Status int
	Body   string
}

func (e *statusError) Error() string { return fmt.Sprintf("status %d: %s", e.Status, e.Body) }

func (e *statusError) Temporary() bool { return e.Status == 429 || e.Status >= 500 }
