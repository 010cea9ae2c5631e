// Package desk is a client of a service.
package desk

import (
	"encoding/json"
	"errors"
	"net/http"
)

type Client struct{ HC *http.Client }

type Board struct{ ID, Address string }

func (c *Client) Board(id string) (*Board, error) {
	resp, err := c.HC.Get("https://desk.example/boards/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var b Board
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return nil, err
	}
	return &b, nil
}

func (c *Client) Address(id string) (string, error) {
	b, err := c.Board(id)
	if err != nil {
		return "", err
	}
	return b.Address, nil
}

func (c *Client) Open(id string) (bool, error) {
	b, err := c.Board(id)
	return err == nil && b.Address == "", err
}
