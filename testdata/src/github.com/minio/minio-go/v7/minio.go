// Package minio stands in for the library of that path.
package minio

import "context"

type Client struct{}

type ErrorResponse struct {
	StatusCode int
	Code       string
}

func (e ErrorResponse) Error() string { return e.Code }

func ToErrorResponse(err error) ErrorResponse { return ErrorResponse{} }

func (c *Client) RemoveObject(ctx context.Context, bucket, object string) error { return ctx.Err() }

func (c *Client) MakeBucket(ctx context.Context, bucket string) error { return ctx.Err() }

func (c *Client) MakePolicy(bucket string) error { return nil }

func (c *Client) CloseWith(ctx context.Context) error { return ctx.Err() }

type Options struct {
	Secure     bool
	MaxRetries int
}

func New(endpoint string, opts *Options) (*Client, error) { return &Client{}, nil }
