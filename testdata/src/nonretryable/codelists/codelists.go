// Package codelists holds lists of codes that are given to clients and libraries.
package codelists

import (
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/PuerkitoBio/rehttp"
	awsretry "github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/elastic/elastic-transport-go/v8/elastictransport"
	"github.com/go-resty/resty/v2"
	"github.com/googleapis/gax-go/v2"
	grpcretry "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/retry"
	"github.com/parnurzeal/gorequest"
	"google.golang.org/grpc/codes"
)

var backoff = gax.Backoff{Initial: time.Second}

func badGRPC() gax.Retryer {
	return gax.OnCodes([]codes.Code{
		codes.Unavailable,
		codes.InvalidArgument, // want `OnCodes lists InvalidArgument, PermissionDenied; the same request fails again, so take them out`
		codes.PermissionDenied,
	}, backoff)
}

func goodGRPC() gax.Retryer {
	return gax.OnCodes([]codes.Code{codes.Unavailable, codes.ResourceExhausted, codes.Aborted, codes.NotFound}, backoff)
}

// Who lists Unauthenticated alone renews the credentials.
func goodRenewed() grpcretry.CallOption {
	return grpcretry.WithCodes(codes.Unavailable, codes.Unauthenticated)
}

func badMiddleware() grpcretry.CallOption {
	return grpcretry.WithCodes(codes.Unavailable, codes.Unauthenticated, codes.Unimplemented) // want `WithCodes lists Unimplemented, Unauthenticated`
}

func badHTTP() gax.Retryer {
	return gax.OnHTTPCodes(backoff, http.StatusBadRequest, 503) // want `OnHTTPCodes lists 400; the same request fails again, so take it out`
}

func goodHTTP() gax.Retryer { return gax.OnHTTPCodes(backoff, 429, 500, 502, 503, 504) }

func badField() policy.RetryOptions {
	return policy.RetryOptions{MaxRetries: 3, StatusCodes: []int{
		http.StatusTooManyRequests,
		http.StatusBadRequest, // want `StatusCodes lists 400`
	}}
}

func badAssigned(o *policy.RetryOptions) {
	o.StatusCodes = []int{400, 429, 500} // want `StatusCodes lists 400`
}

func goodField() policy.RetryOptions {
	return policy.RetryOptions{StatusCodes: []int{408, 429, 500, 502, 503, 504}}
}

var overloaded = []int{400, 502, 503, 504} // want `RetryOnStatus lists 400`

func badVariable() elastictransport.Config { return elastictransport.Config{RetryOnStatus: overloaded} }

func goodVariable(codes []int) elastictransport.Config {
	return elastictransport.Config{RetryOnStatus: codes}
}

func badSet() awsretry.IsErrorRetryable {
	return awsretry.RetryableHTTPStatusCode{Codes: map[int]struct{}{400: {}, 500: {}}} // want `Codes lists 400`
}

func goodSet() awsretry.IsErrorRetryable {
	return awsretry.RetryableHTTPStatusCode{Codes: map[int]struct{}{429: {}, 500: {}}}
}

func badAgent(url string) *gorequest.SuperAgent {
	return gorequest.New().Get(url).Retry(3, 5*time.Second, http.StatusBadRequest, http.StatusInternalServerError) // want `Retry lists 400`
}

func goodAgent(url string) *gorequest.SuperAgent {
	return gorequest.New().Get(url).Retry(3, 5*time.Second, http.StatusBadGateway)
}

func badTransport(rt http.RoundTripper) *rehttp.Transport {
	return rehttp.NewTransport(rt, rehttp.RetryAny(
		rehttp.RetryStatuses(400, 503),       // want `RetryStatuses lists 400`
		rehttp.RetryStatusInterval(400, 500), // want `RetryStatusInterval lists 400, 401 and 403`
	), rehttp.ExpJitterDelay(time.Second, time.Minute))
}

func goodTransport(rt http.RoundTripper) *rehttp.Transport {
	return rehttp.NewTransport(rt, rehttp.RetryAll(
		rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(500, 600),
	), rehttp.ExpJitterDelay(time.Second, time.Minute))
}

func badEveryError() *resty.Client {
	return resty.New().SetRetryCount(3).AddRetryAfterErrorCondition() // want `AddRetryAfterErrorCondition is true for 400, 401 and 403`
}

// A list of somebody else's that has the same name.
type mine struct{ StatusCodes []int }

var expected = mine{StatusCodes: []int{400, 401, 403}}
