// Package minimax tries again by the codes of MiniMax, whose status is always 200.
package minimax

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

const host = "https://api.minimax.io"

type answer struct {
	Base struct {
		Code    int    `json:"status_code"`
		Message string `json:"status_msg"`
	} `json:"base_resp"`
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

func balance() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Base.Code != 1008 { // want `retries minimax code 1008 \(Balance used up\)`
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// What passes.
func limited() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Base.Code != 1002 && a.Base.Code != 1024 {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// Another answer may pass.
func another() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Base.Code != 1027 {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}
