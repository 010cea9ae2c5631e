// Package openai stands in for the library of that path.
package openai

import "context"

type Client struct{}

type ChatCompletionRequest struct{ Model string }

type ChatCompletionResponse struct{ ID string }

type ChatCompletionStream struct{}

func (s *ChatCompletionStream) Recv() (ChatCompletionResponse, error) {
	return ChatCompletionResponse{}, nil
}

type APIError struct {
	Code           any
	Message        string
	Type           string
	HTTPStatusCode int
}

func (e *APIError) Error() string { return e.Message }

func NewClient(token string) *Client { return nil }

func (c *Client) CreateChatCompletion(ctx context.Context, req ChatCompletionRequest) (ChatCompletionResponse, error) {
	return ChatCompletionResponse{}, ctx.Err()
}
