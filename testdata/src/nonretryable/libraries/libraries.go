// Package libraries holds callbacks that retry libraries call again.
package libraries

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	avast "github.com/avast/retry-go/v4"
	"github.com/buildkite/roko"
	"github.com/cenkalti/backoff/v4"
	"github.com/sethvargo/go-retry"
)

var errBusy = errors.New("busy")

func badBackoff(url string, b backoff.BackOff) error {
	return backoff.Retry(func() error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 { // want `retries 400, 401 and 403`
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	}, b)
}

func goodBackoff(url string, b backoff.BackOff) error {
	return backoff.Retry(func() error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == 429, resp.StatusCode >= 500:
			return fmt.Errorf("status %d", resp.StatusCode)
		case resp.StatusCode != 200:
			return backoff.Permanent(fmt.Errorf("status %d", resp.StatusCode))
		}
		return nil
	}, b)
}

func fetch(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// An error stops this library, unless it is marked: here every one is.
func badMarked(ctx context.Context, b retry.Backoff, url string) error {
	return retry.Do(ctx, b, func(context.Context) error {
		if err := fetch(url); err != nil { // want `retries 400, 401 and 403`
			return retry.RetryableError(err)
		}
		return nil
	})
}

func goodMarked(ctx context.Context, b retry.Backoff, url string) error {
	return retry.Do(ctx, b, func(context.Context) error { return fetch(url) })
}

func badAvast(url string) error {
	return avast.Do(func() error { return fetch(url) }) // want `retries 400, 401 and 403`
}

func goodAvastIf(url string) error {
	return avast.Do(func() error { return fetch(url) }, avast.RetryIf(func(err error) bool { return errors.Is(err, errBusy) }))
}

func goodAvastStop(url string) error {
	return avast.Do(func() error {
		if err := fetch(url); err != nil {
			return avast.Unrecoverable(err)
		}
		return nil
	})
}

// The callback is somebody else's.
func goodUnknown(b backoff.BackOff, f func() error) error { return backoff.Retry(f, b) }

func badBreak(ctx context.Context, r *roko.Retrier, url string) error {
	return r.DoWithContext(ctx, func(r *roko.Retrier) error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == 404 {
			r.Break()
		}
		if resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}

func goodBreak(ctx context.Context, r *roko.Retrier, url string) error {
	return r.DoWithContext(ctx, func(r *roko.Retrier) error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			if resp.StatusCode < 500 {
				r.Break()
			}
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}
