// Package retrying has a transport that tries again on some statuses, and hands on every answer in the end.
package retrying

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

type patient struct {
	next http.RoundTripper
	max  int
}

func (p *patient) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil && req.GetBody == nil {
		return nil, errors.New("the body cannot be read again")
	}
	var resp *http.Response
	var err error
	for i := 0; i <= p.max; i++ {
		if resp, err = p.next.RoundTrip(req.Clone(req.Context())); err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable || i == p.max {
			break
		}
		resp.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Second << i):
		}
	}
	return resp, err
}

type counter struct{ seen map[int]int }

// It writes down what it sees.
func (c *counter) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	c.seen[resp.StatusCode]++
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
	if err := json.NewDecoder(resp.Body).Decode(&it); err != nil { // want `the answer is decoded and returned whatever its status`
		return nil, err
	}
	return &it, nil
}
