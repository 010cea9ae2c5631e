// Package lent tries again what it is given, and closes the answers that it does not hand on.
package lent

import (
	"context"
	"net/http"
	"time"
)

// Ask is one attempt.
type Ask func() (*http.Response, error)

func passing(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusBadGateway || status == http.StatusServiceUnavailable
}

// Closely closes what it does not return.
func Closely(ctx context.Context, ask Ask) (*http.Response, error) {
	var failed error
	for i := 0; i < 4; i++ {
		resp, err := ask()
		if err == nil && !passing(resp.StatusCode) {
			return resp, nil
		}
		failed = err
		if err == nil {
			resp.Body.Close()
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return nil, failed
}

// Whatever knows nothing of what it tries.
func Whatever[T any](ctx context.Context, ask func() (T, error)) (T, error) {
	var v T
	var err error
	for i := 0; i < 4; i++ {
		if v, err = ask(); err == nil {
			return v, nil
		}
		select {
		case <-ctx.Done():
			return v, ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return v, err
}
