// Package smithy stands in for the package of that path.
package smithy

type APIError interface {
	error
	ErrorCode() string
	ErrorMessage() string
}

type GenericAPIError struct {
	Code    string
	Message string
}

func (e *GenericAPIError) Error() string        { return e.Message }
func (e *GenericAPIError) ErrorCode() string    { return e.Code }
func (e *GenericAPIError) ErrorMessage() string { return e.Message }
