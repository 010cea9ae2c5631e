// Package deepseeksdk tries again by the codes of DeepSeek, through a client of OpenAI's.
package deepseeksdk

import (
	"context"
	"errors"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

const base = "https://api.deepseek.com"

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

// DeepSeek's document knows statuses alone.
func theirs(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Code != "insufficient_quota" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func rate(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.HTTPStatusCode != 429 && ae.HTTPStatusCode != 503 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Its 429 is a limit, and nothing else.
func insist(c *openai.Client) error {
	delay := time.Second
	for {
		_, err := c.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{})
		if err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.HTTPStatusCode != 429 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
}
