package token360

import (
	"context"
	"encoding/json"
	"net/http"
)

// Balance is what is left on the account. It is BAD: with a wrong key the answer is json as well, and the balance is 0.
func (c *Client) Balance(ctx context.Context) (float64, error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/balance", nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var out struct {
		Balance float64 `json:"balance"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return 0, err
	}
	return out.Balance, nil
}
