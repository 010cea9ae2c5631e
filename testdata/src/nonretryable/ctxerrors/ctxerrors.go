// Package ctxerrors hands the address of an error to functions of another package. They may put another one in its place, and take none away: a
// failure stays one.
package ctxerrors

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/ctxerrors"
)

type refusal struct{ status int }

func (r *refusal) Error() string { return fmt.Sprint(r.status) }

func fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func retryable(ctx context.Context, err error) (bool, error) {
	if ctxerrors.Ended(ctx, &err) {
		return false, err
	}
	if err == nil {
		return false, nil
	}
	var r *refusal
	if errors.As(err, &r) && r.status != http.StatusServiceUnavailable {
		return false, err
	}
	return true, err
}

func careless(ctx context.Context, err error) (bool, error) {
	if ctxerrors.Ended(ctx, &err) {
		return false, err
	}
	return err != nil, err
}

// each goes on to the next only where all went well.
func each(ctx context.Context, url string, n int) error {
	for at := 0; at < n; at++ {
		err := fetch(ctx, url)
		if _, err = retryable(ctx, err); err != nil {
			return err
		}
	}
	return nil
}

func again(ctx context.Context, url string) error {
	for i := range 5 {
		retry, err := retryable(ctx, fetch(ctx, url))
		if !retry {
			return err
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

func always(ctx context.Context, url string) error {
	for i := range 5 {
		retry, err := careless(ctx, fetch(ctx, url)) // want `retries 400, 401 and 403 `
		if !retry {
			return err
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

func said(ctx context.Context, url string) (err error) {
	for i := range 5 {
		err = fetch(ctx, url)
		ctxerrors.Say(&err, "fetching")
		if err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// also fetches two, of which either may fail: which one, is not known.
func also(ctx context.Context, url, other string) (err error) {
	for {
		err = fetch(ctx, url)
		ctxerrors.Also(&err, func() error { return fetch(ctx, other) })
		if err != nil {
			return err
		}
		if err := rest(ctx, 1); err != nil {
			return err
		}
	}
}

func rest(ctx context.Context, i int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << i):
		return nil
	}
}
