// Package permanent asks in loops of its own for the errors that a library marks as final.
package permanent

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
)

var client = &http.Client{Timeout: time.Minute}

func once(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return backoff.Permanent(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("fetch: %w", err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode >= 400 && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests:
		return backoff.Permanent(fmt.Errorf("status %d", resp.StatusCode))
	}
	return fmt.Errorf("status %d", resp.StatusCode)
}

func Asserted(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = once(ctx, url); err == nil {
			return nil
		}
		if _, final := err.(*backoff.PermanentError); final {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func AskedLater(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		err = once(ctx, url)
		_, final := err.(*backoff.PermanentError)
		if err == nil || final {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func As(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = once(ctx, url); err == nil {
			return nil
		}
		var final *backoff.PermanentError
		if errors.As(err, &final) {
			return final.Err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func Switched(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		err = once(ctx, url)
		switch e := err.(type) {
		case nil:
			return nil
		case *backoff.PermanentError:
			return e.Err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func Wrapped(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = once(ctx, url); err == nil {
			return nil
		}
		err = fmt.Errorf("attempt %d: %w", i, err)
		var final *backoff.PermanentError
		if errors.As(err, &final) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func Unasked(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = once(ctx, url); err == nil { // want `retries 400, 401 and 403 \(300 and above, and transport errors, sent at line 21\)`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func onlyUnauthorized(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return backoff.Permanent(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("fetch: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return backoff.Permanent(errors.New("unauthorized"))
	}
	if resp.StatusCode >= 300 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func OnlyUnauthorized(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = onlyUnauthorized(ctx, url); err == nil { // want `retries 400 and 403 \(300 and above except 401, and transport errors`
			return nil
		}
		if _, final := err.(*backoff.PermanentError); final {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}
