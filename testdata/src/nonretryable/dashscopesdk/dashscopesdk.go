// Package dashscopesdk tries again by the codes of DashScope, through a client of OpenAI's.
package dashscopesdk

import (
	"context"
	"errors"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

const base = "https://dashscope.aliyuncs.com/compatible-mode/v1"

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
		if !errors.As(err, &ae) || ae.Code != "Arrearage" { // want `retries dashscope code "Arrearage" \(Account in arrears\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func empty(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Code != "Throttling.RateQuota" && ae.Code != "BadRequest.EmptyInput" { // want `retries dashscope code "BadRequest.EmptyInput"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func throttled(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Code != "Throttling.RateQuota" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// No row of its own, but a limit by its beginning.
func ofFamily(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.Code != "Throttling.BurstRate" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// With DashScope that is a limit by the minute, too.
func minute(ctx context.Context, c *openai.Client) error {
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
