// Package fetcher sends requests, for other packages. // want package:`(?s)Fetch: sends waits again\(500 and above, 4\)`
package fetcher

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Fetch tries four times what the server has trouble with.
func Fetch(u string) error {
	var last error
	for i := 0; i < 4; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			if resp.StatusCode != http.StatusOK {
				return &Error{resp.StatusCode}
			}
			return nil
		}
		last = &Error{resp.StatusCode}
		time.Sleep(time.Second << i)
	}
	return last
}

// Deep does the same one call further down.
func Deep(u string) error {
	if err := Fetch(u); err != nil {
		return fmt.Errorf("deep: %w", err)
	}
	return nil
}

// An Error is what the server said.
type Error struct{ Status int }

func (e *Error) Error() string { return fmt.Sprint(e.Status) }

// Get does not try again.
func Get(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &Error{resp.StatusCode}
	}
	return nil
}

// Until goes on while its caller has the patience.
func Until(ctx context.Context, u string) error {
	for {
		err := Get(u)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Second):
		}
	}
}

// All goes through a list.
func All(urls []string) error {
	var failed error
	for _, u := range urls {
		if err := Get(u); err != nil {
			failed = err
		}
	}
	return failed
}

// Best tries three times, and returns nothing if that does not help.
func Best(u string) error {
	for range 3 {
		if Get(u) == nil {
			break
		}
	}
	return nil
}

// Maybe tries again what some say is worth it.
func Maybe(u string, worth func(error) bool) error {
	err := errors.New("none")
	for range 3 {
		if err = Get(u); err == nil || !worth(err) {
			return err
		}
	}
	return err
}
