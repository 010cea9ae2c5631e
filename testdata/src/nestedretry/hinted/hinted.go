// Package hinted goes round a client that tries again by itself, as often as a helper of its own says, and as long as a header says: what
// nobody can read does not decide whether.
package hinted

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const most = 8

type desk struct{ hc *retryablehttp.Client }

func open() *desk { return &desk{hc: retryablehttp.NewClient()} }

// again says whether to come back, and after how many milliseconds.
func (d *desk) again(n int, resp *http.Response) (bool, int64, error) {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return false, 0, nil
	}
	if n > most {
		return false, 0, errors.New("too often")
	}
	ms := 1000 << (n - 1)
	if told := resp.Header.Values("Retry-After"); len(told) > 0 {
		if _, err := fmt.Sscanf(told[0], "%d", &ms); err == nil {
			ms *= 1000
		}
	}
	return true, int64(ms), nil
}

func (d *desk) bad(ctx context.Context, u string) (*http.Response, error) {
	n := 0
	for { // want `retries inside retries: each of these attempts is up to 5 requests \(d.hc.Get, line 42, retries by itself\)`
		n++
		resp, err := d.hc.Get(u)
		if err != nil {
			return nil, err
		}
		more, ms, err := d.again(n, resp)
		if !more || err != nil {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(ms) * time.Millisecond):
		}
	}
}

// goodOther goes round after another failure than the client does.
func (d *desk) goodOther(ctx context.Context, u string) (*http.Response, error) {
	n := 0
	for {
		n++
		resp, err := d.hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusConflict || n > most {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << min(n, 5)):
		}
	}
}

// goodText goes round only where a text says so that nobody can read here.
func (d *desk) goodText(ctx context.Context, u string, wants func(*http.Response) bool) (*http.Response, error) {
	n := 0
	for {
		n++
		resp, err := d.hc.Get(u)
		if err != nil {
			return nil, err
		}
		if !wants(resp) || n > most {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << min(n, 5)):
		}
	}
}

// goodEnd is ended by the context alone: how often it asks is not said.
func (d *desk) goodEnd(ctx context.Context, u string) (*http.Response, error) {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		resp, err := d.hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
	}
}
