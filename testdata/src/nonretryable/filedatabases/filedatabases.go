// Package filedatabases tries again by the codes of SQLite, for which one SDK has variables in place of constants.
package filedatabases

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/mattn/go-sqlite3"
	modern "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func violated(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || se.Code != sqlite3.ErrConstraint { // want `retries sqlite code 19 \(Constraint violated\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func twice(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) {
			return err
		}
		switch se.ExtendedCode {
		case sqlite3.ErrConstraintUnique, sqlite3.ErrBusySnapshot: // want `retries sqlite code 2067 \(UNIQUE constraint violated\)`
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func mirrored(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || sqlite3.ErrNotADB != se.Code && sqlite3.ErrBusy != se.Code { // want `retries sqlite code 26 \(Not a database\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func unique(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se *modern.Error
		if !errors.As(err, &se) || se.Code() != lib.SQLITE_CONSTRAINT_UNIQUE { // want `retries sqlite code 2067 `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The statement alone, in the transaction that read before another one wrote.
func stale(ctx context.Context, tx *sql.Tx) error {
	var err error
	for i := range 5 {
		if _, err = tx.ExecContext(ctx, "UPDATE pets SET id = 2"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || se.ExtendedCode != sqlite3.ErrBusySnapshot { // want `sqlite code 517 .*transaction`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What passes.
func busy(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || se.Code != sqlite3.ErrBusy && se.Code != sqlite3.ErrLocked {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func allButViolated(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) {
			return err
		}
		switch se.Code {
		case sqlite3.ErrBusy, sqlite3.ErrLocked:
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func masked(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se *modern.Error
		if !errors.As(err, &se) || se.Code()&0xff != lib.SQLITE_BUSY {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The whole of the transaction, begun anew.
func whole(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if err = inside(ctx, db); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || se.ExtendedCode != sqlite3.ErrBusySnapshot {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func inside(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE pets SET id = 2"); err != nil {
		return err
	}
	return tx.Commit()
}

// A variable that somebody else has put there says nothing.
var ours = sqlite3.ErrConstraint

func own(ctx context.Context, db *sql.DB) error {
	var err error
	for i := range 5 {
		if _, err = db.ExecContext(ctx, "INSERT INTO pets VALUES (1)"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || se.Code != ours {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
