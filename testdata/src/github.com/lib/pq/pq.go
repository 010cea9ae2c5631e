// Package pq stands in for the package of that path.
package pq

type ErrorCode string

func (c ErrorCode) Name() string { return "" }

type Error struct {
	Severity string
	Code     ErrorCode
	Message  string
}

func (err *Error) Error() string { return err.Message }

func (err *Error) SQLState() string { return string(err.Code) }

type ErrorClass string

func (c ErrorCode) Class() ErrorClass { return ErrorClass(c[:2]) }
