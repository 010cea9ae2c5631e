package upyun

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

const maxAttempts = 5

// Delete removes a file; one that is not there is removed already. It is GOOD: 429 and 5xx go round, with a delay that
// grows, and nothing else does.
func (c *Client) Delete(ctx context.Context, path string) error {
	delay := time.Second // UpYun allows one change of a file a second
	var last error
	for range maxAttempts {
		resp, err := c.send(ctx, http.MethodDelete, path, nil)
		if err != nil {
			return err
		}
		hint := resp.Header.Get("Retry-After")
		last = nil
		if resp.StatusCode != http.StatusOK {
			last = readError(resp)
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusOK, resp.StatusCode == http.StatusNotFound:
			return nil
		case resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500:
			return last
		}
		pause := delay
		if s, err := strconv.Atoi(hint); err == nil {
			pause = time.Duration(s) * time.Second
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		delay *= 2
	}
	return last
}
