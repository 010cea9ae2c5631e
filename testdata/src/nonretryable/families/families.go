// Package families tries again by codes that no table lists, but whose beginning or end tells what they are.
package families

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/aws/smithy-go"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/redis/go-redis/v9"
	"golang.org/x/crypto/acme"
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

func unlisted(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "42C99" { // want `retries postgres code "42C99" \(Syntax error or access rule violation\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func dotted(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae smithy.APIError
		if !errors.As(err, &ae) || ae.ErrorCode() != "InvalidSubnetID.Malformed" { // want `retries aws code "InvalidSubnetID.Malformed" \(Id is not of the form of its kind \(EC2\)\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func byEnd(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae smithy.APIError
		if !errors.As(err, &ae) || !strings.HasSuffix(ae.ErrorCode(), ".Malformed") { // want `retries aws code "\*.Malformed" `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func urn(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae *acme.Error
		if !errors.As(err, &ae) || !strings.HasSuffix(ae.ProblemType, ":badPublicKey") { // want `retries acme-ca code "urn:ietf:params:acme:error:badPublicKey" \(Key not supported\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func word(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if redis.IsLoadingError(err) || !strings.HasPrefix(err.Error(), "NOAUTH ") { // want `retries redis code "NOAUTH" \(Not authenticated\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// A row goes before the family: another writer's unique key may be another one by the next attempt of an upsert.
func listed(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "23503" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The family passes.
func rolledBack(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "40C99" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What was made a moment ago may not be seen yet.
func unseen(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae smithy.APIError
		if !errors.As(err, &ae) || !strings.HasSuffix(ae.ErrorCode(), ".NotFound") {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Once more with the nonce of the answer, of new servers and old ones.
func nonce(ctx context.Context, a admin) error {
	err := a.Create(ctx, "t")
	var ae *acme.Error
	if errors.As(err, &ae) && strings.HasSuffix(ae.ProblemType, ":badNonce") {
		err = a.Create(ctx, "t")
	}
	return err
}

func nonces(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae *acme.Error
		if !errors.As(err, &ae) || !strings.HasSuffix(ae.ProblemType, ":badNonce") && ae.ProblemType != "urn:acme:error:rateLimited" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func loading(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !strings.HasPrefix(err.Error(), "LOADING ") && !strings.Contains(err.Error(), "READONLY") {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The end of a text is none of its words.
func ends(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !strings.HasSuffix(err.Error(), "NOAUTH") {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// No family is known to begin so.
func own(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "ZZ001" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
