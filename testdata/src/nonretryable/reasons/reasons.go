// Package reasons says why it retries.
package reasons

import (
	"fmt"
	"net/http"
)

var retryCodes = []int{
	400, // the backend answers this now and then for a request that is fine, so we try again
	408, // Request Timeout
	429,
	500,
}

var retryStatuses = []int{
	// want+1 `retryStatuses lists 400`
	http.StatusBadRequest, // Bad Request
	http.StatusTooManyRequests,
}

// want+1 `retryable lists 400`
var retryable = map[int]bool{400: true, 429: true, 503: true}

// A ServerError is made for 5xx alone.
type ServerError struct{ StatusCode int }

func (e ServerError) Error() string { return fmt.Sprintf("server error %d", e.StatusCode) }

// shouldRetry tells the server's errors apart.
func (e ServerError) shouldRetry() bool { return e.StatusCode != http.StatusNotImplemented }

// A StatusError is made for whatever comes.
type StatusError struct{ StatusCode int }

func (e StatusError) Error() string { return fmt.Sprintf("status %d", e.StatusCode) }

// shouldRetry forgets the client's errors.
func (e StatusError) shouldRetry() bool { // want `shouldRetry is true for 400, 401 and 403 \(any status but 501\)`
	return e.StatusCode != http.StatusNotImplemented
}

// Codes are the tables.
func Codes() []any { return []any{retryCodes, retryStatuses, retryable} }
