// Package kafka stands in for the package of that path.
package kafka

type ErrorCode int

const (
	ErrTransport                ErrorCode = -195
	ErrTimedOut                 ErrorCode = -185
	ErrQueueFull                ErrorCode = -184
	ErrNoError                  ErrorCode = 0
	ErrLeaderNotAvailable       ErrorCode = 5
	ErrMsgSizeTooLarge          ErrorCode = 10
	ErrTopicAuthorizationFailed ErrorCode = 29
)

type Error struct{ code ErrorCode }

func (e Error) Error() string     { return "" }
func (e Error) Code() ErrorCode   { return e.code }
func (e Error) IsFatal() bool     { return e.code == ErrTransport }
func (e Error) IsRetriable() bool { return e.code == ErrTimedOut }

type Message struct{ Value []byte }

type Event interface{ String() string }

type handle interface {
	produce(m *Message, delivered chan Event) error
	commit() ([]Message, error)
}

type Producer struct{ h handle }

func (p *Producer) Produce(m *Message, delivered chan Event) error { return p.h.produce(m, delivered) }
func (p *Producer) Flush(timeoutMs int) int                        { return timeoutMs }

type Consumer struct{ h handle }

func (c *Consumer) Commit() ([]Message, error) { return c.h.commit() }
