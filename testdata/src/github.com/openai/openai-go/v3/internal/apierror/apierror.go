// Package apierror stands in for the package of that path.
package apierror

import "net/http"

type Error struct {
	Code       string `json:"code"`
	Message    string `json:"message"`
	Param      string `json:"param"`
	Type       string `json:"type"`
	StatusCode int
	Request    *http.Request
	Response   *http.Response
}

func (r *Error) Error() string { return r.Message }
