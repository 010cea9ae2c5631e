package slower

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// An answer of a token endpoint, as the standard has it, of a server that is not named.
type answer struct {
	Token  string `json:"access_token"`
	Error  string `json:"error"`
	Detail string `json:"error_description"`
}

func ask(ctx context.Context, endpoint, code string) (*answer, error) {
	form := url.Values{"device_code": {code}, "grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(answer)
	return a, json.NewDecoder(resp.Body).Decode(a)
}

func ownSteady(ctx context.Context, endpoint, code string, interval time.Duration) (string, error) {
	for range 60 {
		time.Sleep(interval)
		a, err := ask(ctx, endpoint, code)
		if err != nil {
			return "", err
		}
		switch a.Error {
		case "":
			return a.Token, nil
		case "authorization_pending", "slow_down": // want `oauth2 code "slow_down" asks for 5s more delay each time`
			continue
		}
		return "", errors.New(a.Error)
	}
	return "", errors.New("nobody has decided")
}

func ownLonger(ctx context.Context, endpoint, code string, interval time.Duration) (string, error) {
	for range 60 {
		time.Sleep(interval)
		a, err := ask(ctx, endpoint, code)
		if err != nil {
			return "", err
		}
		switch a.Error {
		case "":
			return a.Token, nil
		case "authorization_pending":
			continue
		case "slow_down":
			interval += 5 * time.Second
			continue
		}
		return "", errors.New(a.Error)
	}
	return "", errors.New("nobody has decided")
}

// The server says how long with each answer.
type polled struct {
	answer
	Interval int `json:"interval"`
}

func ownTold(ctx context.Context, endpoint, code string) (string, error) {
	p := polled{Interval: 5}
	for range 60 {
		time.Sleep(time.Duration(p.Interval) * time.Second)
		resp, err := http.PostForm(endpoint, url.Values{"device_code": {code}})
		if err != nil {
			return "", err
		}
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		if p.Error != "authorization_pending" && p.Error != "slow_down" {
			return p.Token, nil
		}
	}
	return "", errors.New("nobody has decided")
}
