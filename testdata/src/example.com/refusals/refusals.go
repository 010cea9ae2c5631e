// Package refusals has an error for answers that were no good, with a type of its own for their statuses.
package refusals

import "fmt"

// An Answer is the status of an answer.
type Answer int

const (
	BadRequest Answer = 400
	Gone       Answer = 410
	TooMany    Answer = 429
)

// An AnswerError is an answer that was no good.
type AnswerError struct {
	Code Answer
}

func (e AnswerError) Error() string { return fmt.Sprintf("refused: %d", e.Code) }
