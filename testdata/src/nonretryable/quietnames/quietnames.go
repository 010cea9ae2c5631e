// Package quietnames calls a client whose methods have the names of what only prepares: that they ask a server, the client's own package
// says.
package quietnames

import (
	"context"
	"errors"
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

func badNew(ctx context.Context, c *parcels.Client, p parcels.Parcel) (err error) {
	for n := range 4 {
		if _, err = c.Parcels.New(ctx, p); err == nil {
			return nil
		}
		var e *parcels.Error
		if errors.As(err, &e) && e.StatusCode == 404 { // want `retries 400, 401 and 403 \(400 and above except 404, sent at line 24\)`
			return err
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return err
}

func badValidate(ctx context.Context, c *parcels.Client, p parcels.Parcel) (err error) {
	for n := range 4 {
		_, err = c.Parcels.Validate(ctx, p)
		var e *parcels.Error
		if !errors.As(err, &e) || e.StatusCode == 409 { // want `retries 400, 401 and 403 \(400 and above except 409, sent at line 40\)`
			return err
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return err
}

func goodNew(ctx context.Context, c *parcels.Client, p parcels.Parcel) (err error) {
	for n := range 4 {
		_, err = c.Parcels.New(ctx, p)
		var e *parcels.Error
		if err == nil || errors.As(err, &e) && e.StatusCode != 429 && e.StatusCode < 500 {
			return err
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return err
}

// goodParse reads what has come, until it is whole: nobody is asked.
func goodParse(ctx context.Context, c *parcels.Client, next func() string) (p *parcels.Parcel, err error) {
	for n := range 4 {
		p, err = c.Parcels.Parse(ctx, next())
		var e *parcels.Error
		if err == nil || errors.As(err, &e) && e.StatusCode == 404 {
			return p, err
		}
		if err := rest(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// goodClient makes one, in the end.
func goodClient(ctx context.Context, token func() string) (c *parcels.Client, err error) {
	for n := range 4 {
		c, err = parcels.New(ctx, token())
		var e *parcels.Error
		if err == nil || errors.As(err, &e) && e.StatusCode == 404 {
			return c, err
		}
		if err := rest(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, err
}

// goodLabel prints, and what prints is somebody else's.
func goodLabel(ctx context.Context, c *parcels.Client) (err error) {
	for n := range 4 {
		err = c.Labels.Write(ctx, "fragile")
		var e *parcels.Error
		if err == nil || errors.As(err, &e) && e.StatusCode == 404 {
			return err
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return err
}
