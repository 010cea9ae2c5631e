// Package policy stands in for the library of that path.
package policy

import "net/http"

type RetryOptions struct {
	MaxRetries  int32
	StatusCodes []int
	ShouldRetry func(*http.Response, error) bool
}
