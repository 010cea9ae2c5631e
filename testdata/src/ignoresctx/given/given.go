// Package given has helpers that are given what they try again, and do not know what it sends.
package given

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Retry does not know what it calls, but that it calls it again because it failed.
func Retry(ctx context.Context, n int, call func(context.Context) error) error {
	var err error
	for i := 0; i < n; i++ {
		if err = call(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `the wait between two attempts \(sent at line 15\) does not end with ctx`
	}
	return err
}

// Value does so with a result beside the error.
func Value[T any](ctx context.Context, n int, call func() (T, error)) (T, error) {
	for i := 0; ; i++ {
		v, err := call()
		if err == nil || i == n {
			return v, err
		}
		<-time.After(time.Second << i) // want `the wait between two attempts \(sent at line 26\) does not end with ctx`
	}
}

func stopped(ctx context.Context, n int, call func(context.Context) error) error {
	var err error
	for i := 0; i < n; i++ {
		if err = call(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(time.Second << i):
		}
	}
	return err
}

// Without a context there is nothing that the wait could end with.
func without(n int, call func() error) error {
	var err error
	for i := 0; i < n; i++ {
		if err = call(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// What is called on every round, whatever becomes of it, is work that comes at intervals.
func every(ctx context.Context, pause time.Duration, work func(context.Context) error, failed func(error)) {
	for ctx.Err() == nil {
		if err := work(ctx); err != nil {
			failed(err)
		}
		time.Sleep(pause)
	}
}

// Each is called for the next item.
func each(ctx context.Context, items []string, call func(string) error) error {
	for _, item := range items {
		if err := call(item); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return ctx.Err()
}

// Poll asks until it is done; an error ends it.
func poll(ctx context.Context, done func(context.Context) (bool, error)) error {
	for {
		ok, err := done(ctx)
		if ok || err != nil {
			return err
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
}

// For ever: nothing is known of what is called, and that it never gives up may be its purpose.
func forEver(call func() error) {
	for call() != nil {
		time.Sleep(time.Second)
	}
}

var _ http.Handler
