// Package lastresort asks errors for their status by a function of its own, and for their text where they have none.
package lastresort

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

type refusal struct {
	StatusCode int
	Message    string
}

func (r *refusal) Error() string { return r.Message }

func (r *refusal) words() string { return r.Message }

func fetch(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refusal{resp.StatusCode, resp.Status}
	}
	return nil
}

// statusOf is the status that an error stands for.
func statusOf(err error) int {
	var has interface{ Status() int }
	if errors.As(err, &has) {
		return has.Status()
	}
	var r *refusal
	if errors.As(err, &r) {
		return r.StatusCode
	}
	return 0
}

func isRefusal(err error) bool {
	_, ok := err.(*refusal)
	return ok
}

// described asks for no more than words.
func described(err error) string {
	var r *refusal
	if errors.As(err, &r) {
		return r.words()
	}
	return err.Error()
}

func counted(err error) int { return len(err.Error()) }

func unauthorized(c *http.Client, url string) bool {
	err := fetch(c, url)
	if err == nil {
		return false
	}
	if statusOf(err) == http.StatusUnauthorized {
		return true
	}
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "status 401") || strings.Contains(text, "401 unauthorized")
}

func gone(c *http.Client, url string) bool {
	err := fetch(c, url)
	if err == nil || isRefusal(err) {
		return false
	}
	return strings.Contains(err.Error(), "410")
}

func badDescribed(c *http.Client, url string) bool {
	err := fetch(c, url)
	if err == nil {
		return false
	}
	fmt.Println(described(err))
	return strings.Contains(err.Error(), "404") // want `decides by the text "404" of an error`
}

func badCounted(c *http.Client, url string) bool {
	err := fetch(c, url)
	if err == nil || counted(err) > 1000 {
		return false
	}
	return strings.Contains(strings.ToLower(err.Error()), "403 forbidden") // want `decides by the text "403 forbidden" of an error whose status is at hand`
}

// A text that is there, or not, is no code.
func message(r *refusal) string {
	if m := strings.TrimSpace(r.Message); m != "" {
		return m
	}
	if m := strings.TrimSpace(r.Error()); m != "" {
		return m
	}
	return "refused"
}

func silent(c *http.Client, url string) bool {
	err := fetch(c, url)
	return err != nil && err.Error() == ""
}

func worded(c *http.Client, url string) bool {
	err := fetch(c, url)
	switch {
	case err == nil:
		return true
	case strings.TrimSpace(err.Error()) == "":
		return false
	}
	return strings.HasSuffix(err.Error(), "")
}

var _ = []any{unauthorized, gone, badDescribed, badCounted, message, silent, worded}
