// Package twomodels talks to two APIs with one client: whose codes they are is not known.
package twomodels

import (
	"context"
	"errors"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

const base = "https://api.moonshot.cn/v1"

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func quota(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Type != "exceeded_current_quota_error" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

const other = "https://api.deepseek.com"
