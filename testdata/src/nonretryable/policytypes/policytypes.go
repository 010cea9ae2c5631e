// Package policytypes holds what other packages set as the policies of their clients: who is asked so, by what it is given, decides on the
// same request.
package policytypes

import (
	"context"
	"net/http"
)

// RetryAnswers is set as CheckRetry elsewhere.
func RetryAnswers(ctx context.Context, resp *http.Response, err error) (bool, error) { // want `RetryAnswers is true for 400, 401 and 403`
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	return resp.StatusCode >= 400, nil
}

// A Shop has one as a method.
type Shop struct{ Strict bool }

// ShouldRetry forgets what is refused.
func (s *Shop) ShouldRetry(_ context.Context, resp *http.Response, err error) (bool, error) {
	if err != nil {
		return true, err
	}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNotFound: // want `ShouldRetry is true for 400, 401 and 403`
		return false, nil
	}
	return true, nil
}

// RetryBusy is right.
func RetryBusy(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500, nil
}

// ShouldRetryStatus can be asked by who goes on with another host.
func ShouldRetryStatus(code int) bool { return code >= 400 }

// ShouldRetryResponse as well.
func ShouldRetryResponse(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode >= 400
}

// ShouldRetryIn knows the context, but says no more than yes.
func ShouldRetryIn(ctx context.Context, resp *http.Response, err error) bool {
	return ctx.Err() == nil && (err != nil || resp.StatusCode >= 400)
}

// ShouldRetryOn is told the host.
func ShouldRetryOn(ctx context.Context, host string, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return err != nil || resp.StatusCode >= 400, nil
}

// RetryNextHost is asked for the next of a list here.
func RetryNextHost(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return err != nil || resp.StatusCode >= 400, nil
}

func first(ctx context.Context, hc *http.Client, hosts []string) (*http.Response, error) {
	var resp *http.Response
	for _, host := range hosts {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, host, nil)
		if err != nil {
			return nil, err
		}
		resp, err = hc.Do(req)
		if again, err := RetryNextHost(ctx, resp, err); !again {
			return resp, err
		}
		if resp != nil {
			resp.Body.Close()
		}
	}
	return resp, nil
}
