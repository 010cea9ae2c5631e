// Package insist has helpers that look at answers, and such as hand on to other helpers. // want package:`Answer: waits repeats`
package insist

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/patience"
	"github.com/cenkalti/backoff/v4"
)

// Answer asks again where the server has trouble.
func Answer(ask func() (*http.Response, error)) (resp *http.Response, err error) {
	for n := 0; n < 4; n++ {
		resp, err = ask()
		if err == nil && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		if err == nil && n < 3 {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return resp, err
}

// Success asks again until it works.
func Success(ctx context.Context, ask func(context.Context) (*http.Response, error)) (resp *http.Response, err error) {
	for n := 0; n < 4; n++ {
		if resp, err = ask(ctx); err == nil {
			if resp.StatusCode == http.StatusOK {
				return resp, nil
			}
			resp.Body.Close()
			err = errors.New(resp.Status)
		}
		select {
		case <-time.After(time.Second << n):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return nil, err
}

// Backed leaves it to a library.
func Backed(work func() error) error {
	return backoff.Retry(work, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4))
}

// Final is an error that ends the work.
type Final struct{ Cause error }

func (f *Final) Error() string { return f.Cause.Error() }

// Unless leaves it to a library that is told of final errors.
func Unless(work func() error) error {
	return backoff.Retry(func() error {
		err := work()
		var f *Final
		if errors.As(err, &f) {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4))
}

// Kept leaves it to a helper of another package.
func Kept(ctx context.Context, work func() error) error { return patience.Keep(ctx, 5, work) }

// A StatusError is what the server said.
type StatusError struct{ StatusCode int }

func (e *StatusError) Error() string { return http.StatusText(e.StatusCode) }

// Trouble goes on where an error says that the server has trouble.
func Trouble(work func() error) (err error) {
	for n := 0; n < 4; n++ {
		if err = work(); err == nil {
			return nil
		}
		var s *StatusError
		if errors.As(err, &s) && s.StatusCode < 500 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}
