// Package dogged tries what it is given again, with an end and without one.
package dogged

import (
	"context"
	"errors"
	"time"
)

// Insist has no end.
func Insist(op func() error) error {
	d := 100 * time.Millisecond
	for {
		err := op()
		if err == nil {
			return nil
		}
		time.Sleep(d)
		if d < time.Minute {
			d *= 2
		}
	}
}

// Fetched has none either, and a result.
func Fetched[T any](op func() (T, error)) T {
	for n := 0; ; n++ {
		v, err := op()
		if err == nil {
			return v
		}
		time.Sleep(time.Second << min(n, 6))
	}
}

// ErrFinal is what Picky gives up for.
var ErrFinal = errors.New("final")

// Picky ends for one failure alone.
func Picky(op func() error) error {
	for {
		err := op()
		if err == nil || errors.Is(err, ErrFinal) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// Tired stops after a while.
func Tired(op func() error) error {
	for begun := time.Now(); ; {
		err := op()
		if err == nil || time.Since(begun) > time.Minute {
			return err
		}
		time.Sleep(time.Second)
	}
}

// Counted stops after some attempts.
func Counted(most int, op func() error) error {
	for n := 1; ; n++ {
		err := op()
		if err == nil || n >= most {
			return err
		}
		time.Sleep(time.Second)
	}
}

// Optional has no end if it is told so.
func Optional(most int, op func() error) error {
	for n := 1; ; n++ {
		err := op()
		if err == nil || most > 0 && n >= most {
			return err
		}
		time.Sleep(time.Second)
	}
}

// Quitting stops when it is told to.
func Quitting(quit <-chan struct{}, op func() error) error {
	for {
		err := op()
		if err == nil {
			return nil
		}
		select {
		case <-quit:
			return err
		case <-time.After(time.Second):
		}
	}
}

// Bound stops with the context.
func Bound(ctx context.Context, op func() error) error {
	for {
		err := op()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// Asking stops when it is told that there is no use.
func Asking(op func() error, enough func() bool) error {
	for {
		err := op()
		if err == nil || enough() {
			return err
		}
		time.Sleep(time.Second)
	}
}
