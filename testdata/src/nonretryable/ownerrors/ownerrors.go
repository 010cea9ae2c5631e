// Package ownerrors has attempts of which only an interface is known, whose errors are of a type of its own.
package ownerrors

import (
	"context"
	"errors"
	"time"
)

// A Refusal is nil where nothing failed.
type Refusal struct {
	Status int
	Text   string
}

func (r *Refusal) Error() string { return r.Text }

type courier interface {
	Deliver(ctx context.Context, parcel string) (string, *Refusal)
}

func pause(ctx context.Context, round int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << round):
		return nil
	}
}

func badParcel(ctx context.Context, c courier, parcel string) (string, error) {
	for round := range 4 {
		receipt, refusal := c.Deliver(ctx, parcel)
		if refusal == nil {
			return receipt, nil
		}
		if refusal.Status != 503 && refusal.Status != 400 { // want `retries 400 \(400 and 503`
			return "", refusal
		}
		if err := pause(ctx, round); err != nil {
			return "", err
		}
	}
	return "", errors.New("not delivered")
}

func overloaded(ctx context.Context, c courier, parcel string) (string, error) {
	for round := range 4 {
		receipt, refusal := c.Deliver(ctx, parcel)
		if refusal == nil {
			return receipt, nil
		}
		if refusal.Status < 500 {
			return "", refusal
		}
		if err := pause(ctx, round); err != nil {
			return "", err
		}
	}
	return "", errors.New("not delivered")
}

// What a refusal stands for is not asked: nothing is certain.
func whatever(ctx context.Context, c courier, parcel string) (string, error) {
	for round := range 4 {
		receipt, refusal := c.Deliver(ctx, parcel)
		if refusal == nil {
			return receipt, nil
		}
		if err := pause(ctx, round); err != nil {
			return "", err
		}
	}
	return "", errors.New("not delivered")
}
