// Package token360 is a small client of Token360, which speaks the protocol of OpenAI.
//
// Errors look like {"error":{"message":"Rate limit exceeded...","type":"rate_limit_error","code":"429"}}: the type is
// what to decide by, and the code is the HTTP status as a string.
//
//   - client.go is good: one request; what is not a success becomes an [*APIError].
//   - embed.go is bad: [Client.Embed] compares the code, a string, with numbers, which compiles, since Code is an any,
//     and is never true; and it misspells the type of an empty account.
//   - models.go is bad: [Client.Models] repeats what stands in a list of statuses, and a wrong request (400) is in it.
//   - balance.go is bad: [Client.Balance] takes whatever was answered for a balance.
//   - status.go is bad: nothing limits how long [Client.Available] waits.
//   - complete.go is good: [Client.Complete] repeats 429 and 5xx, waits as long as the server says or longer each time,
//     and gives up at once if the account is empty or the key is wrong.
package token360

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const defaultBaseURL = "https://api.token360.ai/v1"

// Client talks to the API.
type Client struct {
	Key  string
	HTTP *http.Client
}

// APIError is an answer that is not a success.
type APIError struct {
	Code           any     `json:"code,omitempty"`
	Message        string  `json:"message"`
	Param          *string `json:"param,omitempty"`
	Type           string  `json:"type"`
	HTTPStatusCode int     `json:"-"`

	retryAfter time.Duration
}

func (e *APIError) Error() string {
	return fmt.Sprintf("token360: %d %s: %s", e.HTTPStatusCode, e.Type, e.Message)
}

type errorAnswer struct {
	Error *APIError `json:"error"`
}

func (c *Client) newRequest(ctx context.Context, method, path string, in any) (*http.Request, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, defaultBaseURL+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.Key)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// do sends one request.
func (c *Client) do(ctx context.Context, method, path string, in, out any) error {
	req, err := c.newRequest(ctx, method, path, in)
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return readError(resp)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

func readError(resp *http.Response) error {
	a := errorAnswer{Error: &APIError{}}
	if data, err := io.ReadAll(resp.Body); err == nil && json.Unmarshal(data, &a) != nil {
		a.Error.Message = string(data)
	}
	a.Error.HTTPStatusCode = resp.StatusCode
	if d, err := time.ParseDuration(resp.Header.Get("Retry-After") + "s"); err == nil {
		a.Error.retryAfter = d
	}
	return a.Error
}
