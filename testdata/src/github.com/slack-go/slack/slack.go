// Package slack stands in for the package of that path.
package slack

type SlackErrorResponse struct{ Err string }

func (r SlackErrorResponse) Error() string { return r.Err }

type RateLimitedError struct{ RetryAfter int }

func (e *RateLimitedError) Error() string { return "rate limited" }
