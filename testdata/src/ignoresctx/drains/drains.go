// Package drains empties timers, and asks results for their errors.
package drains

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type client struct{ http *http.Client }

func (c *client) send(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// A timer that has fired is emptied: there is nothing to wait for.
func (c *client) drained(ctx context.Context, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.send(ctx, url)
		if err == nil || i == 4 {
			return resp, err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	select {
	case <-ctx.Done():
		if !timer.Stop() {
			<-timer.C
		}
		return cause(ctx.Err())
	case <-timer.C:
		return nil
	}
}

// Which errors it leaves out, nobody can see here.
func cause(err error) error {
	if errors.Is(err, errOver) {
		return nil
	}
	return err
}

var errOver = errors.New("over")

// A result of a batch that is put together from what the server said of each part is no request.
func (c *client) batch(ctx context.Context, parts map[string]result) {
	for len(parts) > 0 {
		left := map[string]result{}
		for name, r := range parts {
			if r.Err() != nil {
				left[name] = r
			}
		}
		time.Sleep(time.Second)
		parts = left
	}
}

type result interface{ Err() error }
