// Package pqerror stands in for the package of that path.
package pqerror

type Code string

func (c Code) Name() string { return "" }

func (c Code) Class() Class { return Class(c[:2]) }

type Class string

const (
	UniqueViolation        = Code("23505")
	TRSerializationFailure = Code("40001")
	TRDeadlockDetected     = Code("40P01")
	UndefinedTable         = Code("42P01")
)
