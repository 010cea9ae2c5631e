// Package errtext decides by the digits of a status in an error's text.
package errtext

import (
	"errors"
	"net/http"
	"strings"
)

type APIError struct{ StatusCode int }

func (e *APIError) Error() string { return "api error" }

var quota = []string{"quota exceeded", "limit reached"}

func exhausted(err error) bool {
	s := strings.ToLower(err.Error())
	for _, q := range quota {
		if strings.Contains(s, q) {
			return true
		}
	}
	return false
}

// Three statuses are named, and retry is the default.
func isRetryable(err error) bool {
	if err == nil {
		return false
	}
	if exhausted(err) {
		return false
	}
	var ae *APIError
	if errors.As(err, &ae) {
		return ae.StatusCode == 429 || ae.StatusCode >= 500
	}
	msg := err.Error()
	if strings.Contains(msg, " 401 ") || strings.Contains(msg, "403") {
		return false
	}
	if strings.Contains(msg, "404") {
		return false
	}
	for _, code := range []string{"429", "500", "503"} {
		if strings.Contains(msg, code) { // want `isRetryable is true for 400 and 422 \(400, 402, 405 and above, and transport errors\); `
			return true
		}
	}
	return true
}

// 400 is among them.
func isTransient(err error) bool {
	for _, code := range []string{"400", "401", "403", "404", "422"} {
		if strings.Contains(err.Error(), code) {
			return false
		}
	}
	return true
}

// The words say what the digits leave out.
func shouldRetry(err error) bool {
	msg := err.Error()
	if strings.Contains(msg, "404") || strings.Contains(msg, "bad request") || strings.Contains(msg, "unauthorized") {
		return false
	}
	return true
}

// Whether there is a status at all is nobody's word.
func isRetriable(err error) bool {
	return !strings.Contains(err.Error(), "no such column")
}

// Retry is not the default.
func retryable(err error) bool {
	msg := err.Error()
	return strings.Contains(msg, "429") || strings.Contains(msg, "503") || strings.Contains(msg, "timeout")
}

// Digits that are no status.
func canRetry(err error) bool {
	return !strings.Contains(err.Error(), "1062") && !strings.Contains(err.Error(), "port 8404")
}

var _ = http.DefaultClient
