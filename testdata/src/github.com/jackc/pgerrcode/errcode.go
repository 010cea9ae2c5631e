// Package pgerrcode stands in for the package of that path.
package pgerrcode

const (
	UniqueViolation      = "23505"
	SerializationFailure = "40001"
)

func IsIntegrityConstraintViolation(code string) bool { return code == UniqueViolation }

func IsTransactionRollback(code string) bool { return code == SerializationFailure }
