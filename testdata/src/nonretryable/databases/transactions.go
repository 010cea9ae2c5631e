package databases

import (
	"context"
	"database/sql"
	"errors"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
)

func statement(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i := 0; i < 5; i++ {
		if _, err = tx.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return tx.Commit()
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40001" { // want `retries the statement after postgres code "40001" \(.*\), sent at line 19, in the transaction that it has ended; begin the transaction again`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func given(ctx context.Context, tx *sql.Tx) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = tx.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return nil
		}
		var me *mysql.MySQLError
		if !errors.As(err, &me) || me.Number != 1205 && me.Number != 1213 { // want `retries the statement after mysql code 1213 \(Deadlock\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The transaction is begun anew each time.
func anew(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		tx, e := db.BeginTx(ctx, nil)
		if e != nil {
			return e
		}
		if _, err = tx.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return tx.Commit()
		}
		tx.Rollback()
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40001" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Back to a savepoint.
func savepoint(ctx context.Context, tx *sql.Tx) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err := tx.ExecContext(ctx, "savepoint s"); err != nil {
			return err
		}
		if _, err = tx.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40P01" {
			return err
		}
		if _, err := tx.ExecContext(ctx, "rollback to savepoint s"); err != nil {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Without a transaction, each statement is one.
func single(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40001" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// MySQL rolls back the statement alone, as a rule, when it has waited too long.
func waited(ctx context.Context, tx *sql.Tx) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = tx.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return nil
		}
		var me *mysql.MySQLError
		if !errors.As(err, &me) || me.Number != 1205 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
