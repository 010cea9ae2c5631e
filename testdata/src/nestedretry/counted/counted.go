// Package counted counts the attempts in the body of the loop, beside a context.
package counted

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

var errNotReady = errors.New("report is not ready")

func doze(ctx context.Context, k int) error {
	t := time.NewTimer(time.Second << k)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

type rest struct {
	hc   *http.Client
	base string
}

// report gets a report, with four attempts.
func (r *rest) report(ctx context.Context, id string) (*http.Response, error) {
	var last error
	for k := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.base+"/reports/"+id, nil)
		if err != nil {
			return nil, err
		}
		resp, err := r.hc.Do(req)
		switch {
		case err != nil:
			last = err
		case resp.StatusCode == http.StatusConflict:
			resp.Body.Close()
			return nil, errNotReady
		case resp.StatusCode >= 500:
			resp.Body.Close()
			last = fmt.Errorf("report: %s", resp.Status)
		default:
			return resp, nil
		}
		if err := doze(ctx, k); err != nil {
			return nil, err
		}
	}
	return nil, last
}

func (r *rest) insist(ctx context.Context, id string) (*http.Response, error) {
	tries := 0
	for { // want `up to 3 x 4 = 12 requests`
		resp, err := r.report(ctx, id)
		if err == nil {
			return resp, nil
		}
		if tries++; tries >= 3 {
			return nil, fmt.Errorf("report %s: %w", id, err)
		}
		if err := doze(ctx, tries); err != nil {
			return nil, err
		}
	}
}

func (r *rest) third(ctx context.Context, id string) (*http.Response, error) {
	for n := 0; ; n++ { // want `up to 3 x 4 = 12 requests`
		resp, err := r.report(ctx, id)
		if err == nil || n == 2 {
			return resp, err
		}
		if err := doze(ctx, n); err != nil {
			return nil, err
		}
	}
}

func (r *rest) atMost(ctx context.Context, id string, most int) (*http.Response, error) {
	for n := 1; ; n++ { // want `each of these attempts is up to 4 requests`
		resp, err := r.report(ctx, id)
		if err == nil || n > most {
			return resp, err
		}
		if err := doze(ctx, n); err != nil {
			return nil, err
		}
	}
}

// Well made.

// later comes back for what is not ready, which the report does not repeat.
func (r *rest) later(ctx context.Context, id string) (*http.Response, error) {
	tries := 0
	for {
		resp, err := r.report(ctx, id)
		if !errors.Is(err, errNotReady) {
			return resp, err
		}
		if tries++; tries >= 3 {
			return nil, fmt.Errorf("report %s: %w", id, err)
		}
		if err := doze(ctx, tries); err != nil {
			return nil, err
		}
	}
}

// same compares it without unwrapping.
func (r *rest) same(ctx context.Context, id string) (*http.Response, error) {
	for n := 0; n < 3; n++ {
		resp, err := r.report(ctx, id)
		if err != errNotReady {
			return resp, err
		}
		if err := doze(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, errNotReady
}

// ended goes on until the context ends, as nothing counts what is left.
func (r *rest) ended(ctx context.Context, id string) (*http.Response, error) {
	left := 3
	for {
		resp, err := r.report(ctx, id)
		if err == nil || left == 0 {
			return resp, err
		}
		if err := doze(ctx, 1); err != nil {
			return nil, err
		}
	}
}
