// Package codenames tries again by parts of SQLSTATE that a driver's methods give: its class, or its name.
package codenames

import (
	"context"
	"errors"
	"time"

	"github.com/lib/pq"
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

func class(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Class() != "23" { // want `retries postgres code "23000" \(.*\) and 5 more`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func name(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Name() != "unique_violation" { // want `retries postgres code "23505" \(Unique violation\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func chosen(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) {
			return err
		}
		switch e.Code.Name() {
		case "serialization_failure", "undefined_table": // want `retries postgres code "42P01"`
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func asText(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) {
			return err
		}
		if class := string(e.Code.Class()); class != "42" { // want `retries postgres code "42000" .* and`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func serialization(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Name() != "serialization_failure" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func deadlock(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Name() != "deadlock_detected" && e.Code.Name() != "serialization_failure" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Some of the class pass, and are meant.
func rollback(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Class() != "40" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func connection(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Class() != "08" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func without(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Class() == "23" || e.Code.Class() == "42" || e.Code.Class() != "40" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What no code is called is not known.
func unnamed(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Name() != "no_such_condition" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// A class has two characters.
func longer(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code.Class() != "235" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Who is asked for the class alone decides nothing.
func classOf(err error) string {
	var e *pq.Error
	if errors.As(err, &e) {
		return string(e.Code.Class())
	}
	return ""
}
