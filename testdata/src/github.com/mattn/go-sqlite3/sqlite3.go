// Package sqlite3 stands in for the package of that path.
package sqlite3

type ErrNo int

func (err ErrNo) Error() string { return "sqlite" }

type Error struct{ Code ErrNo }

func (err Error) Error() string { return "sqlite" }

var (
	ErrBusy       = ErrNo(5)
	ErrConstraint = ErrNo(19)
)
