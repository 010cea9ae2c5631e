package demo

import (
	"context"
	"errors"

	"github.com/openai/openai-go/v3"
)

// A quota that is spent stays so: some of OpenAI's 429 are no limit that passes.
func askForEver(ctx context.Context, c *openai.Client, p openai.ChatCompletionNewParams) (*openai.ChatCompletion, error) {
	var err error
	for i := range 5 {
		var answer *openai.ChatCompletion
		if answer, err = c.Chat.Completions.New(ctx, p); err == nil {
			return answer, nil
		}
		var e *openai.Error
		if !errors.As(err, &e) || e.Code != "rate_limit_exceeded" && e.Code != "insufficient_quota" {
			return nil, err
		}
		if err := pause(ctx, i); err != nil {
			return nil, err
		}
	}
	return nil, err
}

func ask(ctx context.Context, c *openai.Client, p openai.ChatCompletionNewParams) (*openai.ChatCompletion, error) {
	var err error
	for i := range 5 {
		var answer *openai.ChatCompletion
		if answer, err = c.Chat.Completions.New(ctx, p); err == nil {
			return answer, nil
		}
		var e *openai.Error
		if !errors.As(err, &e) || e.Code != "rate_limit_exceeded" {
			return nil, err
		}
		if err := pause(ctx, i); err != nil {
			return nil, err
		}
	}
	return nil, err
}

func isSpent(e *openai.Error) bool { return e.Code == "insuficient_quota" }
