// Package fromerror asks first whether an error is a status of gRPC, as its documentation shows.
package fromerror

import (
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func isTransient(err error) bool {
	s, ok := status.FromError(err)
	if !ok {
		return false
	}
	switch s.Code() {
	case codes.Unavailable, codes.Aborted, codes.InvalidArgument, codes.PermissionDenied: // want `isTransient is true for InvalidArgument, PermissionDenied`
		return true
	}
	return false
}

func isRetryable(err error) bool {
	if s, ok := status.FromError(err); ok {
		switch s.Code() {
		case codes.Unavailable, codes.InvalidArgument: // want `isRetryable is true for InvalidArgument`
			return true
		}
	}
	return false
}

// Well made.

func isPassing(err error) bool {
	s, ok := status.FromError(err)
	return ok && (s.Code() == codes.Unavailable || s.Code() == codes.Aborted)
}

var errClosed = errors.New("closed")

func shouldRetry(err error) bool {
	s, ok := status.FromError(err)
	if !ok || errors.Is(err, errClosed) {
		return false
	}
	return s.Code() == codes.Unavailable
}
