// Package least tries again by codes whose documents say how long to wait at least.
package least

import (
	"context"
	"errors"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/google/go-github/v74/github"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/oauth2"
)

type admin interface {
	Create(ctx context.Context, topic string) error
}

func hasty(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var oe *oauth2.RetrieveError
		if !errors.As(err, &oe) || oe.ErrorCode != "authorization_pending" { // want `oauth2 code "authorization_pending" is asked for again at once .*; wait 5s at least between the attempts`
			return err
		}
	}
	return err
}

func second(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var oe *oauth2.RetrieveError
		if !errors.As(err, &oe) || oe.ErrorCode != "authorization_pending" && oe.ErrorCode != "slow_down" { // want `oauth2 code "authorization_pending" is retried after 1s .*, which is too soon; wait 5s at least`
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

func secondary(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var re *github.AbuseRateLimitError
		if !errors.As(err, &re) { // want `github code "AbuseRateLimitError" is retried after 30s .*, which is too soon; wait 1m0s at least`
			return err
		}
		time.Sleep(30 * time.Second)
	}
	return err
}

// The interval that the document asks for.
func interval(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var oe *oauth2.RetrieveError
		if !errors.As(err, &oe) || oe.ErrorCode != "authorization_pending" {
			return err
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

// The interval that the server tells.
func given(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var oe *oauth2.RetrieveError
		if !errors.As(err, &oe) || oe.ErrorCode != "authorization_pending" {
			return err
		}
		time.Sleep(told())
	}
	return err
}

func minute(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var re *github.AbuseRateLimitError
		if !errors.As(err, &re) {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// A transaction that another one was in the way of may begin anew at once.
func transaction(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40001" && pe.Code != "40P01" {
			return err
		}
	}
	return err
}

func deadlock(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var me *mysql.MySQLError
		if !errors.As(err, &me) || me.Number != 1213 {
			return err
		}
	}
	return err
}

func told() time.Duration { return 5 * time.Second }
