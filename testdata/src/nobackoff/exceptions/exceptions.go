// Package exceptions asks an error for the exception of an SDK that it is, and for nothing else: where it is one, the call has failed.
package exceptions

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/google/go-github/v74/github"
)

type bot struct{ gh *github.Client }

// soon waits for ten seconds after a limit that asks for a minute at least.
func (b *bot) soon(ctx context.Context, n int) error {
	for i := 0; ; i++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", n)
		var abuse *github.AbuseRateLimitError
		if !errors.As(err, &abuse) || i == 3 { // want `github code "AbuseRateLimitError" is retried after 10s .*, which is too soon; wait 1m0s at least`
			return err
		}
		if err := rest(ctx, 10*time.Second); err != nil {
			return err
		}
	}
}

// atOnce does not wait.
func (b *bot) atOnce(ctx context.Context, n int) error {
	for i := 0; i < 3; i++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", n)
		if _, limited := err.(*github.RateLimitError); limited { // want `github code "RateLimitError" is retried at once `
			continue
		}
		return err
	}
	return errors.New("limited")
}

// told waits as long as the server says.
func (b *bot) told(ctx context.Context, n int) error {
	for i := 0; ; i++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", n)
		var abuse *github.AbuseRateLimitError
		if !errors.As(err, &abuse) || i == 3 {
			return err
		}
		wait := time.Minute << i
		if abuse.RetryAfter != nil {
			wait = *abuse.RetryAfter
		}
		if err := rest(ctx, wait); err != nil {
			return err
		}
	}
}

// long waits for two minutes and longer.
func (b *bot) long(ctx context.Context, n int) error {
	for i := 0; ; i++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", n)
		var abuse *github.AbuseRateLimitError
		if !errors.As(err, &abuse) || i == 3 {
			return err
		}
		if err := rest(ctx, 2*time.Minute<<i); err != nil {
			return err
		}
	}
}

// others waits a little for what the server has broken, and ends with a limit.
func (b *bot) others(ctx context.Context, n int) error {
	for i := 0; ; i++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", n)
		var limit *github.RateLimitError
		var other *github.ErrorResponse
		if errors.As(err, &limit) || !errors.As(err, &other) || other.Response.StatusCode < http.StatusInternalServerError || i == 3 {
			return err
		}
		if err := rest(ctx, time.Second<<i); err != nil {
			return err
		}
	}
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
