// Package sqlite stands in for the package of that path.
package sqlite

type Error struct{ code int }

func (e *Error) Error() string { return "sqlite" }

func (e *Error) Code() int { return e.code }
