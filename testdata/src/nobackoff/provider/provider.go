// Package provider holds the codes of providers that ask for a longer wait.
package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

const host = "https://open-api.123pan.com"

type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func post(ctx context.Context, path string, body []byte) (*answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, host+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	return &a, nil
}

func badNone(ctx context.Context) error {
	for {
		a, err := post(ctx, "/api", nil)
		if err != nil {
			return err
		}
		if a.Code != 429 { // want `pan123 code 429 is retried at once \(sent at line \d+\), which keeps the limit exceeded; wait longer each time$`
			return nil
		}
	}
}

func badFixed(ctx context.Context) error {
	for range 10 {
		a, err := post(ctx, "/api", nil)
		if err != nil {
			return err
		}
		switch a.Code {
		case 0:
			return nil
		case 429: // want `pan123 code 429 is retried after a fixed 500ms`
			time.Sleep(500 * time.Millisecond)
		default:
			return errors.New(a.Message)
		}
	}
	return errors.New("gave up")
}

func goodGrowing(ctx context.Context) error {
	for i := range 10 {
		a, err := post(ctx, "/api", nil)
		if err != nil {
			return err
		}
		if a.Code != 429 && a.Code != 503 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// The file is being verified: a fixed second is what the API asks for.
func goodVerify(ctx context.Context) error {
	for range 60 {
		a, err := post(ctx, "/api", nil)
		if err != nil {
			return err
		}
		if a.Code != 20103 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

func goodMinute(ctx context.Context) error {
	for range 60 {
		a, err := post(ctx, "/api", nil)
		if err != nil {
			return err
		}
		if a.Code != 429 {
			return nil
		}
		time.Sleep(time.Minute)
	}
	return errors.New("gave up")
}
