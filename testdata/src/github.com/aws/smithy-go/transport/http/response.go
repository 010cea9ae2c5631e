// Package http stands in for the library of that path.
package http

type ResponseError struct{ Err error }

func (e *ResponseError) HTTPStatusCode() int { return 0 }
func (e *ResponseError) Error() string       { return "" }
