// Package models tries again by the codes of language models' APIs.
package models

import (
	"context"
	"errors"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/openai/openai-go/v3"
)

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func quota(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Models.Get(ctx, "m"); err == nil {
			return nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.Code != "insufficient_quota" { // want `retries openai code "insufficient_quota" \(.*\), sent at line 25; a person has to act first, so return the error`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func quotaByType(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Models.Get(ctx, "m"); err == nil {
			return nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.Type != "insufficient_quota" { // want `retries openai code "insufficient_quota"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func billing(ctx context.Context, c *anthropic.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Messages.New(ctx, "hello"); err == nil {
			return nil
		}
		var ae *anthropic.Error
		if !errors.As(err, &ae) || ae.Type() != anthropic.ErrorTypeBillingError { // want `retries anthropic code "billing_error"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func rate(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Models.Get(ctx, "m"); err == nil {
			return nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.Code != "rate_limit_exceeded" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func overloaded(ctx context.Context, c *anthropic.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Messages.New(ctx, "hello"); err == nil {
			return nil
		}
		var ae *anthropic.Error
		if !errors.As(err, &ae) {
			return err
		}
		switch ae.Type() {
		case anthropic.ErrorTypeRateLimitError, anthropic.ErrorTypeOverloadedError:
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
