// Package typedlimit goes round for an error type that an SDK makes of some statuses only.
package typedlimit

import (
	"context"
	"errors"
	"time"

	"github.com/google/go-github/v74/github"
)

type tracker struct{ gh *github.Client }

func (t *tracker) goodAsserted(ctx context.Context, n int) (*github.Issue, error) {
	for i := 0; ; i++ {
		issue, _, err := t.gh.Issues.Get(ctx, "o", "r", n)
		if _, ok := err.(*github.RateLimitError); ok && i < 3 {
			time.Sleep(time.Minute << i)
			continue
		}
		return issue, err
	}
}

func (t *tracker) goodAs(ctx context.Context, n int) (*github.Issue, error) {
	for i := 0; ; i++ {
		issue, _, err := t.gh.Issues.Get(ctx, "o", "r", n)
		var limited *github.RateLimitError
		var abuse *github.AbuseRateLimitError
		if i < 3 && (errors.As(err, &limited) || errors.As(err, &abuse)) {
			time.Sleep(time.Minute << i)
			continue
		}
		return issue, err
	}
}

func (t *tracker) goodSwitch(ctx context.Context, n int) (*github.Issue, error) {
	for i := 0; ; i++ {
		issue, _, err := t.gh.Issues.Get(ctx, "o", "r", n)
		switch err.(type) {
		case *github.RateLimitError, *github.AbuseRateLimitError:
			if i == 3 {
				return nil, err
			}
		default:
			return issue, err
		}
		time.Sleep(time.Minute << i)
	}
}

// The type that the SDK makes of whatever the API refuses says nothing.
func (t *tracker) badGeneral(ctx context.Context, n int) (*github.Issue, error) {
	for i := 0; ; i++ {
		issue, _, err := t.gh.Issues.Get(ctx, "o", "r", n)
		var refused *github.ErrorResponse
		if errors.As(err, &refused) && i < 3 { // want `retries 400, 401 and 403 \(400 and above, sent at line \d+\); the same request fails again, so return the error`
			time.Sleep(time.Minute << i)
			continue
		}
		return issue, err
	}
}

func (t *tracker) badAll(ctx context.Context, n int) (*github.Issue, error) {
	for i := 0; ; i++ {
		issue, _, err := t.gh.Issues.Get(ctx, "o", "r", n)
		if err == nil || i == 3 { // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line \d+\); the same request fails again, so return the error`
			return issue, err
		}
		time.Sleep(time.Minute << i)
	}
}
