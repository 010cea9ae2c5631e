// Package ssestream stands in for the package of that path.
package ssestream

type Stream[T any] struct {
	now T
	err error
}

func (s *Stream[T]) Next() bool   { return s.err == nil }
func (s *Stream[T]) Current() T   { return s.now }
func (s *Stream[T]) Err() error   { return s.err }
func (s *Stream[T]) Close() error { return s.err }
