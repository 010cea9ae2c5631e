// Package crm is an integration with somebody else's service, and has nothing to do with tests.
package crm

import (
	"encoding/json"
	"fmt"
	"net/http"
)

type contact struct {
	Mail string `json:"mail"`
	Name string `json:"name"`
}

func find(c *http.Client, u string) (*contact, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var who contact
	if err := json.NewDecoder(resp.Body).Decode(&who); err != nil { // want `the answer is decoded and returned whatever its status`
		return nil, err
	}
	return &who, nil
}

func known(c *http.Client, u string) (*contact, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("who is this? %s", resp.Status)
	}
	var who contact
	if err := json.NewDecoder(resp.Body).Decode(&who); err != nil {
		return nil, err
	}
	return &who, nil
}
