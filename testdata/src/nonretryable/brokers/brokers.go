// Package brokers tries again by Kafka's codes.
package brokers

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
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

func bySentinel(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !errors.Is(err, kerr.TopicAuthorizationFailed) { // want `retries kafka code 29 \(Topic authorization failed\), sent at line 28; a person has to act first, so return the error`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func byField(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ke *kerr.Error
		if !errors.As(err, &ke) || ke.Code != 10 { // want `retries kafka code 10 \(Message too large\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func leader(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !errors.Is(err, kerr.LeaderNotAvailable) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func exists(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		err = a.Create(ctx, "t")
		if err == nil || errors.Is(err, kerr.TopicAlreadyExists) {
			return nil
		}
		if !kerr.IsRetriable(err) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
