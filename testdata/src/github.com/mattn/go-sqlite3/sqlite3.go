// Package sqlite3 stands in for the package of that path.
package sqlite3

type ErrNo int

func (err ErrNo) Error() string { return "sqlite" }

func (err ErrNo) Extend(by int) ErrNoExtended { return ErrNoExtended(int(err) | by<<8) }

type ErrNoExtended int

func (err ErrNoExtended) Error() string { return "sqlite" }

type Error struct {
	Code         ErrNo
	ExtendedCode ErrNoExtended
}

func (err Error) Error() string { return "sqlite" }

var (
	ErrBusy       = ErrNo(5)
	ErrLocked     = ErrNo(6)
	ErrConstraint = ErrNo(19)
	ErrNotADB     = ErrNo(26)
)

var (
	ErrBusySnapshot         = ErrBusy.Extend(2)
	ErrConstraintForeignKey = ErrConstraint.Extend(3)
	ErrConstraintUnique     = ErrConstraint.Extend(8)
)
