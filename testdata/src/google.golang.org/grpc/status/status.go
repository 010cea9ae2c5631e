// Package status stands in for the errors of gRPC.
package status

import "google.golang.org/grpc/codes"

type Status struct{ code codes.Code }

func (s *Status) Code() codes.Code { return s.code }

func (s *Status) Err() error { return nil }

func Code(err error) codes.Code { return codes.OK }

func FromError(err error) (*Status, bool) { return nil, false }

func Convert(err error) *Status { return nil }
