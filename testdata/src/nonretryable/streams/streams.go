// Package streams asks for what comes bit by bit: that the request was refused is told by the stream, when there is no more of it.
package streams

import (
	"context"
	"errors"
	"log"
	"time"

	"example.com/parcels"
)

func rest(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}

func bad(ctx context.Context, c *parcels.Client, p parcels.Parcel) error {
	var failed error
	for n := range 4 {
		events := c.Parcels.Follow(ctx, p)
		for events.Next() {
			log.Print(events.Current())
		}
		if failed = events.Err(); failed == nil {
			return nil
		}
		var e *parcels.Error
		if errors.As(failed, &e) && e.StatusCode == 404 { // want `retries 400, 401 and 403 \(400 and above except 404, sent at line 25\)`
			return failed
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return failed
}

func badHelper(ctx context.Context, c *parcels.Client, p parcels.Parcel) (err error) {
	for n := range 4 {
		err = follow(ctx, c, p)
		var e *parcels.Error
		if err == nil || !errors.As(err, &e) || e.StatusCode == 404 { // want `retries 400, 401 and 403 \(400 and above except 404, sent at line 58\)`
			return err
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return err
}

func follow(ctx context.Context, c *parcels.Client, p parcels.Parcel) error {
	events := c.Parcels.Follow(ctx, p)
	for events.Next() {
		log.Print(events.Current())
	}
	return events.Err()
}

func good(ctx context.Context, c *parcels.Client, p parcels.Parcel) error {
	var failed error
	for n := range 4 {
		events := c.Parcels.Follow(ctx, p)
		for events.Next() {
			log.Print(events.Current())
		}
		if failed = events.Err(); failed == nil {
			return nil
		}
		var e *parcels.Error
		if errors.As(failed, &e) && e.StatusCode < 500 && e.StatusCode != 429 {
			return failed
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return failed
}

// goodLines reads what it has, again and again.
func goodLines(ctx context.Context, c *parcels.Client, text func() string) error {
	var failed error
	for n := range 4 {
		lines := c.Parcels.Lines(text())
		for lines.Next() {
			log.Print(lines.Current())
		}
		if failed = lines.Err(); failed == nil {
			return nil
		}
		var e *parcels.Error
		if errors.As(failed, &e) && e.StatusCode == 404 {
			return failed
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return failed
}

// goodTail follows for as long as it may: where a stream ends, the next one begins.
func goodTail(ctx context.Context, c *parcels.Client, p parcels.Parcel) error {
	for n := 0; ; n++ {
		events := c.Parcels.Follow(ctx, p)
		for events.Next() {
			log.Print(events.Current())
			n = 0
		}
		if err := events.Err(); err != nil {
			log.Print(err)
		}
		if err := rest(ctx, min(n, 6)); err != nil {
			return err
		}
	}
}

// rows is told at once whether it was refused; what it is told afterwards is another error, of which nothing is known.
func rows(ctx context.Context, c *parcels.Client, p parcels.Parcel) error {
	var failed error
	for n := range 4 {
		got, err := c.Parcels.Rows(ctx, p)
		if err != nil {
			return err
		}
		for got.Next() {
			log.Print(got.Current())
		}
		if failed = got.Err(); failed == nil {
			return nil
		}
		var e *parcels.Error
		if errors.As(failed, &e) && e.StatusCode == 404 {
			return failed
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return failed
}
