// Package suites tries again by codes of platforms whose clients have a type for all of their errors.
package suites

import (
	"context"
	"errors"
	"time"

	"github.com/googleapis/gax-go/v2/apierror"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/volcengine/volcengine-go-sdk/service/arkruntime/model"
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

func quota(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ce larkcore.CodeError
		if !errors.As(err, &ce) || ce.Code != 99991403 { // want `retries feishu code 99991403 .*a person has to act first`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func overdue(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae *model.APIError
		if !errors.As(err, &ae) || ae.Code != "AccountOverdueError" { // want `retries ark code "AccountOverdueError" \(Account in arrears\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func missing(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae *model.APIError
		if !errors.As(err, &ae) || ae.Code != "MissingParameter.messages" { // want `retries ark code "MissingParameter.messages" \(Parameter missing\)`
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
		var ge *apierror.APIError
		if !errors.As(err, &ge) || ge.Reason() != "ACCESS_TOKEN_SCOPE_INSUFFICIENT" { // want `retries googleapi code "ACCESS_TOKEN_SCOPE_INSUFFICIENT"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What passes.
func rate(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ce larkcore.CodeError
		if !errors.As(err, &ce) || ce.Code != 99991400 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func minute(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ae *model.APIError
		if !errors.As(err, &ae) || ae.Code != "RateLimitExceeded.EndpointRPMExceeded" && ae.Code != "RateLimitExceeded.FoundationModelTPMExceeded" {
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
		var ge *apierror.APIError
		if !errors.As(err, &ge) || ge.Reason() != "RATE_LIMIT_EXCEEDED" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// A product has codes of its own.
func unknown(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ce larkcore.CodeError
		if !errors.As(err, &ce) || ce.Code != 1254290 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
