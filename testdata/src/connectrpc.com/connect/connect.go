// Package connect stands in for the library of that path.
package connect

type Code uint32

const (
	CodeInvalidArgument   Code = 3
	CodeResourceExhausted Code = 8
	CodeUnavailable       Code = 14
	CodeUnauthenticated   Code = 16
)

type Request[T any] struct{ Msg *T }

type Response[T any] struct{ Msg *T }

func NewRequest[T any](m *T) *Request[T] { return &Request[T]{m} }

func CodeOf(err error) Code { return 0 }
