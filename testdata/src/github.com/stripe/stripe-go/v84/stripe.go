// Package stripe stands in for the package of that path.
package stripe

type ErrorCode string

type DeclineCode string

type ErrorType string

const (
	ErrorCodeCardDeclined ErrorCode = "card_declined"
	ErrorCodeLockTimeout  ErrorCode = "lock_timeout"
	ErrorCodeRateLimit    ErrorCode = "rate_limit"
	ErrorCodeLockTimeouts ErrorCode = "lock_timeouts"
)

type Error struct {
	Code           ErrorCode
	Type           ErrorType
	DeclineCode    DeclineCode
	HTTPStatusCode int
	Msg            string
}

func (e *Error) Error() string { return e.Msg }
