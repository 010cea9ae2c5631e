// Package pan123 is a small client of the open API of 123pan.
//
// The API answers HTTP 200 to nearly everything and tells the error in the body: {"code":401,"message":"...",
// "data":null,"x-traceID":"..."}. 0 means success. So code that looks at the HTTP status alone sees no error at all.
//
//   - client.go is good: one request, one answer, and [Client.Login] for a new token.
//   - list.go is bad: [Client.List] repeats whatever is not a success, missing folders (1001) and disabled accounts (3002)
//     included; [Client.Info] asks again half a second after every 429, for ever.
//   - upload.go is bad: [Client.Complete] waits for a code that 123pan does not have, so that every upload that is still
//     being verified fails.
//   - share.go is good: [Client.Share] renews the token once when the API says that it has expired, and returns all else.
//   - transcode.go is good: [Client.WaitTranscoded] asks again while the job runs (4002), which is no retry but polling.
package pan123

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

const baseURL = "https://open-api.123pan.com"

// Client talks to the open API.
type Client struct {
	ID, Secret string
	HTTP       *http.Client

	token string
}

// Answer is the part that all answers have.
type Answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	TraceID string `json:"x-traceID"`
}

func (a *Answer) err() error {
	return fmt.Errorf("123pan: code %d: %s (trace %s)", a.Code, a.Message, a.TraceID)
}

// call sends one request and decodes its answer.
func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, baseURL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Platform", "open_platform")
	req.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, out)
}

// Login gets a new token.
func (c *Client) Login(ctx context.Context) error {
	var out struct {
		Answer
		Data struct {
			AccessToken string `json:"accessToken"`
		} `json:"data"`
	}
	in := map[string]string{"clientID": c.ID, "clientSecret": c.Secret}
	if err := c.call(ctx, http.MethodPost, "/api/v1/access_token", in, &out); err != nil {
		return err
	}
	if out.Code != 0 {
		return out.err()
	}
	c.token = out.Data.AccessToken
	return nil
}
