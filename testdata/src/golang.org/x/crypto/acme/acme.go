// Package acme is a stand-in.
package acme

type Error struct {
	StatusCode  int
	ProblemType string
	Detail      string
}

func (e *Error) Error() string { return e.ProblemType }
