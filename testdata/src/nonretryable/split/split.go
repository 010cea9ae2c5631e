// Package split tries again by statuses under which a provider has codes of more than one kind.
package split

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/minio/minio-go/v7"
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

// It never ends with a spent quota.
func insist(c *openai.Client) (*openai.Model, error) {
	delay := time.Second
	for {
		m, err := c.Models.Get(context.Background(), "m")
		if err == nil {
			return m, nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.StatusCode != http.StatusTooManyRequests { // want `429 of openai may mean credit_balance_exhausted, insufficient_quota or 3 more, which no retry mends, and nothing ends the retries \(sent at line 28\); check the code`
			return nil, err
		}
		time.Sleep(delay)
		delay *= 2
	}
}

// It asks for the code.
func asked(c *openai.Client) (*openai.Model, error) {
	delay := time.Second
	for {
		m, err := c.Models.Get(context.Background(), "m")
		if err == nil {
			return m, nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.StatusCode != http.StatusTooManyRequests || ae.Code != "rate_limit_exceeded" {
			return nil, err
		}
		time.Sleep(delay)
		delay *= 2
	}
}

// As the SDK does it: some times, and no more.
func bounded(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Models.Get(ctx, "m"); err == nil {
			return nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.StatusCode != http.StatusTooManyRequests {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The context ends it.
func ended(ctx context.Context, c *openai.Client) error {
	for i := 0; ; i++ {
		_, err := c.Models.Get(ctx, "m")
		if err == nil {
			return nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.StatusCode != http.StatusTooManyRequests {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
}

// 503 is no limit.
func unavailable(c *openai.Client) error {
	delay := time.Second
	for {
		_, err := c.Models.Get(context.Background(), "m")
		if err == nil {
			return nil
		}
		var ae *openai.Error
		if !errors.As(err, &ae) || ae.StatusCode != http.StatusServiceUnavailable {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
}

// A store answers 400 for a request that came in too slowly.
func slow(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.RemoveObject(ctx, "b", "o"); err == nil {
			return nil
		}
		if s := minio.ToErrorResponse(err).StatusCode; s != 400 && s != 503 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// No code under 400 of these passes.
func wrong(ctx context.Context, c *anthropic.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Messages.New(ctx, "hello"); err == nil {
			return nil
		}
		var ae *anthropic.Error
		if !errors.As(err, &ae) || ae.StatusCode != 400 && ae.StatusCode != 503 { // want `retries 400`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What goes round are limits and failures of the server, of which one code is left out by name: others under 429 are as well known, and
// five attempts do no harm.
func spentByName(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Models.Get(ctx, "m"); err == nil {
			return nil
		}
		var ae *openai.Error
		if errors.As(err, &ae) && ae.StatusCode < 500 && (ae.StatusCode != 429 || ae.Code == "insufficient_quota") {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
