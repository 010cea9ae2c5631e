package secondme

import (
	"context"
	"errors"
	"time"
)

// Chat sends one message and returns the answer.
func (c *Client) Chat(ctx context.Context, text string) (string, error) {
	in := map[string]string{"message": text}
	answer, err := c.post(ctx, "/api/secondme/chat/stream", in)
	var e *Error
	if errors.As(err, &e) && e.Code == "secondme.stream.eror" { // BAD: it is secondme.stream.error
		answer, err = c.post(ctx, "/api/secondme/chat/stream", in)
	}
	return string(answer), err
}

// ChatPatiently is Chat for a server that is busy.
func (c *Client) ChatPatiently(ctx context.Context, text string) (string, error) {
	delay := time.Second
	for attempt := 1; ; attempt++ {
		answer, err := c.post(ctx, "/api/secondme/chat/stream", map[string]string{"message": text})
		var e *Error
		if err == nil || attempt == 5 || !errors.As(err, &e) || !shouldRetry(e.Status) {
			return string(answer), err
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(delay):
			delay *= 2
		}
	}
}

// shouldRetry is BAD: 4xx, but for 408 and 429, say that the request is wrong, and it will be the next time.
func shouldRetry(status int) bool { return status >= 400 }
