// Package otherhint reads Retry-After for one status and not for the other.
package otherhint

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
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

func after(resp *http.Response, d time.Duration) time.Duration {
	s := resp.Header.Get("Retry-After")
	if s == "" {
		return d
	}
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return time.Until(t)
	}
	return d
}

// It is read for 503 and not for 429.
func (c *client) badOther(ctx context.Context) (*http.Response, error) {
	for i := range 4 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 503:
			time.Sleep(after(resp, time.Second<<i))
		case 429: // want `429 is retried after a fixed 1s`
			time.Sleep(time.Second)
		default:
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}
