package token360

import (
	"context"
	"errors"
	"fmt"
)

// Embed returns the vector of a text.
func (c *Client) Embed(ctx context.Context, model, text string) ([]float64, error) {
	var out struct {
		Data []struct {
			Embedding []float64 `json:"embedding"`
		} `json:"data"`
	}
	err := c.do(ctx, "POST", "/embeddings", map[string]string{"model": model, "input": text}, &out)
	var e *APIError
	if errors.As(err, &e) {
		switch {
		case e.Code == 429: // BAD: the code is "429", and an int in an any equals no string
			return nil, fmt.Errorf("slow down: %w", err)
		case e.Type == "insufficent_balance": // BAD: it is insufficient_balance
			return nil, fmt.Errorf("the account is empty: %w", err)
		case e.Type == "invalid_api_key":
			return nil, fmt.Errorf("check the key: %w", err)
		}
	}
	if err != nil || len(out.Data) == 0 {
		return nil, err
	}
	return out.Data[0].Embedding, nil
}
