// Package pgconn stands in for the package of that path.
package pgconn

import "context"

type PgError struct {
	Severity string
	Code     string
	Message  string
}

func (pe *PgError) Error() string { return pe.Message }

func (pe *PgError) SQLState() string { return pe.Code }

type PgConn struct{}

func (c *PgConn) Ping(ctx context.Context) error { return ctx.Err() }
