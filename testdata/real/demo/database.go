package demo

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// The failure has ended the transaction, and the statement fails again in it.
func transferOnce(ctx context.Context, tx pgx.Tx) error {
	var err error
	for i := range 5 {
		if _, err = tx.Exec(ctx, "update accounts set balance = balance - 1"); err == nil {
			return nil
		}
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func transfer(ctx context.Context, conn *pgx.Conn) error {
	var err error
	for i := range 5 {
		if err = transaction(ctx, conn); err == nil {
			return nil
		}
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func transaction(ctx context.Context, conn *pgx.Conn) error {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "update accounts set balance = balance - 1"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func isDeadlock(e *pgconn.PgError) bool { return e.Code == "40P11" }
