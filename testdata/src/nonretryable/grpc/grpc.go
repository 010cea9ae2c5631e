// Package grpc holds retries over gRPC codes.
package grpc

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type service struct{ cc grpc.ClientConnInterface }

type message struct{ ID string }

func (s *service) Get(ctx context.Context, in *message, opts ...grpc.CallOption) (*message, error) {
	out := new(message)
	return out, s.cc.Invoke(ctx, "/pkg.Service/Get", in, out, opts...)
}

func pause(i int) { time.Sleep(time.Second << i) }

func (s *service) badAny(ctx context.Context, in *message) (out *message, err error) {
	for i := range 3 {
		out, err = s.Get(ctx, in)
		if status.Code(err) == codes.OK { // want `retries InvalidArgument, PermissionDenied, Unimplemented, Unauthenticated`
			return out, nil
		}
		pause(i)
	}
	return nil, err
}

func (s *service) goodAllowed(ctx context.Context, in *message) (out *message, err error) {
	for i := range 3 {
		out, err = s.Get(ctx, in)
		switch status.Code(err) {
		case codes.Unavailable, codes.ResourceExhausted, codes.Aborted:
			pause(i)
			continue
		}
		return out, err
	}
	return nil, err
}

func (s *service) badDenied(ctx context.Context, in *message) (out *message, err error) {
	for i := range 3 {
		if out, err = s.Get(ctx, in); err == nil {
			return out, nil
		}
		if c := status.Code(err); c == codes.NotFound || c == codes.Canceled { // want `retries InvalidArgument, PermissionDenied`
			return nil, err
		}
		pause(i)
	}
	return nil, err
}

func (s *service) goodDenied(ctx context.Context, in *message) (out *message, err error) {
	for i := range 3 {
		if out, err = s.Get(ctx, in); err == nil {
			return out, nil
		}
		st, ok := status.FromError(err)
		if !ok || st.Code() != codes.Unavailable {
			return nil, err
		}
		pause(i)
	}
	return nil, err
}

func (s *service) goodUnauthenticated(ctx context.Context, in *message, login func() error) (out *message, err error) {
	for range 2 {
		out, err = s.Get(ctx, in)
		if status.Code(err) != codes.Unauthenticated {
			return out, err
		}
		if err := login(); err != nil {
			return nil, err
		}
	}
	return nil, err
}

func goodRetryable(err error) bool {
	switch status.Code(err) {
	case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
		return true
	}
	return false
}

func goodRetryCode(c codes.Code) bool {
	return c == codes.Unavailable || c == codes.Aborted
}

// want +9 `retryPolicy lists InvalidArgument, Unauthenticated`
const badPolicy = `{
	"methodConfig": [{
		"name": [{"service": "pkg.Service"}],
		"retryPolicy": {
			"MaxAttempts": 4,
			"InitialBackoff": ".01s",
			"MaxBackoff": ".1s",
			"BackoffMultiplier": 2.0,
			"RetryableStatusCodes": ["UNAVAILABLE", "INVALID_ARGUMENT", "UNAUTHENTICATED"]
		}
	}]
}`

const goodPolicy = `{
	"methodConfig": [{
		"name": [{"service": "pkg.Service"}],
		"retryPolicy": {"MaxAttempts": 4, "RetryableStatusCodes": ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED"]}
	}]
}`

// A renewed token makes UNAUTHENTICATED somebody's decision.
const goodNamed = `{"methodConfig": [{"retryPolicy": {"retryableStatusCodes": ["UNAVAILABLE", "UNAUTHENTICATED"]}}]}`

const goodNumbers = `{"methodConfig": [{"retryPolicy": {"retryableStatusCodes": [14, 8]}}]}`

// No JSON at all.
const goodText = `the list retryableStatusCodes may hold UNAVAILABLE, INVALID_ARGUMENT and others`

const badOneLine = `{"methodConfig": [{"retryPolicy": {"retryableStatusCodes": ["UNAVAILABLE", "INVALID_ARGUMENT"]}}]}` // want `retryPolicy lists InvalidArgument`

func dial(target string) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, grpc.WithDefaultServiceConfig(goodPolicy), grpc.WithDefaultServiceConfig(badPolicy))
}

// It runs beside the rest until its context ends, and has nobody to tell.
func (s *service) Register(ctx context.Context, in *message) {
	go s.register(ctx, in)
}

func (s *service) register(ctx context.Context, in *message) {
	wait := time.Second
	for {
		if _, err := s.Get(ctx, in); err == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
			wait = min(2*wait, time.Minute)
		}
	}
}

// It gives up after some attempts, and says so to whoever waits.
func (s *service) Announce(ctx context.Context, in *message) <-chan error {
	told := make(chan error, 1)
	go s.announce(ctx, in, told)
	return told
}

func (s *service) announce(ctx context.Context, in *message, told chan<- error) {
	var err error
	for i := range 5 {
		if _, err = s.Get(ctx, in); err == nil { // want `retries InvalidArgument, PermissionDenied, Unimplemented, Unauthenticated`
			break
		}
		pause(i)
	}
	told <- err
}
