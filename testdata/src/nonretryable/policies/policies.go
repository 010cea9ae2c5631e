// Package policies holds predicates that are given to an HTTP client.
package policies

import (
	"context"
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

func bad() *retryablehttp.Client {
	return &retryablehttp.Client{CheckRetry: func(ctx context.Context, resp *http.Response, err error) (bool, error) { // want `CheckRetry is true for 400, 401 and 403`
		if err != nil {
			return true, err
		}
		return resp.StatusCode >= 400 && resp.StatusCode != 404, nil
	}}
}

func good() *retryablehttp.Client {
	c := &retryablehttp.Client{}
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err == nil && (resp.StatusCode == 429 || resp.StatusCode == 423) {
			return true, nil
		}
		return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	}
	return c
}

func policy(ctx context.Context, resp *http.Response, err error) (bool, error) { // want `policy is true for 400, 401 and 403`
	if err != nil {
		return true, err
	}
	return resp.StatusCode > 399, nil
}

func named() *retryablehttp.Client { return &retryablehttp.Client{CheckRetry: policy} }

// A predicate in a place that does not ask for one.
func elsewhere(f func(*http.Response) bool) bool { return f(nil) }

var failed = elsewhere(func(resp *http.Response) bool { return resp.StatusCode != 200 })
