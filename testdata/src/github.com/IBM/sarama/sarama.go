// Package sarama stands in for the package of that path.
package sarama

type KError int16

const (
	ErrNoError                  KError = 0
	ErrUnknownTopicOrPartition  KError = 3
	ErrLeaderNotAvailable       KError = 5
	ErrMessageSizeTooLarge      KError = 10
	ErrTopicAuthorizationFailed KError = 29
	ErrNewer                    KError = 2010
)

func (err KError) Error() string { return "kafka" }

type TopicError struct{ Err KError }

type ProduceResponseBlock struct{ Err KError }
