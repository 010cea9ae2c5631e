// Package zhipu decides by the codes of Zhipu with OpenAI's client: they are numbers in strings.
package zhipu

import (
	"context"
	"errors"
	"time"

	goopenai "github.com/sashabaranov/go-openai"
)

const base = "https://open.bigmodel.cn/api/paas/v4"

// pause waits, longer each time, unless the context ends.
func pause(ctx context.Context, attempt int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << attempt):
		return nil
	}
}

func client(key string) *goopenai.Client {
	c := goopenai.DefaultConfig(key)
	c.BaseURL = base
	return goopenai.NewClientWithConfig(c)
}

// An account in arrears is a 429, too.
func askInArrears(ctx context.Context, c *goopenai.Client, r goopenai.ChatCompletionRequest) (goopenai.ChatCompletionResponse, error) {
	var err error
	for i := range 5 {
		var answer goopenai.ChatCompletionResponse
		if answer, err = c.CreateChatCompletion(ctx, r); err == nil {
			return answer, nil
		}
		var e *goopenai.APIError
		if !errors.As(err, &e) || e.Code != "1302" && e.Code != "1113" {
			return answer, err
		}
		if err := pause(ctx, i); err != nil {
			return answer, err
		}
	}
	return goopenai.ChatCompletionResponse{}, err
}

func askZhipu(ctx context.Context, c *goopenai.Client, r goopenai.ChatCompletionRequest) (goopenai.ChatCompletionResponse, error) {
	var err error
	for i := range 5 {
		var answer goopenai.ChatCompletionResponse
		if answer, err = c.CreateChatCompletion(ctx, r); err == nil {
			return answer, nil
		}
		var e *goopenai.APIError
		if !errors.As(err, &e) || e.Code != "1302" {
			return answer, err
		}
		if err := pause(ctx, i); err != nil {
			return answer, err
		}
	}
	return goopenai.ChatCompletionResponse{}, err
}

// The code is a string, and this is a number.
func isArrears(e *goopenai.APIError) bool { return e.Code == 1113 }
