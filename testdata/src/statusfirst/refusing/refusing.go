// Package refusing has a transport that makes errors of refusals.
package refusing

import (
	"encoding/json"
	"fmt"
	"net/http"
)

type refusal struct{ status int }

func (r *refusal) Error() string { return fmt.Sprint("refused: ", r.status) }

type strict struct{}

func (strict) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, &refusal{resp.StatusCode}
	}
	return resp, nil
}

type item struct{ ID string }

func fetch(c *http.Client, u string) (*item, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var it item
	if err := json.NewDecoder(resp.Body).Decode(&it); err != nil {
		return nil, err
	}
	return &it, nil
}
