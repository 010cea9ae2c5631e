// Package grpcpredicate holds predicates over gRPC codes that answer yes to hopeless ones.
package grpcpredicate

import (
	"slices"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func badRetryable(err error) bool { // want `badRetryable is true for InvalidArgument, PermissionDenied`
	c := status.Code(err)
	return c != codes.OK && c != codes.NotFound
}

func badRetryCode(c codes.Code) bool { // want `badRetryCode is true for InvalidArgument, Unimplemented`
	return slices.Contains([]codes.Code{codes.Unavailable, codes.Internal, codes.InvalidArgument, codes.Unimplemented}, c)
}
