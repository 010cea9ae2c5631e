// Package sdk is a client whose responses are closed whenever there is an error.
package sdk

import (
	"encoding/json"
	"fmt"
	"net/http"
)

type Client struct{ HTTP *http.Client }

type StatusError struct{ Resp *http.Response }

func (e *StatusError) Error() string { return e.Resp.Status }

func (c *Client) Do(req *http.Request, out any) (*http.Response, error) {
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return resp, &StatusError{resp}
	}
	if out == nil {
		return resp, nil
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return resp, fmt.Errorf("decoding: %w", err)
	}
	return resp, nil
}

// Replace puts another error in the place of one whose context has ended.
func Replace(err *error) bool { return *err == nil }
