// Package github stands in for the library of that path.
package github

import (
	"context"
	"net/http"
	"time"
)

type Response struct{ *http.Response }

type Client struct{ Issues *IssuesService }

type IssuesService struct{}

type Issue struct{ Title string }

type ErrorResponse struct {
	Response *http.Response
	Message  string
}

func (e *ErrorResponse) Error() string { return e.Message }

type RateLimitError struct {
	Response *http.Response
	Message  string
}

func (e *RateLimitError) Error() string { return e.Message }

type AbuseRateLimitError struct {
	Response   *http.Response
	RetryAfter *time.Duration
}

func (e *AbuseRateLimitError) Error() string { return "" }

func (s *IssuesService) Create(ctx context.Context, owner, repo string, issue *Issue) (*Issue, *Response, error) {
	return nil, nil, ctx.Err()
}

func (s *IssuesService) Get(ctx context.Context, owner, repo string, number int) (*Issue, *Response, error) {
	return nil, nil, ctx.Err()
}

type TwoFactorAuthError struct{ Message string }

func (r *TwoFactorAuthError) Error() string { return r.Message }

// An Error is what is wrong with a field.
type Error struct {
	Resource string
	Field    string
	Code     string
	Message  string
}

func (e *Error) Error() string { return e.Message }
