// Package selves tries again by values that are codes.
package selves

import (
	"context"
	"errors"
	"time"

	"github.com/IBM/sarama"
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

func compared(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if err != sarama.ErrTopicAuthorizationFailed { // want `retries kafka code 29 \(Topic authorization failed\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func is(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !errors.Is(err, sarama.ErrTopicAuthorizationFailed) { // want `retries kafka code 29 \(Topic authorization failed\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func as(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ke sarama.KError
		if !errors.As(err, &ke) || ke != sarama.ErrMessageSizeTooLarge { // want `retries kafka code 10 `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func asserted(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		ke, ok := err.(sarama.KError)
		if !ok || ke != sarama.ErrMessageSizeTooLarge { // want `retries kafka code 10 `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func switched(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		switch err {
		case sarama.ErrTopicAuthorizationFailed: // want `retries kafka code 29 \(Topic authorization failed\)`
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What passes.
func leader(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if err != sarama.ErrLeaderNotAvailable {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func leaderIs(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !errors.Is(err, sarama.ErrLeaderNotAvailable) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func several(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ke sarama.KError
		if !errors.As(err, &ke) {
			return err
		}
		switch ke {
		case sarama.ErrLeaderNotAvailable, sarama.ErrUnknownTopicOrPartition:
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// The refusals are left out.
func refused(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if errors.Is(err, sarama.ErrTopicAuthorizationFailed) || !errors.Is(err, sarama.ErrLeaderNotAvailable) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// No loop.
func created(ctx context.Context, a admin) error {
	if err := a.Create(ctx, "t"); err != nil && err != sarama.ErrTopicAuthorizationFailed {
		return err
	}
	return nil
}
