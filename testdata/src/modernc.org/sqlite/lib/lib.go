// Package sqlite3 stands in for the package of that path.
package sqlite3

const (
	SQLITE_BUSY              = 5
	SQLITE_CONSTRAINT        = 19
	SQLITE_BUSY_SNAPSHOT     = 517
	SQLITE_CONSTRAINT_UNIQUE = 2067
)
