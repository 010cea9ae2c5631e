// Package interfaces gives errors to its predicates by interfaces that have error in them.
package interfaces

import (
	"errors"
	"fmt"
	"time"
)

type failure interface{ error }

type timedFailure interface {
	error
	Timeout() bool
}

type replyError struct{ StatusCode int }

func (e *replyError) Error() string { return fmt.Sprint(e.StatusCode) }

func (e *replyError) Timeout() bool { return e.StatusCode == 504 }

func shouldRetry(f failure) bool { // want `shouldRetry is true for 400`
	var r *replyError
	if !errors.As(f, &r) {
		return false
	}
	return r.StatusCode == 400 || r.StatusCode >= 500
}

func canRetry(f timedFailure) bool { // want `canRetry is true for 400`
	if r, ok := f.(*replyError); ok {
		return r.StatusCode == 400 || r.StatusCode == 429
	}
	return f.Timeout()
}

func isRetryable[E error](f E) bool { // want `isRetryable is true for 400, 401 and 403`
	var r *replyError
	return errors.As(f, &r) && r.StatusCode >= 400
}

// From here on all is well.

func shouldTryAgain(f failure) bool {
	var r *replyError
	return errors.As(f, &r) && (r.StatusCode == 429 || r.StatusCode >= 500)
}

func retryAllowed(f timedFailure, wait time.Duration) bool {
	if r, ok := f.(*replyError); ok {
		return r.StatusCode >= 500
	}
	return f.Timeout() && wait < time.Minute
}

// A failure that is no error says nothing of a status.
type mark interface{ Retry() bool }

func shouldRetryMark(m mark) bool { return m != nil && m.Retry() }
