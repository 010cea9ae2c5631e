// Package stepped counts its rounds in whatever way one is added.
package stepped

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func together(ctx context.Context, u string) (err error) {
	for try, delay := 0, time.Second; try < 4; try, delay = try+1, 2*delay {
		if err = get(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, delay); err != nil {
			return err
		}
	}
	return err
}

func added(ctx context.Context, u string) (err error) {
	for left := 5; left > 0; left -= 1 {
		if err = get(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
	return err
}

func inBody(ctx context.Context, u string) (err error) {
	n := 0
	for {
		if err = get(ctx, u); err == nil {
			return nil
		}
		n = 1 + n
		if n >= 6 {
			return err
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

func outer(ctx context.Context, u string) (err error) {
	for range 3 { // want `up to 3 x 4 = 12 requests`
		if err = together(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, time.Minute); err != nil {
			return err
		}
	}
	for range 3 { // want `up to 3 x 5 = 15 requests`
		if err = added(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, time.Minute); err != nil {
			return err
		}
	}
	return err
}

func around(ctx context.Context, u string) (err error) {
	for range 3 { // want `up to 3 x 6 = 18 requests`
		if err = inBody(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, time.Minute); err != nil {
			return err
		}
	}
	return err
}

// Nothing counts: other numbers than the one that is compared are stepped, and that one is set.
func endless(ctx context.Context, u string) (err error) {
	for try, delay := 0, time.Second; try < 4; try, delay = 0, 2*delay {
		if err = get(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, delay); err != nil {
			return err
		}
	}
	return err
}

func aroundEndless(ctx context.Context, u string) (err error) {
	for range 3 {
		if err = endless(ctx, u); err == nil {
			return nil
		}
		if err := pause(ctx, time.Minute); err != nil {
			return err
		}
	}
	return err
}
