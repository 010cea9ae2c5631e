// Package kafkago tries again by Kafka's codes, which are errors by their type.
package kafkago

import (
	"context"
	"errors"
	"time"

	"github.com/segmentio/kafka-go"
)

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func refused(ctx context.Context, w *kafka.Writer, m kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		if !errors.Is(err, kafka.LeaderNotAvailable) && !errors.Is(err, kafka.TopicAuthorizationFailed) { // want `retries kafka code 29 \(Topic authorization failed\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func large(ctx context.Context, w *kafka.Writer, m kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) || ke != kafka.MessageSizeTooLarge { // want `retries kafka code 10 `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// From here on all is well.

func passes(ctx context.Context, w *kafka.Writer, m kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		if !errors.Is(err, kafka.LeaderNotAvailable) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func asked(ctx context.Context, w *kafka.Writer, m kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) || !ke.Temporary() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func final(ctx context.Context, w *kafka.Writer, m kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) {
			return err
		}
		switch ke {
		case kafka.LeaderNotAvailable:
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
