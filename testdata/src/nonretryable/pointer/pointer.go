// Package pointer changes what is sent through a pointer, in a helper, between the attempts.
package pointer

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type client struct {
	hc  *http.Client
	url string
}

type params struct{ Model string }

// The server does not take the parameters: simpler ones are sent.
func (c *client) goodDegradePtr(p *params) (*http.Response, error) {
	for range 3 {
		b, _ := json.Marshal(p)
		resp, err := c.hc.Post(c.url, "", strings.NewReader(string(b)))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 400 {
			c.simplify(p)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

func (c *client) simplify(p *params) { p.Model = "small" }
