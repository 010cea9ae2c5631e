// Package ownerrors has attempts that return an error of a type of their own, and not error.
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

func delivered(ctx context.Context, c courier, parcel string) (string, error) {
	for range 4 {
		receipt, refusal := c.Deliver(ctx, parcel)
		if refusal == nil {
			return receipt, nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	return "", errors.New("not delivered")
}

// The status decides who waits.
func overloaded(ctx context.Context, c courier, parcel string) (string, error) {
	for range 4 {
		receipt, refusal := c.Deliver(ctx, parcel)
		if refusal == nil {
			return receipt, nil
		}
		if refusal.Status != 503 {
			return "", refusal
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	return "", errors.New("not delivered")
}

// retried is told of an attempt by whoever has one.
func retried(ctx context.Context, attempt func(context.Context) *Refusal) *Refusal {
	var last *Refusal
	for range 3 {
		if last = attempt(ctx); last == nil {
			return nil
		}
		time.Sleep(time.Second) // want `does not end with ctx`
	}
	return last
}

func throughHelper(ctx context.Context, c courier, parcel string) *Refusal {
	return retried(ctx, func(ctx context.Context) *Refusal {
		_, refusal := c.Deliver(ctx, parcel)
		return refusal
	})
}

func ends(ctx context.Context, c courier, parcel string) (string, error) {
	for range 4 {
		receipt, refusal := c.Deliver(ctx, parcel)
		if refusal == nil {
			return receipt, nil
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
	return "", errors.New("not delivered")
}

// All are delivered, one after another; none again.
func each(ctx context.Context, c courier, parcels []string) *Refusal {
	for _, parcel := range parcels {
		if _, refusal := c.Deliver(ctx, parcel); refusal != nil {
			return refusal
		}
		time.Sleep(time.Second)
	}
	return nil
}

// What worked goes round as well: the courier is asked how far the parcel is.
func tracked(ctx context.Context, c courier, parcel string) *Refusal {
	for {
		where, refusal := c.Deliver(ctx, parcel)
		if refusal != nil {
			return refusal
		}
		if where == "home" {
			return nil
		}
		time.Sleep(300 * time.Millisecond)
	}
}

// A measure is an error by its methods alone, and what every call returns.
type measure struct{ weight int }

func (m measure) Error() string { return "too heavy" }

type scale interface {
	Weigh(ctx context.Context, parcel string) measure
}

func weighed(ctx context.Context, s scale, parcel string) int {
	for range 3 {
		if m := s.Weigh(ctx, parcel); m.weight > 0 {
			return m.weight
		}
		time.Sleep(time.Second)
	}
	return 0
}

// Nobody is asked: refusals of values at hand.
func checked(ctx context.Context, parcel string, checks []func(string) *Refusal) *Refusal {
	for _, check := range checks {
		if refusal := check(parcel); refusal != nil {
			return refusal
		}
	}
	return nil
}
