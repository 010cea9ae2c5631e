package databases

import (
	"context"
	"database/sql"
	"errors"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/lib/pq"
)

func transaction(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = transfer(ctx, db); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40001" && pe.Code != "40P01" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func transfer(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "update a set n = n - 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func lockTimeout(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "update a set n = n - 1"); err == nil {
			return nil
		}
		var me *mysql.MySQLError
		if !errors.As(err, &me) {
			return err
		}
		switch me.Number {
		case 1205, 1213:
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The row that is referred to comes by another way.
func foreignKey(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "insert into b values (1)"); err == nil {
			return nil
		}
		var pe *pq.Error
		if !errors.As(err, &pe) || pe.Code != "23503" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Another key each time: another request.
func newKey(ctx context.Context, db *sql.DB, key func() string) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = db.ExecContext(ctx, "insert into t values ($1)", key()); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "23505" {
			return err
		}
	}
	return err
}

// Update, else insert, else from the start: somebody else was quicker.
func upsert(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 5; i++ {
		res, e := db.ExecContext(ctx, "update t set n = n + 1 where id = 1")
		if e != nil {
			return e
		}
		if n, _ := res.RowsAffected(); n > 0 {
			return nil
		}
		if _, err = db.ExecContext(ctx, "insert into t values (1)"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "23505" {
			return err
		}
	}
	return err
}

func isTransient(err error) bool {
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		switch pe.Code {
		case "40001", "40P01", "55P03", "57P03":
			return true
		}
	}
	return false
}
