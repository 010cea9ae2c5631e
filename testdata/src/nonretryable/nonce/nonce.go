// Package nonce retries a 400 with a new nonce, as ACME has it.
package nonce

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
)

type client struct {
	hc    *http.Client
	url   string
	nonce string
}

func (c *client) newNonce() (string, error) {
	resp, err := c.hc.Head(c.url + "/new-nonce")
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	return resp.Header.Get("Replay-Nonce"), nil
}

func (c *client) goodNonce(claims []byte) (*http.Response, error) {
	for range 3 {
		nonce, err := c.newNonce()
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(map[string]any{"nonce": nonce, "payload": claims})
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Post(c.url, "application/jose+json", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("gave up")
}

func (c *client) goodNonceKept(claims []byte) (*http.Response, error) {
	for range 3 {
		body, err := json.Marshal(map[string]any{"nonce": c.nonce, "payload": claims})
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Post(c.url, "application/jose+json", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		c.nonce = resp.Header.Get("Replay-Nonce")
		if resp.StatusCode != 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("gave up")
}
