// Package posts is an API's client that turns every status but 200 into an error.
package posts

import (
	"context"
	"fmt"
	"net/http"

	"github.com/buildkite/roko"
)

// A Client sends.
type Client struct{ Base string }

// A Reply is what came back.
type Reply struct{ *http.Response }

// Error is a status that was not wanted.
type Error struct{ Status int }

func (e *Error) Error() string { return fmt.Sprintf("status %d", e.Status) }

// Send posts.
func (c *Client) Send(ctx context.Context, id string) (*Reply, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Base+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &Reply{resp}, &Error{resp.StatusCode}
	}
	return &Reply{resp}, nil
}

// State asks how a job is.
func (c *Client) State(ctx context.Context, id string) (string, *Reply, error) {
	r, err := c.Send(ctx, id)
	if err != nil {
		return "", r, err
	}
	return r.Header.Get("State"), r, nil
}

// BreakUnlessBusy ends the retries but for 429 and 5xx.
func BreakUnlessBusy(r *roko.Retrier, reply *Reply, err error) bool {
	if err == nil || reply == nil || reply.StatusCode == http.StatusTooManyRequests || reply.StatusCode >= 500 {
		return false
	}
	r.Break()
	return true
}
