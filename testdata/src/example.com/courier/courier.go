// Package courier is a client of a chat that tells its users of limits.
package courier

import "fmt"

// A Refusal is what the chat answers instead of a message.
type Refusal struct {
	Code  int    `json:"error_code"`
	Text  string `json:"description"`
	Hints `json:"parameters"`
}

// Hints say more of a refusal.
type Hints struct {
	RetryAfter   int   `json:"retry_after"`
	RetryAfterNs int64 `json:"retry_after_ns"`
	MoveTo       int64 `json:"move_to"`
}

func (r *Refusal) Error() string { return fmt.Sprint(r.Code, " ", r.Text) }

// A Pause has been computed here, of whatever.
type Pause struct{ RetryAfter int64 }

// Post posts a text.
func Post(chat int64, text string) error { return &Refusal{Code: 429, Text: text} }

// Next is for how long to wait, in nanoseconds.
func Next() Pause { return Pause{1e9} }
