// Package grpc stands in for gRPC: what a client needs.
package grpc

import (
	"context"
	"net/http"
)

type CallOption interface{ before(*http.Request) }

type DialOption interface{ apply() }

type ClientConn struct{}

type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args, reply any, opts ...CallOption) error
}

func (cc *ClientConn) Invoke(ctx context.Context, method string, args, reply any, opts ...CallOption) error {
	return ctx.Err()
}

func NewClient(target string, opts ...DialOption) (*ClientConn, error) { return nil, nil }

func WithDefaultServiceConfig(s string) DialOption { return nil }
