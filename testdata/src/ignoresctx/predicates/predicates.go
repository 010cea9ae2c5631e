// Package predicates asks functions whether to retry an error.
package predicates

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type limitError struct{ after time.Duration }

func (e *limitError) Error() string { return "limit" }

type inputError struct{}

func (e *inputError) Error() string { return "input" }

func send(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return &limitError{}
	case resp.StatusCode >= 500:
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// All but one error is retried, and so is that of a context.
func shouldRetry(err error) (bool, time.Duration) {
	var input *inputError
	if errors.As(err, &input) { // want `shouldRetry is true for context.Canceled \(asked at line 49\), so retries go on after the context has ended; return false for it`
		return false, 0
	}
	return true, time.Second
}

func deaf(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = send(ctx, u); err == nil {
			return nil
		}
		again, delay := shouldRetry(err)
		if !again {
			return err
		}
		time.Sleep(delay) // want `does not end with ctx`
	}
	return err
}

// From here on the predicates are well.

func retryable(err error) (bool, time.Duration) {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false, 0
	}
	var input *inputError
	return !errors.As(err, &input), time.Second
}

func hears(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = send(ctx, u); err == nil {
			return nil
		}
		again, delay := retryable(err)
		if !again {
			return err
		}
		time.Sleep(delay) // want `does not end with ctx`
	}
	return err
}

// The wait ends with the context: that its error is retried costs nothing.
func retryAny(err error) bool {
	var input *inputError
	if errors.As(err, &input) {
		return false
	}
	return true
}

func waits(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = send(ctx, u); err == nil || !retryAny(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return err
}

// Only what it names is retried.
func retryLimit(err error) bool {
	var limit *limitError
	if errors.As(err, &limit) {
		return true
	}
	return false
}

func limited(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = send(ctx, u); err == nil || !retryLimit(err) {
			return err
		}
		time.Sleep(time.Second) // want `does not end with ctx`
	}
	return err
}
