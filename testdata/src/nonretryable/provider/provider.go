// Package provider talks to 123pan, whose answers come with HTTP 200 and a code in the body.
package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const host = "https://open-api.123pan.com"

type answer struct {
	Code    int             `json:"code"`
	Message string          `json:"message"`
	Data    json.RawMessage `json:"data"`
	Trace   string          `json:"x-traceID"`
}

type client struct {
	hc    *http.Client
	token string
}

func (c *client) post(ctx context.Context, path string, body []byte) (*answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, host+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(answer)
	if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
		return nil, err
	}
	return a, nil
}

func pause(i int) { time.Sleep(time.Second << i) }

func (c *client) badAnyCode(ctx context.Context, path string, body []byte) (*answer, error) {
	for i := range 5 {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return nil, err
		}
		if a.Code == 0 { // want `retries pan123 code 400 \(Bad request parameters\) and \d+ more, sent at line \d+`
			return a, nil
		}
		pause(i)
	}
	return nil, errors.New("gave up")
}

func (c *client) goodLimit(ctx context.Context, path string, body []byte) (*answer, error) {
	for i := range 5 {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return nil, err
		}
		if a.Code != 429 {
			return a, nil
		}
		pause(i)
	}
	return nil, errors.New("gave up")
}

func (c *client) badQuota(ctx context.Context, path string, body []byte) (*answer, error) {
	for i := range 5 {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return nil, err
		}
		switch a.Code {
		case 429, 1003: // want `retries pan123 code 1003 \(Not enough storage space\).*a person has to act first`
			pause(i)
		default:
			return a, nil
		}
	}
	return nil, errors.New("gave up")
}

// Still being verified: the catalog has it as a reason to wait.
func (c *client) goodVerify(ctx context.Context, path string, body []byte) (*answer, error) {
	for range 60 {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return nil, err
		}
		if a.Code != 20103 {
			return a, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("not verified")
}

func (c *client) goodServer(ctx context.Context, path string, body []byte) (*answer, error) {
	for i := 0; ; i++ {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return nil, err
		}
		switch {
		case a.Code == 0:
			return a, nil
		case a.Code == 500, a.Code == 502, a.Code == 503, a.Code == 429:
			pause(i)
		default:
			return nil, fmt.Errorf("%d: %s", a.Code, a.Message)
		}
	}
}

func (c *client) goodRefresh(ctx context.Context, path string, body []byte) (*answer, error) {
	for range 2 {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return nil, err
		}
		if a.Code != 401 && a.Code != 3001 {
			return a, nil
		}
		if err := c.refreshToken(ctx); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("not signed in")
}

func (c *client) refreshToken(ctx context.Context) error {
	c.token = "new"
	return ctx.Err()
}

func (c *client) goodTransport(ctx context.Context, path string, body []byte) (*answer, error) {
	for i := 0; ; i++ {
		a, err := c.post(ctx, path, body)
		if err == nil || i == 3 {
			return a, err
		}
		pause(i)
	}
}

// A poller: success goes round as well.
func (c *client) goodPoll(ctx context.Context, path string, body []byte) error {
	for {
		a, err := c.post(ctx, path, body)
		if err != nil {
			return err
		}
		if len(a.Data) > 0 {
			return nil
		}
		time.Sleep(time.Second)
	}
}
