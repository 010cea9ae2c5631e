// Package retryablehttp stands in for the library of that path.
package retryablehttp

import (
	"context"
	"net/http"
	"time"
)

type CheckRetry func(ctx context.Context, resp *http.Response, err error) (bool, error)

type Backoff func(min, max time.Duration, attemptNum int, resp *http.Response) time.Duration

type Client struct {
	RetryWaitMin, RetryWaitMax time.Duration
	HTTPClient                 *http.Client
	CheckRetry                 CheckRetry
	RetryMax                   int
	Backoff                    Backoff

	ErrorHandler func(resp *http.Response, err error, numTries int) (*http.Response, error)
}

type Request struct{ *http.Request }

func NewClient() *Client { return &Client{RetryMax: 4} }

func NewRequest(method, url string, body any) (*Request, error) { return nil, nil }

func (c *Client) StandardClient() *http.Client { return nil }

type RoundTripper struct{ Client *Client }

func (rt *RoundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return nil, nil }

func (c *Client) Do(req *Request) (*http.Response, error) { return nil, nil }
func (c *Client) Get(url string) (*http.Response, error)  { return nil, nil }

func (c *Client) Post(url, bodyType string, body any) (*http.Response, error) { return nil, nil }

func DefaultRetryPolicy(ctx context.Context, resp *http.Response, err error) (bool, error) {
	return false, nil
}

func DefaultBackoff(min, max time.Duration, attemptNum int, resp *http.Response) time.Duration {
	return min
}
