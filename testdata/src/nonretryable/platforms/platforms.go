// Package platforms tries again by codes of platforms.
package platforms

import (
	"context"
	"errors"
	"time"

	"github.com/google/go-github/v74/github"
	"github.com/slack-go/slack"
	"github.com/stripe/stripe-go/v84"
	"golang.org/x/oauth2"
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

func declined(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.Code != stripe.ErrorCodeCardDeclined { // want `retries stripe code "card_declined"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func stolen(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.DeclineCode != "stolen_card" { // want `retries stripe code "stolen_card"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func allButLocked(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if errors.As(err, &se) && se.Code == stripe.ErrorCodeLockTimeout { // want `retries stripe code .* and [0-9]+ more`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func grant(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var oe *oauth2.RetrieveError
		if !errors.As(err, &oe) || oe.ErrorCode != "invalid_grant" { // want `retries oauth2 code "invalid_grant" .* a person has to act first`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func scope(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ke slack.SlackErrorResponse
		if !errors.As(err, &ke) || ke.Err != "missing_scope" { // want `retries slack code "missing_scope"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func password(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var te *github.TwoFactorAuthError
		if !errors.As(err, &te) { // want `retries github code "TwoFactorAuthError"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What passes.
func locked(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.Code != stripe.ErrorCodeLockTimeout && se.Code != stripe.ErrorCodeRateLimit {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func issuer(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.DeclineCode != "try_again_later" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func pending(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var oe *oauth2.RetrieveError
		if !errors.As(err, &oe) || oe.ErrorCode != "authorization_pending" && oe.ErrorCode != "slow_down" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func limited(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ke slack.SlackErrorResponse
		if !errors.As(err, &ke) || ke.Err != "ratelimited" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func limitedByType(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var re *slack.RateLimitedError
		if !errors.As(err, &re) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func primary(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var re *github.RateLimitError
		var ae *github.AbuseRateLimitError
		if !errors.As(err, &re) && !errors.As(err, &ae) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What was made a moment ago may not be found.
func missing(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ke slack.SlackErrorResponse
		if !errors.As(err, &ke) || ke.Err != "channel_not_found" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func resource(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *stripe.Error
		if !errors.As(err, &se) || se.Code != "resource_missing" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
