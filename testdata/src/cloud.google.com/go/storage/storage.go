// Package storage stands in for the library of that path.
package storage

type RetryOption interface{}

func WithErrorFunc(shouldRetry func(err error) bool) RetryOption { return nil }
func WithMaxAttempts(n int) RetryOption                          { return nil }

type Client struct{}

func (c *Client) SetRetry(opts ...RetryOption) {}
