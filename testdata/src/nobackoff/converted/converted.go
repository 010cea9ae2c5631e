// Package converted has delays that were other numbers before: that one of them may be none, by a setting or by chance, is no way at once.
package converted

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"net/http"
	"time"
)

var errBusy = errors.New("busy")

type settings struct {
	Tries int
	Nanos int64
}

func ask(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errBusy
	}
	return nil
}

func rest(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The whole of it by chance.
func jittered(most time.Duration) time.Duration {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(most)))
	if err != nil {
		return most / 2
	}
	return time.Duration(n.Int64())
}

func byChance(ctx context.Context, s settings, u string) (err error) {
	for n := range s.Tries {
		if err = ask(ctx, u); !errors.Is(err, errBusy) {
			return err
		}
		if err := rest(ctx, jittered(time.Second<<min(n, 5))); err != nil {
			return err
		}
	}
	return err
}

func bySetting(ctx context.Context, s settings, u string) (err error) {
	for range s.Tries {
		if err = ask(ctx, u); !errors.Is(err, errBusy) {
			return err
		}
		if err := rest(ctx, time.Duration(s.Nanos)); err != nil {
			return err
		}
	}
	return err
}

// It waits before the first attempt alone.
func atOnce(ctx context.Context, s settings, u string) (err error) {
	if err := rest(ctx, time.Duration(s.Nanos)); err != nil {
		return err
	}
	for range s.Tries {
		if err = ask(ctx, u); !errors.Is(err, errBusy) { // want `503 is retried at once`
			return err
		}
	}
	return err
}

// What is asked is no delay.
func counted(ctx context.Context, left int64, u string) (err error) {
	for {
		if err = ask(ctx, u); !errors.Is(err, errBusy) { // want `503 is retried at once`
			return err
		}
		if left--; left <= 0 {
			return err
		}
	}
}

var _ = []any{byChance, bySetting, atOnce, counted}
