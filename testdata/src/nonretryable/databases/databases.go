// Package databases tries statements again by the codes of databases, which have no HTTP status.
package databases

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/lib/pq"
)

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func undefinedTable(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "insert into t values (1)"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "42P01" { // want `retries postgres code "42P01" \(Undefined table\), sent at line 27; the same request fails again, so return the error`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func byMethod(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "insert into t values (1)"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if errors.As(err, &pe) && pe.SQLState() == "42601" { // want `retries postgres code "42601"`
			if err := pause(ctx, i); err != nil {
				return err
			}
			continue
		}
		return err
	}
	return err
}

func everythingBut(ctx context.Context, run func(context.Context) error) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = run(ctx); err == nil {
			return nil
		}
		var pe *pq.Error
		if errors.As(err, &pe) && pe.Code != "23505" { // want `retries postgres code .* more`
			if err := pause(ctx, i); err != nil {
				return err
			}
			continue
		}
		return err
	}
	return err
}

func duplicateKey(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "insert into t values (1)"); err == nil {
			return nil
		}
		var me *mysql.MySQLError
		if errors.As(err, &me) && (me.Number == 1213 || me.Number == 1062) { // want `retries mysql code 1062 \(Duplicate key\)`
			if err := pause(ctx, i); err != nil {
				return err
			}
			continue
		}
		return err
	}
	return err
}

func isRetryable(err error) bool { // want `isRetryable is true for postgres code "42P01" \(Undefined table\); the same request fails again, so return false`
	var pe *pgconn.PgError
	return errors.As(err, &pe) && (pe.Code == "40001" || pe.Code == "42P01")
}
