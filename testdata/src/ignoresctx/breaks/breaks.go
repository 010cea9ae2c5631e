// Package breaks leaves selects.
package breaks

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func selects(ctx context.Context, u string) error {
	for range 5 {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			break // want `break leaves the select, not the retries: the loop goes on after the context has ended; return its error or label the loop`
		case <-time.After(time.Second):
		}
	}
	return errors.New("gave up")
}

// From here on all is well.

func labelled(ctx context.Context, u string) error {
loop:
	for range 5 {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			break loop
		case <-time.After(time.Second):
		}
	}
	return errors.New("gave up")
}

// What comes after the select looks at the context.
func asked(ctx context.Context, u string) error {
	for ctx.Err() == nil {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			break
		case <-time.After(time.Second):
		}
	}
	return ctx.Err()
}

func timer(ctx context.Context, u string) error {
	for range 5 {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
			break
		}
	}
	return errors.New("gave up")
}
