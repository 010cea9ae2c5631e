package token360

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Message is a turn of a conversation.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Complete returns the model's answer. It is GOOD.
func (c *Client) Complete(ctx context.Context, model string, messages []Message) (string, error) {
	delay := 500 * time.Millisecond
	for attempt := 1; ; attempt++ {
		var out struct {
			Choices []struct {
				Message Message `json:"message"`
			} `json:"choices"`
		}
		err := c.do(ctx, http.MethodPost, "/chat/completions", map[string]any{"model": model, "messages": messages}, &out)
		if err == nil {
			if len(out.Choices) == 0 {
				return "", errors.New("token360: no answer")
			}
			return out.Choices[0].Message.Content, nil
		}
		var e *APIError
		if attempt == 5 || !errors.As(err, &e) || !retryable(e) {
			return "", err
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(max(delay, e.retryAfter)):
			delay = min(2*delay, 30*time.Second)
		}
	}
}

// retryable reports whether a later attempt can succeed where this one failed. An empty account, a frozen key and a
// wrong request do not get better.
func retryable(e *APIError) bool {
	switch e.Type {
	case "rate_limit_error", "api_error":
		return true
	case "": // a proxy's own error page
		return e.HTTPStatusCode == http.StatusTooManyRequests || e.HTTPStatusCode >= 500
	}
	return false
}
