// Package gax stands in for the library of that path.
package gax

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"
)

type Backoff struct{ Initial, Max time.Duration }

func (b *Backoff) Pause() time.Duration { return b.Initial }

type Retryer interface {
	Retry(err error) (pause time.Duration, shouldRetry bool)
}

type CallOption interface{}

type APICall func(context.Context) error

func OnCodes(cc []codes.Code, bo Backoff) Retryer                      { return nil }
func OnHTTPCodes(bo Backoff, cc ...int) Retryer                        { return nil }
func OnErrorFunc(bo Backoff, shouldRetry func(err error) bool) Retryer { return nil }
func WithRetry(fn func() Retryer) CallOption                           { return nil }
func Sleep(ctx context.Context, d time.Duration) error                 { return ctx.Err() }

func Invoke(ctx context.Context, call APICall, opts ...CallOption) error { return call(ctx) }
