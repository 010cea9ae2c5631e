// Package kerr stands in for the package of that path.
package kerr

import "errors"

type Error struct {
	Message     string
	Code        int16
	Retriable   bool
	Description string
}

func (e *Error) Error() string { return e.Message }

func IsRetriable(err error) bool {
	var kerr *Error
	return errors.As(err, &kerr) && kerr.Retriable
}

var (
	LeaderNotAvailable       = &Error{"LEADER_NOT_AVAILABLE", 5, true, ""}
	MessageTooLarge          = &Error{"MESSAGE_TOO_LARGE", 10, false, ""}
	TopicAuthorizationFailed = &Error{"TOPIC_AUTHORIZATION_FAILED", 29, false, ""}
	TopicAlreadyExists       = &Error{"TOPIC_ALREADY_EXISTS", 36, false, ""}
)

func ErrorForCode(code int16) error {
	switch code {
	case 0:
		return nil
	case 5:
		return LeaderNotAvailable
	}
	return TopicAuthorizationFailed
}
