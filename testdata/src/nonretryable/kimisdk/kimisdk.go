// Package kimisdk tries again by the codes of Kimi, through a client of OpenAI's.
package kimisdk

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
		if !errors.As(err, &ae) || ae.Type != "exceeded_current_quota_error" { // want `retries kimi code "exceeded_current_quota_error" .*a person has to act first`
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
		if !errors.As(err, &ae) || ae.Type != "rate_limit_reached_error" && ae.Type != "engine_overloaded_error" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What OpenAI has in error.code says nothing of Kimi.
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

func bounded(ctx context.Context, c *openai.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if _, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{}); err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.HTTPStatusCode != 429 {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func insist(c *openai.Client) error {
	delay := time.Second
	for {
		_, err := c.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{})
		if err == nil {
			return nil
		}
		var ae *openai.APIError
		if !errors.As(err, &ae) || ae.HTTPStatusCode != 429 { // want `429 of kimi may mean exceeded_current_quota_error, which no retry mends, and nothing ends the retries`
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
}
