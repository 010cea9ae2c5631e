// Package exported stands in for the library of that path.
package exported

type ResponseError struct {
	ErrorCode  string
	StatusCode int
}

func (e *ResponseError) Error() string { return e.ErrorCode }
