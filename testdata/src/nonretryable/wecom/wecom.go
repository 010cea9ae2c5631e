// Package wecom tries again by the codes of WeCom, whose status is always 200.
package wecom

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

const host = "https://qyapi.weixin.qq.com"

type answer struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

func call() (*answer, error) {
	resp, err := http.Get(host + "/v1")
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

func secret() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != 40001 { // want `retries wecom code 40001 \(Secret invalid\)`
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

func removed() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != -1 && a.ErrCode != 93004 { // want `retries wecom code 93004 `
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// What passes.
func busy() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != -1 {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

func crowded() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != 45033 && a.ErrCode != 6000 {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// It may take its time.
func granted() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != 48002 {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

func stale() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != 40014 && a.ErrCode != 42001 { // want `retries wecom code 40014 \(access_token invalid\), sent at line \d+; the same credentials fail again, so renew them, or return the error`
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// With another token.
func renewed() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.ErrCode != 40014 && a.ErrCode != 42001 {
			return a, nil
		}
		if err := refreshToken(); err != nil {
			return nil, err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

func refreshToken() error { return nil }
