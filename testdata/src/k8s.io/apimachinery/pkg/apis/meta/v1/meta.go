// Package v1 stands in for the library of that path.
package v1

// A Status is what the server says.
type Status struct {
	Code int32 `json:"code,omitempty"`
}
