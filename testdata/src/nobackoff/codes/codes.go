// Package codes tries again by codes that ask for a wait.
package codes

import (
	"context"
	"errors"
	"time"

	"github.com/google/go-github/v74/github"
	"github.com/mattn/go-sqlite3"
	"github.com/redis/go-redis/v9"
	"github.com/stripe/stripe-go/v84"
	"go.mongodb.org/mongo-driver/v2/mongo"
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

func primary(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var re *github.RateLimitError
		if !errors.As(err, &re) { // want `github code "RateLimitError" is retried at once`
			return err
		}
	}
	return err
}

func loading(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !redis.IsLoadingError(err) { // want `redis code "LOADING" is retried at once \(sent at line \d+\), before that can have passed`
			return err
		}
	}
	return err
}

func locked(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.Code != stripe.ErrorCodeLockTimeout { // want `stripe code "lock_timeout" is retried at once`
			return err
		}
	}
	return err
}

func stepped(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ce mongo.CommandError
		if !errors.As(err, &ce) || ce.Code != 189 { // want `mongodb code 189 is retried at once`
			return err
		}
	}
	return err
}

// These wait.
func primaryWaits(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var re *github.RateLimitError
		if !errors.As(err, &re) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func loadingWaits(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !redis.IsLoadingError(err) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func lockedWaits(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.Code != stripe.ErrorCodeLockTimeout {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func steppedWaits(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ce mongo.CommandError
		if !errors.As(err, &ce) || ce.Code != 189 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// A duplicate is no limit.
func upsert(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !mongo.IsDuplicateKeyError(err) {
			return err
		}
	}
	return err
}

// The driver has waited before it says so.
func busy(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se sqlite3.Error
		if !errors.As(err, &se) || se.Code != sqlite3.ErrBusy {
			return err
		}
	}
	return err
}
