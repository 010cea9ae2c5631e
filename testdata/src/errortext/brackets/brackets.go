// Package brackets looks for a status as it stands in the text of an error: in brackets or quotes.
package brackets

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

type statusError struct {
	Status int
	Title  string
}

func (e *statusError) Error() string { return fmt.Sprintf("billing: %s (%d)", e.Title, e.Status) }

func get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &statusError{resp.StatusCode, resp.Status}
	}
	return nil
}

func gone(url string) error {
	err := get(url)
	if err != nil && strings.Contains(err.Error(), "(410)") { // want `decides by the text "\(410\)" of an error whose status is at hand`
		return nil
	}
	return err
}

func quoted(url string) error {
	err := get(url)
	if err != nil && strings.HasSuffix(err.Error(), "'404'") { // want `decides by the text "'404'" of an error whose status is at hand`
		return nil
	}
	return err
}

func typed(url string) error {
	err := get(url)
	var s *statusError
	if errors.As(err, &s) && s.Status == http.StatusGone {
		return nil
	}
	return err
}

// told has an error of which nobody knows what it carries.
func told(err error) error {
	if err != nil && strings.Contains(err.Error(), "(410)") {
		return nil
	}
	return err
}

// listed has a number that is no status.
func listed(url string) error {
	err := get(url)
	if err != nil && strings.Contains(err.Error(), "(2)") {
		return nil
	}
	return err
}
