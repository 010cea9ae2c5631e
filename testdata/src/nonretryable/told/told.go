// Package told has several conditions decide together: the finding stands at the one on the refusals.
package told

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Minute}

type overload struct{ status int }

func (o overload) Error() string { return fmt.Sprint("overloaded: ", o.status) }

// passes tells nothing of refusals, though it is asked for most statuses.
func (o overload) passes() bool { return o.status != http.StatusNotImplemented }

type refusal struct{ status int }

func (r refusal) Error() string { return fmt.Sprint("refused: ", r.status) }

func send(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode >= 500:
		return overload{resp.StatusCode}
	case resp.StatusCode >= 300:
		return refusal{resp.StatusCode}
	}
	return nil
}

func again(err error) bool {
	if err == nil { // want `retries 400, 401 and 403`
		return false
	}
	var o overload
	if errors.As(err, &o) {
		return o.passes()
	}
	return true
}

func get(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = send(ctx, u); !again(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}

// Refusals are returned.
func careful(err error) bool {
	var o overload
	if errors.As(err, &o) {
		return o.passes()
	}
	var r refusal
	return !errors.As(err, &r)
}

func getCarefully(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = send(ctx, u); err == nil || !careful(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}
