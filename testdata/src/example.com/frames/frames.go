// Package frames is a wire protocol that numbers its own failures.
package frames

import "fmt"

// A Reason says why a stream was given up.
type Reason uint32

const (
	ReasonNone    Reason = 0
	ReasonRefused Reason = 7
	ReasonCalm    Reason = 11
)

// A ResetError is a stream that the other side gave up.
type ResetError struct {
	Stream uint32
	Code   Reason
}

func (e ResetError) Error() string { return fmt.Sprintf("stream %d reset: %d", e.Stream, e.Code) }
