// Package againpolicy gives its client a policy that makes errors of refusals.
package againpolicy

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

func strict(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if err == nil && resp.StatusCode >= 400 && resp.StatusCode < 500 {
		return false, fmt.Errorf("refused: %s", resp.Status)
	}
	return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
}

var client = newClient()

func newClient() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.CheckRetry = strict
	return c
}

func post(url string, b []byte) error {
	resp, err := client.Post(url, "application/json", b)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
