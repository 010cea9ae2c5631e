// Package kafka stands in for the package of that path.
package kafka

import "context"

type Error int

const (
	LeaderNotAvailable       Error = 5
	MessageSizeTooLarge      Error = 10
	TopicAuthorizationFailed Error = 29
)

func (e Error) Error() string   { return "" }
func (e Error) Temporary() bool { return false }

type Message struct{ Value []byte }

type Transport interface {
	Send(ctx context.Context, msgs []Message) error
}

type Writer struct{ Transport Transport }

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error {
	return w.Transport.Send(ctx, msgs)
}
