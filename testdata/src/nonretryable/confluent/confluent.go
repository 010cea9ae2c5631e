// Package confluent tries again by the codes of Kafka that librdkafka's client has: a method of the error, or a type of numbers.
package confluent

import (
	"context"
	"errors"
	"time"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func refused(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) || ke.Code() != kafka.ErrTopicAuthorizationFailed { // want `retries kafka code 29 \(Topic authorization failed\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func large(ctx context.Context, p *kafka.Producer, m *kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = p.Produce(m, nil); err == nil {
			return nil
		}
		ke, ok := err.(kafka.Error)
		if !ok {
			return err
		}
		switch ke.Code() {
		case kafka.ErrQueueFull, kafka.ErrMsgSizeTooLarge: // want `retries kafka code 10 `
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func transient(code kafka.ErrorCode) bool {
	return code == kafka.ErrTimedOut || code == kafka.ErrTopicAuthorizationFailed
}

func asks(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) || !transient(ke.Code()) { // want `retries kafka code 29 `
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func all(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if errors.As(err, &ke) {
			switch ke.Code() {
			case kafka.ErrTopicAuthorizationFailed, kafka.ErrMsgSizeTooLarge: // want `retries kafka code 4 \(Invalid fetch size\) and 80 more`
				return err
			}
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// From here on all is well.

func passes(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) || ke.Code() != kafka.ErrLeaderNotAvailable {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Codes of the client itself are in no table of Kafka's.
func full(ctx context.Context, p *kafka.Producer, m *kafka.Message) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = p.Produce(m, nil); err == nil {
			return nil
		}
		if ke, ok := err.(kafka.Error); !ok || ke.Code() != kafka.ErrQueueFull {
			return err
		}
		p.Flush(1000)
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func flagged(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) || !ke.IsRetriable() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func fatal(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if errors.As(err, &ke) && ke.IsFatal() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func only(ctx context.Context, c *kafka.Consumer) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.Commit(); err == nil {
			return nil
		}
		var ke kafka.Error
		if !errors.As(err, &ke) {
			return err
		}
		switch ke.Code() {
		case kafka.ErrLeaderNotAvailable, kafka.ErrTimedOut, kafka.ErrTransport:
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
