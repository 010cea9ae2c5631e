// Package v1 stands in for the library of that path.
package v1

// A Status is what the server says.
type Status struct {
	Reason  StatusReason `json:"reason,omitempty"`
	Message string       `json:"message,omitempty"`
	Code    int32        `json:"code,omitempty"`
}

type StatusReason string

const (
	StatusReasonBadRequest    StatusReason = "BadRequest"
	StatusReasonForbidden     StatusReason = "Forbidden"
	StatusReasonServerTimeout StatusReason = "ServerTimeout"
	StatusReasonNotFound      StatusReason = "NotFound"
)
