// Package named asks errors for what the API calls a refusal.
package named

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

type statusError struct{ code int }

func (e statusError) Error() string { return fmt.Sprintf("server error %d", e.code) }

func get(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return statusError{resp.StatusCode}
	}
	return nil
}

// The API refuses in the text of its answers, and that ends the loop.
func refused(u string) (err error) {
	for n := range 5 {
		if err = get(u); err == nil {
			return nil
		}
		switch err.Error() {
		case "invalid_auth", "account_inactive":
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func typed(u string) (err error) {
	for n := range 5 {
		if err = get(u); err == nil {
			return nil
		}
		var status statusError
		if errors.As(err, &status) && status.code < 500 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// Other words are no refusal.
func busy(u string) (err error) {
	for n := range 5 {
		err = get(u)
		if err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 16\)`
			return nil
		}
		if err.Error() == "out of paper" {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}
