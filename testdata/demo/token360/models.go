package token360

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// retryStatuses is BAD: a wrong request (400) and a wrong key (401) stay wrong.
var retryStatuses = []int{400, 401, 408, 429, 500, 502, 503, 504}

// Models lists the models that the key may use.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	for attempt := 0; ; attempt++ {
		req, err := c.newRequest(ctx, http.MethodGet, "/models", nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if slices.Contains(retryStatuses, resp.StatusCode) && attempt < 3 {
			resp.Body.Close()
			time.Sleep(100 * time.Millisecond) // BAD: too short for 429, and never longer
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, readError(resp)
		}
		var out struct {
			Data []struct {
				ID string `json:"id"`
			} `json:"data"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
			return nil, err
		}
		var ids []string
		for _, m := range out.Data {
			ids = append(ids, m.ID)
		}
		return ids, nil
	}
}
