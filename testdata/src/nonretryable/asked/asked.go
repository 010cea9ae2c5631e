// Package asked holds predicates, and what their yes leads to as far as the package shows it.
package asked

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/avast/retry-go/v4"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A StatusError is an answer that refuses.
type StatusError struct{ Code int }

func (e *StatusError) Error() string { return http.StatusText(e.Code) }

var refused = map[int]bool{400: true, 413: true, 422: true}

// ShouldRetry is asked by a gateway, which goes on with another channel.
func ShouldRetry(e *StatusError) bool { return !refused[e.Code] }

// IsRetryable is asked elsewhere, if at all.
func IsRetryable(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && e.Code >= 400
}

// Temporary is a method of what others have in hand.
func (e *StatusError) Temporary() bool { return e.Code >= 400 }

// Retryable answers for the function below.
func (e *StatusError) Retryable() bool { return retryable(e.Code) }

func retryable(code int) bool { return code >= 400 }

// CanRetry is for clients of gRPC.
func CanRetry(err error) bool {
	c := status.Code(err)
	return c != codes.OK && c != codes.NotFound
}

// ShouldRetryStatus names what no host likes better than the other.
func ShouldRetryStatus(code int) bool {
	switch code {
	case 400, 429, 503: // want `ShouldRetryStatus is true for 400`
		return true
	}
	return false
}

// IsTransient names what passes.
func IsTransient(code int) bool { return code == 429 || code >= 500 }

type client struct {
	hc  *http.Client
	url string
	odd func(error) bool

	pace, paceNoRetry func(func() (bool, error)) error
}

func (c *client) once(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &StatusError{resp.StatusCode}
	}
	return nil
}

// What the loop asks beside the predicate is not understood; the predicate is what it is.
func (c *client) unread(ctx context.Context) error {
	for n := 0; ; n++ {
		err := c.once(ctx)
		if err == nil || n == 3 || c.odd(err) {
			return err
		}
		if !ShouldRetryHere(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

// ShouldRetryHere is asked by the loop above.
func ShouldRetryHere(err error) bool { // want `ShouldRetryHere is true for 400, 401 and 403`
	var e *StatusError
	return errors.As(err, &e) && e.Code != 404
}

// The text says what the status would say, and the loop gives up by it.
func (c *client) byText(ctx context.Context) error {
	for n := 0; ; n++ {
		err := c.once(ctx)
		if err == nil || n == 3 || strings.Contains(err.Error(), "gone for good") {
			return err
		}
		if !shouldRetry(err) && !isRetryable(err) && !isBusy(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func shouldRetry(err error) bool { // want `shouldRetry is true for 400, 401 and 422`
	var e *StatusError
	return errors.As(err, &e) && e.Code != 404 && e.Code != 403
}

func isRetryable(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && (e.Code == 429 || e.Code >= 500)
}

func isBusy(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && e.Code == 409
}

// Both must say yes.
func (c *client) both(ctx context.Context) error {
	for n := 0; ; n++ {
		err := c.once(ctx)
		if err == nil || n == 3 {
			return err
		}
		if !canRetry(err) || !isMild(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func canRetry(err error) bool {
	var e *StatusError
	return errors.As(err, &e)
}

func isMild(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && e.Code >= 500
}

// Whoever is given the function hears whether to do so again.
func (c *client) paced(ctx context.Context) error {
	return c.pace(func() (bool, error) {
		err := c.once(ctx)
		return retriable(err)
	})
}

func retriable(err error) (bool, error) { // want `retriable is true for 400, 401 and 403`
	var e *StatusError
	return errors.As(err, &e) && e.Code != 404, err
}

// The link is good for once.
func (c *client) pacedOnce(ctx context.Context) error {
	return c.paceNoRetry(func() (bool, error) {
		err := c.once(ctx)
		return retriableLink(err)
	})
}

func retriableLink(err error) (bool, error) {
	var e *StatusError
	return errors.As(err, &e) && e.Code != 404, err
}

// What is run in place does not.
func (c *client) beside(ctx context.Context) error {
	var err error
	func() {
		if err = c.once(ctx); err != nil && retryableOnce(err) {
			err = nil
		}
	}()
	return err
}

func retryableOnce(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && e.Code != 404
}

// A library asks it.
func (c *client) byLibrary(ctx context.Context) error {
	return retry.Do(func() error { return c.once(ctx) }, retry.Attempts(3), retry.Context(ctx), retry.RetryIf(IsWorthIt)) // want `retries 400, 401 and 403`
}

// IsWorthIt forgets the client's faults.
func IsWorthIt(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && e.Code != 404
}
