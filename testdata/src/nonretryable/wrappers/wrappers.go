// Package wrappers has errors that are wrapped whether there is one or not: without one, nothing goes wrong.
package wrappers

import (
	"context"
	stderrors "errors"
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/pkg/errors"
	"github.com/sethvargo/go-retry"
)

var hc = &http.Client{Timeout: 10 * time.Second}

func call(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func checked(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func marked(ctx context.Context, url string) error {
	return retry.Do(ctx, retry.WithMaxRetries(3, retry.NewExponential(time.Second)), func(ctx context.Context) error { // want `retries 400, 401 and 403`
		return retry.RetryableError(call(ctx, url))
	})
}

func markedWell(ctx context.Context, url string) error {
	return retry.Do(ctx, retry.WithMaxRetries(3, retry.NewExponential(time.Second)), func(ctx context.Context) error {
		return retry.RetryableError(checked(ctx, url))
	})
}

func wrapped(ctx context.Context, url string) error {
	return backoff.Retry(func() error { // want `retries 400, 401 and 403`
		return errors.Wrap(call(ctx, url), "call")
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

func annotated(ctx context.Context, url string) error {
	return backoff.Retry(func() error { // want `retries 400, 401 and 403`
		err := call(ctx, url)
		return errors.WithMessagef(err, "call %s", url)
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

func joined(ctx context.Context, url string) error {
	return backoff.Retry(func() error { // want `retries 400, 401 and 403`
		return stderrors.Join(call(ctx, url), nil)
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

func wrappedWell(ctx context.Context, url string) error {
	return backoff.Retry(func() error {
		return errors.Wrap(checked(ctx, url), "call")
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

// Every failure is final.
func never(ctx context.Context, url string) error {
	return backoff.Retry(func() error {
		return backoff.Permanent(call(ctx, url))
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

func inALoop(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = errors.WithStack(call(ctx, url)); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		select {
		case <-time.After(time.Second << i):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

func inALoopWell(ctx context.Context, url string) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = errors.WithStack(checked(ctx, url)); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second << i):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}
