// Package pq stands in for the package of that path.
package pq

import (
	"errors"
	"slices"

	"github.com/lib/pq/pqerror"
)

// ErrorCode is the name of older versions.
type ErrorCode = pqerror.Code

type Error struct {
	Severity string
	Code     pqerror.Code
	Message  string
}

func (err *Error) Error() string { return err.Message }

func (err *Error) SQLState() string { return string(err.Code) }

func As(err error, codes ...pqerror.Code) *Error {
	e := new(Error)
	if errors.As(err, &e) && (len(codes) == 0 || slices.Contains(codes, e.Code)) {
		return e
	}
	return nil
}
