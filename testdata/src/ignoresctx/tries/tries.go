// Package tries has no client at all.
package tries

import (
	"context"
	"errors"
	"time"
)

// ErrGaveUp says so.
var ErrGaveUp = errors.New("gave up")

// Do tries again.
func Do(ctx context.Context, n int, try func(context.Context) error) error {
	for i := range n {
		if err := try(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `the wait between two attempts \(sent at line 16\) does not end with ctx`
	}
	return ErrGaveUp
}

// DoIf asks which errors are worth it.
func DoIf(ctx context.Context, try func() error, again func(error) bool) error {
	wait := time.Second
	for {
		err := try()
		if err == nil || !again(err) {
			return err
		}
		time.Sleep(wait) // want `the wait between two attempts \(sent at line 28\) does not end with ctx`
		wait *= 2
	}
}

func until(ctx context.Context, try func() error) error {
	for {
		if err := try(); err == nil {
			return nil
		}
		timer := time.NewTimer(time.Second)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// The wait is over before anyone misses the context.
func quick(ctx context.Context, try func(context.Context) error) error {
	for range 10 {
		if err := try(ctx); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return ErrGaveUp
}

// A ready-made sleep that knows of the context.
func politely(ctx context.Context, n int, try func(context.Context) error, sleep func(context.Context, time.Duration) error) error {
	for i := range n {
		if err := try(ctx); err == nil {
			return nil
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return ErrGaveUp
}

// All are called, whatever becomes of them.
func all(ctx context.Context, tasks []func(context.Context) error, done func(error) error) error {
	for _, t := range tasks {
		if err := done(t(ctx)); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}
