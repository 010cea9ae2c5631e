// Package policy says what to retry, for programs that send requests. It imports no client itself.
package policy

import "fmt"

// Codes are the statuses to retry.
var Codes = []int{400, 429, 503}

// Table has the statuses, too.
var Table = map[int]bool{429: true, 401: true, 403: false}

// Set has them as a set.
var Set = map[int]struct{}{408: {}, 429: {}, 500: {}, 502: {}, 503: {}, 504: {}}

// Again is asked with the status of an answer.
func Again(status int) bool { return status == 400 || status >= 500 }

// Busy is true for what passes by itself.
func Busy(status int) bool { return status == 429 || status >= 500 }

// An Error is an answer that refuses.
type Error struct {
	Status int
	Text   string
}

func (e *Error) Error() string { return fmt.Sprintf("%d %s", e.Status, e.Text) }

// Temporary is true for statuses from 500.
func (e *Error) Temporary() bool { return e.Status >= 500 }

// Check is the error of a status.
func Check(status int, text string) error {
	if status < 300 {
		return nil
	}
	return &Error{status, text}
}
