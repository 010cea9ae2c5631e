// Package branches has texts of errors that are looked for in either branch.
package branches

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

type refusal struct{ Status int }

func (r *refusal) Error() string { return http.StatusText(r.Status) }

func get(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refusal{resp.StatusCode}
	}
	return nil
}

var errGone = errors.New("gone")

func bad(u string) error {
	err := get(u)
	if err == nil || !strings.Contains(err.Error(), "404") { // want `decides by the text "404"`
		return err
	}
	return nil
}

func badElse(u string) error {
	err := get(u)
	if err != nil {
		if !strings.Contains(err.Error(), "404") { // want `decides by the text "404"`
			return err
		} else {
			return nil
		}
	}
	return nil
}

func badKind(u string) error {
	err := get(u)
	if err != nil && !strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
		return err
	}
	return errGone
}

// Words for people, on whichever side.
func goodWords(u string) error {
	err := get(u)
	if err != nil {
		if !strings.Contains(err.Error(), "401") {
			return err
		} else {
			return fmt.Errorf("%w (is the key right?)", err)
		}
	}
	return nil
}

func goodBehind(u string) error {
	err := get(u)
	if err == nil {
		return nil
	}
	if !strings.Contains(err.Error(), "401") {
		return err
	}
	return fmt.Errorf("%w (is the key right?)", err)
}
