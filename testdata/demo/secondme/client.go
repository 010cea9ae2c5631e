// Package secondme is a small client of the SecondMe API.
//
// SecondMe answers with a real HTTP status, repeats it in the body and names the cause by a dotted code:
// {"code":401,"message":"...","error_code":"oauth2.token.expired"}. Newer answers call the field subCode.
//
//   - client.go is good: one request, one answer, an [*Error] that carries the code.
//   - chat.go is bad: [Client.Chat] means to repeat broken streams, but misspells their code and so never does;
//     [Client.ChatPatiently] goes the other way and repeats by [shouldRetry], which says yes to every error, wrong requests
//     and missing permissions included.
//   - note.go is good: [Client.AddNote] gets a new token when the old one has expired, once, and leaves alone a refresh
//     token that does not work any more: the user has to log in again.
package secondme

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

const baseURL = "https://app.mindos.com/gate/lab"

// Client talks to the API on behalf of one user.
type Client struct {
	ClientID, ClientSecret    string
	AccessToken, RefreshToken string
	HTTP                      *http.Client
}

// Error is an answer that is not a success.
type Error struct {
	Status  int    `json:"code"`
	Message string `json:"message"`
	Code    string `json:"error_code"`
}

func (e *Error) Error() string {
	return fmt.Sprintf("secondme: %d %s: %s", e.Status, e.Code, e.Message)
}

// post sends one request.
func (c *Client) post(ctx context.Context, path string, in any) ([]byte, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, baseURL+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.AccessToken)
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		e := &Error{Status: resp.StatusCode}
		if json.Unmarshal(data, e) != nil {
			e.Message = http.StatusText(resp.StatusCode)
		}
		return nil, e
	}
	return data, nil
}
