// Package seenas tries again by errors that a driver's own function sees as its type.
package seenas

import (
	"context"
	"time"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

type admin interface {
	Create(ctx context.Context, topic string) error
}

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func constant(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if pq.As(err, pqerror.UndefinedTable) == nil { // want `retries postgres code "42P01" `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func kept(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		e := pq.As(err)
		if e == nil || e.Code != pqerror.UniqueViolation { // want `retries postgres code "23505" `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func oneOf(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if e := pq.As(err, pqerror.TRSerializationFailure, pqerror.UniqueViolation); e != nil { // want `retries postgres code "23505" `
			if err := pause(ctx, i); err != nil {
				return err
			}
			continue
		}
		return err
	}
	return err
}

// All but two codes.
func rest(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		err = a.Create(ctx, "t")
		if err == nil || pq.As(err, pqerror.UndefinedTable, pqerror.UniqueViolation) != nil { // want `retries postgres code "03000" .* and 164 more`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// From here on all is well.

func passing(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if pq.As(err, pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected) == nil {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func narrower(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		e := pq.As(err, pqerror.TRSerializationFailure, pqerror.UniqueViolation)
		if e == nil || e.Code == pqerror.UniqueViolation {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Codes that somebody else names.
func listed(ctx context.Context, a admin, codes []pqerror.Code) error {
	var err error
	for i := 0; i < 5; i++ {
		err = a.Create(ctx, "t")
		if err == nil || pq.As(err, codes...) == nil {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func given(ctx context.Context, a admin, code pqerror.Code) error {
	var err error
	for i := 0; i < 5; i++ {
		err = a.Create(ctx, "t")
		if err == nil || pq.As(err, code) == nil {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
