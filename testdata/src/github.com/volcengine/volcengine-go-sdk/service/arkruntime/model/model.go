// Package model stands in for the package of that path.
package model

type APIError struct {
	Code           string `json:"code,omitempty"`
	Message        string `json:"message"`
	Type           string `json:"type"`
	HTTPStatusCode int    `json:"-"`
	RequestId      string `json:"request_id"`
}

func (e *APIError) Error() string { return e.Message }
