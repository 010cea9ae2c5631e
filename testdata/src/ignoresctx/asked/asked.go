// Package asked hands a library calls of interfaces that get a context, of which nobody knows whether they send a request.
package asked

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
)

// A store is behind an interface.
type store interface {
	Load(ctx context.Context, name string) (string, error)
}

type caller struct {
	of    store
	limit time.Duration
}

var _ = http.DefaultClient

func growing(limit time.Duration) *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = limit
	return b
}

func (c *caller) policy(ctx context.Context, name string) (text string, err error) {
	f := func() error {
		text, err = c.of.Load(ctx, name)
		return err
	}
	err = backoff.Retry(f, growing(c.limit)) // want `backoff.Retry does not stop when ctx ends`
	return
}

// telling makes what is told of each failure.
func telling(of string) func(error, time.Duration) {
	return func(err error, d time.Duration) { fmt.Println(of, err, d) }
}

func (c *caller) policyTelling(ctx context.Context, name string) (text string, err error) {
	f := func() error {
		text, err = c.of.Load(ctx, name)
		return err
	}
	err = backoff.RetryNotify(f, growing(c.limit), telling("load")) // want `backoff.RetryNotify does not stop when ctx ends`
	return
}

func (c *caller) policyTellingTold(ctx context.Context, name string) (text string, err error) {
	f := func() error {
		text, err = c.of.Load(ctx, name)
		return err
	}
	err = backoff.RetryNotify(f, backoff.WithContext(growing(c.limit), ctx), telling("load"))
	return
}

func (c *caller) attempts(ctx context.Context, name string) (text string, err error) {
	err = retry.Do(func() error { // want `retry.Do does not stop when ctx ends`
		text, err = c.of.Load(ctx, name)
		return err
	}, retry.Attempts(8), retry.Delay(time.Second))
	return
}

// A pool runs what it is given, somewhere.
type pool interface {
	Go(func(ctx context.Context) error)
}

func (c *caller) all(p pool, names []string) {
	for _, name := range names {
		p.Go(func(ctx context.Context) error {
			return retry.Do(func() error { // want `retry.Do does not stop when ctx ends`
				_, err := c.of.Load(ctx, name)
				return err
			}, retry.Attempts(8), retry.Delay(time.Second))
		})
	}
}

func (c *caller) told(ctx context.Context, name string) (text string, err error) {
	err = retry.Do(func() error {
		text, err = c.of.Load(ctx, name)
		return err
	}, retry.Attempts(8), retry.Delay(time.Second), retry.Context(ctx))
	return
}

func (c *caller) policyTold(ctx context.Context, name string) (text string, err error) {
	f := func() error {
		text, err = c.of.Load(ctx, name)
		return err
	}
	err = backoff.Retry(f, backoff.WithContext(growing(c.limit), ctx))
	return
}

func (c *caller) allTold(p pool, names []string) {
	for _, name := range names {
		p.Go(func(ctx context.Context) error {
			return retry.Do(func() error {
				_, err := c.of.Load(ctx, name)
				return err
			}, retry.Attempts(8), retry.Delay(time.Second), retry.Context(ctx))
		})
	}
}

func (c *caller) brief(ctx context.Context, name string) (text string, err error) {
	err = retry.Do(func() error {
		text, err = c.of.Load(ctx, name)
		return err
	}, retry.Attempts(3), retry.Delay(20*time.Millisecond))
	return
}

func (c *caller) own(name string) (text string, err error) {
	err = retry.Do(func() error {
		text, err = c.of.Load(context.Background(), name)
		return err
	}, retry.Attempts(8), retry.Delay(time.Second))
	return
}

// A maker asks nobody.
type maker interface {
	Make(name string) (string, error)
}

func local(m maker, name string) (text string, err error) {
	err = retry.Do(func() error {
		if text, err = m.Make(name); err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
		if text == "" {
			return errors.New("nothing")
		}
		return nil
	}, retry.Attempts(8), retry.Delay(time.Second))
	return
}

func (c *caller) ends(ctx context.Context, name string) (text string, err error) {
	err = retry.Do(func() error {
		if ctx.Err() != nil {
			return retry.Unrecoverable(ctx.Err())
		}
		text, err = c.of.Load(ctx, name)
		return err
	}, retry.Attempts(8), retry.Delay(time.Second))
	return
}
