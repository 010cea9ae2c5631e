// Package retry stands in for the library of that path.
package retry

import "google.golang.org/grpc/codes"

type CallOption struct{}

func WithMax(n uint) CallOption                       { return CallOption{} }
func WithCodes(c ...codes.Code) CallOption            { return CallOption{} }
func WithRetriable(f func(err error) bool) CallOption { return CallOption{} }
