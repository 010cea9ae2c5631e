// Package crowded sends a request that can end in many ways before it comes to the one that it repeats.
package crowded

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
)

type client struct {
	base, tenant, token string
}

type answer struct {
	Token string `json:"token"`
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func (c *client) renewToken() (err error) {
	for range 3 {
		if err = c.renewOnce(); err == nil { // want `retries 400, 401 and 403 \(400-599 and transport errors, sent at line 59\)`
			break
		}
	}
	return err
}

func (c *client) renewOnce() error {
	var a answer
	if err := c.call(http.MethodPost, c.base+c.tenant+"/token", &a); err != nil {
		return err
	}
	if a.Error.Code != "" {
		return fmt.Errorf("%s: %s", a.Error.Code, a.Error.Message)
	}
	if a.Token == "" {
		return errors.New("empty token")
	}
	c.token = a.Token
	return nil
}

func (c *client) call(method, u string, into any) error {
	req, err := http.NewRequest(method, u, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", c.token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func (c *client) request(method, u string, renewed ...bool) (string, error) {
	var a answer
	if err := c.call(method, u, &a); err != nil {
		return "", err
	}
	if a.Error.Code != "" {
		if a.Error.Code == "InvalidToken" && len(renewed) == 0 {
			if err := c.renewToken(); err != nil {
				return "", err
			}
			return c.request(method, u, true)
		}
		return "", errors.New(a.Error.Message)
	}
	return a.Token, nil
}

func (c *client) upload(ctx context.Context, data []byte) error {
	u, err := c.request(http.MethodPost, c.base+"/session")
	if err != nil {
		return err
	}
	return retry.Do(
		func() error {
			req, err := http.NewRequestWithContext(ctx, http.MethodPut, u, bytes.NewReader(data))
			if err != nil {
				return err
			}
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			switch {
			case resp.StatusCode >= 500:
				return fmt.Errorf("server error: %d", resp.StatusCode)
			case resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated: // want `retries 400, 401 and 403 \(any status but 200 and 201, sent at line 95\)`
				text, _ := io.ReadAll(resp.Body)
				return errors.New(string(text))
			}
			return nil
		},
		retry.Context(ctx),
		retry.Attempts(3),
		retry.Delay(time.Second),
	)
}
