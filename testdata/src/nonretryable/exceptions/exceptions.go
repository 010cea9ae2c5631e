// Package exceptions asks which exception of an SDK an error is, to wait as long as that says. What is none of them goes round as well, or does not.
package exceptions

import (
	"context"
	"errors"
	"time"

	"github.com/google/go-github/v74/github"
)

type bot struct{ gh *github.Client }

// limit says how long to wait.
func limit(err error, n int) (d time.Duration, ok bool) {
	switch e := err.(type) {
	case *github.RateLimitError:
		return time.Hour, true
	case *github.AbuseRateLimitError:
		if e.RetryAfter != nil {
			return *e.RetryAfter, true
		}
		return 2 * time.Minute << n, true
	}
	return 0, false
}

// eager goes on after each failure, and asks for how long alone.
func (b *bot) eager(ctx context.Context, number int) error {
	for n := 0; n < 5; n++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", number) // want `retries 400, 401 and 403 `
		if err == nil {
			return nil
		}
		d, ok := limit(err, n)
		if !ok {
			d = time.Second << n
		}
		if err := rest(ctx, d); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// here asks for itself.
func (b *bot) here(ctx context.Context, number int) error {
	var err error
	for n := 0; n < 5; n++ {
		if _, _, err = b.gh.Issues.Get(ctx, "o", "r", number); err == nil {
			return nil
		}
		d := time.Second << n
		var abuse *github.AbuseRateLimitError
		if errors.As(err, &abuse) { // want `retries 400, 401 and 403 `
			d = 2 * time.Minute << n
		}
		if err := rest(ctx, d); err != nil {
			return err
		}
	}
	return err
}

// patient goes on after a limit alone.
func (b *bot) patient(ctx context.Context, number int) error {
	for n := 0; n < 5; n++ {
		_, _, err := b.gh.Issues.Get(ctx, "o", "r", number)
		d, ok := limit(err, n)
		if !ok {
			return err
		}
		if err := rest(ctx, d); err != nil {
			return err
		}
	}
	return context.DeadlineExceeded
}

// broken goes on after a limit, and after what the server has broken.
func (b *bot) broken(ctx context.Context, number int) error {
	var err error
	for n := 0; n < 5; n++ {
		if _, _, err = b.gh.Issues.Get(ctx, "o", "r", number); err == nil {
			return nil
		}
		d, ok := limit(err, n)
		var full *github.ErrorResponse
		switch {
		case ok:
		case errors.As(err, &full) && full.Response.StatusCode >= 500:
			d = time.Second << n
		default:
			return err
		}
		if err := rest(ctx, d); err != nil {
			return err
		}
	}
	return err
}

// others gives up after a limit, and goes on after the rest.
func (b *bot) others(ctx context.Context, number int) error {
	var err error
	for n := 0; n < 5; n++ {
		if _, _, err = b.gh.Issues.Get(ctx, "o", "r", number); err == nil {
			return nil
		}
		if _, limited := limit(err, n); limited { // want `retries github code "TwoFactorAuthError"`
			return err
		}
		if err := rest(ctx, time.Second<<n); err != nil {
			return err
		}
	}
	return err
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
