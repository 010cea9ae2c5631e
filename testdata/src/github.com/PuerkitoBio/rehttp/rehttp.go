// Package rehttp stands in for the library of that path.
package rehttp

import (
	"net/http"
	"time"
)

type Attempt struct {
	Index    int
	Request  *http.Request
	Response *http.Response
	Error    error
}

type (
	RetryFn func(attempt Attempt) bool
	DelayFn func(attempt Attempt) time.Duration
)

type Transport struct{}

func NewTransport(rt http.RoundTripper, retry RetryFn, delay DelayFn) *Transport { return nil }

func RetryStatuses(statuses ...int) RetryFn          { return nil }
func RetryStatusInterval(from, to int) RetryFn       { return nil }
func RetryAny(fns ...RetryFn) RetryFn                { return nil }
func RetryAll(fns ...RetryFn) RetryFn                { return nil }
func RetryMaxRetries(n int) RetryFn                  { return nil }
func ExpJitterDelay(base, max time.Duration) DelayFn { return nil }
