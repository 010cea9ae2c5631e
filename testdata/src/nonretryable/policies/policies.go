// Package policies holds predicates that are given to an HTTP client.
package policies

import (
	"context"
	"errors"
	"net/http"
	"time"

	"cloud.google.com/go/storage"
	azpolicy "github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/PuerkitoBio/rehttp"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
	"google.golang.org/api/googleapi"
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

func badAzure() azpolicy.RetryOptions {
	return azpolicy.RetryOptions{ShouldRetry: func(resp *http.Response, err error) bool { // want `ShouldRetry is true for 400, 401 and 403`
		return err != nil || resp.StatusCode >= 400
	}}
}

func badResty(c *resty.Client) {
	c.AddRetryCondition(func(resp *resty.Response, err error) bool { return err != nil || resp.IsError() }) // want `AddRetryCondition is true for 400, 401 and 403`
}

func goodResty(c *resty.Client) {
	c.AddRetryCondition(func(resp *resty.Response, err error) bool {
		return err != nil || resp.StatusCode() == http.StatusTooManyRequests || resp.StatusCode() >= 500
	})
}

func badGoogle(c *storage.Client) {
	c.SetRetry(storage.WithMaxAttempts(5), storage.WithErrorFunc(func(err error) bool { // want `WithErrorFunc is true for 400, 401 and 403`
		var e *googleapi.Error
		return errors.As(err, &e) && e.Code != 404
	}))
}

func goodGoogle(c *storage.Client) {
	c.SetRetry(storage.WithErrorFunc(func(err error) bool {
		var e *googleapi.Error
		return errors.As(err, &e) && (e.Code == 429 || e.Code >= 500)
	}))
}

func badTransport(rt http.RoundTripper) *rehttp.Transport {
	return rehttp.NewTransport(rt, func(a rehttp.Attempt) bool { // want `NewTransport is true for 400, 401 and 403`
		return a.Index < 5 && a.Response != nil && a.Response.StatusCode >= 400
	}, rehttp.ExpJitterDelay(time.Second, time.Minute))
}

func goodTransport(rt http.RoundTripper) *rehttp.Transport {
	return rehttp.NewTransport(rt, func(a rehttp.Attempt) bool {
		return a.Index < 5 && a.Response != nil && a.Response.StatusCode >= 500
	}, rehttp.ExpJitterDelay(time.Second, time.Minute))
}

var badAWS = retry.IsErrorRetryableFunc(func(err error) aws.Ternary { // want `IsErrorRetryableFunc is true for 400, 401 and 403`
	var e *smithyhttp.ResponseError
	if errors.As(err, &e) {
		return aws.BoolTernary(e.HTTPStatusCode() >= 400)
	}
	return aws.UnknownTernary
})

var goodAWS = retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
	var e *smithyhttp.ResponseError
	if errors.As(err, &e) {
		switch {
		case e.HTTPStatusCode() == 429:
			return aws.TrueTernary
		case e.HTTPStatusCode() < 500:
			return aws.FalseTernary
		}
	}
	return aws.UnknownTernary
})

type client struct{ limit int }

func (c *client) check(ctx context.Context, resp *http.Response, err error) (bool, error) { // want `check is true for 400, 401 and 403`
	return err != nil || resp.StatusCode >= 400, nil
}

func (c *client) method() *retryablehttp.Client { return &retryablehttp.Client{CheckRetry: c.check} }
