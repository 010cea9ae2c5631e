package pan123

import (
	"context"
	"net/http"
)

const (
	codeUnauthorized = 401
	codeNotLoggedIn  = 3001
)

type shareAnswer struct {
	Answer
	Data struct {
		Key string `json:"shareKey"`
	} `json:"data"`
}

// Share makes a link to a file. It is GOOD: an expired token is renewed, once, and every other error is the caller's.
func (c *Client) Share(ctx context.Context, id int64) (string, error) {
	in := map[string]any{"shareName": "demo", "shareExpire": 7, "fileIDList": id}
	renewed := false
	for {
		var out shareAnswer
		if err := c.call(ctx, http.MethodPost, "/api/v1/share/create", in, &out); err != nil {
			return "", err
		}
		if (out.Code == codeUnauthorized || out.Code == codeNotLoggedIn) && !renewed {
			if err := c.Login(ctx); err != nil {
				return "", err
			}
			renewed = true
			continue
		}
		if out.Code != 0 {
			return "", out.err()
		}
		return "https://www.123pan.com/s/" + out.Data.Key, nil
	}
}
