// Package googleapi stands in for the library of that path.
package googleapi

type Error struct {
	Code    int
	Message string
}

type ErrorItem struct {
	Reason  string
	Message string
}

func (e *Error) Error() string { return e.Message }
