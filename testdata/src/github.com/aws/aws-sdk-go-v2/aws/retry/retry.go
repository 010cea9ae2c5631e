// Package retry stands in for the library of that path.
package retry

import "github.com/aws/aws-sdk-go-v2/aws"

type IsErrorRetryable interface {
	IsErrorRetryable(error) aws.Ternary
}

type IsErrorRetryableFunc func(error) aws.Ternary

func (f IsErrorRetryableFunc) IsErrorRetryable(err error) aws.Ternary { return f(err) }

type RetryableHTTPStatusCode struct{ Codes map[int]struct{} }

func (r RetryableHTTPStatusCode) IsErrorRetryable(err error) aws.Ternary { return 0 }
