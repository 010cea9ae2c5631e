// Package apierror stands in for the package of that path.
package apierror

import (
	"net/http"

	"github.com/anthropics/anthropic-sdk-go/shared"
)

type Error struct {
	StatusCode int
	RequestID  string
	Response   *http.Response
	errorType  shared.ErrorType
}

func (r *Error) Error() string { return string(r.errorType) }

func (r *Error) Type() shared.ErrorType { return r.errorType }
