// Package zgi is a small client of the ZGI API.
//
// ZGI wraps its answers: {"status_code":400,"status_message":"BAD_REQUEST","error":{"code":10001,"message":"..."}}. The
// codes have five digits; the second tells the area: 10xxx general, 11xxx authentication, 15xxx billing.
//
//   - client.go is good: one request; what is not a success becomes an [*Error].
//   - project.go is bad: [Client.CreateProject] repeats every error that the helper returns, a project that exists already
//     (13002) as well as an empty account (15001), at a steady two seconds; [Client.EnsureProject] looks for 13002 in the
//     error's text; [Hint] looks for a code that does not exist.
//   - key.go is good: [Client.CreateKey] repeats 10004 (too many requests) alone, with delays that grow and scatter.
package zgi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

const defaultHost = "api.zgi.ai"

// Client talks to the API of one organisation.
type Client struct {
	APIKey string
	HTTP   *http.Client
}

// Error is an answer that is not a success.
type Error struct {
	StatusCode int    `json:"-"`
	Code       int    `json:"code"`
	Message    string `json:"message"`
}

func (e *Error) Error() string {
	return fmt.Sprintf("zgi: status %d, code %d: %s", e.StatusCode, e.Code, e.Message)
}

type envelope struct {
	StatusCode    int             `json:"status_code"`
	StatusMessage string          `json:"status_message"`
	Data          json.RawMessage `json:"data"`
	Error         *Error          `json:"error"`
}

// post sends one request and decodes the data of its answer.
func (c *Client) post(ctx context.Context, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+defaultHost+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+c.APIKey)
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var env envelope
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated {
		if json.NewDecoder(resp.Body).Decode(&env) != nil || env.Error == nil {
			return &Error{StatusCode: resp.StatusCode, Message: resp.Status}
		}
		env.Error.StatusCode = resp.StatusCode
		return env.Error
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return json.Unmarshal(env.Data, out)
}
