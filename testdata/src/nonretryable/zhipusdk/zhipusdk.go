// Package zhipusdk tries again by the codes of Zhipu, through a client of OpenAI's.
package zhipusdk

import (
	"context"
	"errors"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

const base = "https://open.bigmodel.cn/api/paas/v4"

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func arrears(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Code != "1113" { // want `retries zhipu code "1113" \(Account in arrears\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func busy(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Code != "1302" && ae.Code != "1305" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func theirs(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Type != "insufficient_quota" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
