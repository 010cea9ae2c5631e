// Package zhipu tries again by the codes of Zhipu.
package zhipu

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

const host = "https://open.bigmodel.cn"

type answer struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
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

func arrears() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Error.Code != "1113" { // want `retries zhipu code "1113" \(Account in arrears\).*a person has to act first`
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

func anyLimit() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Error.Code != "1302" && a.Error.Code != "1310" { // want `retries zhipu code "1310"`
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// What passes.
func crowded() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Error.Code != "1302" && a.Error.Code != "1305" {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

func unclear() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Error.Code != "1200" {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// The first one may still be running.
func running() (*answer, error) {
	delay := time.Second
	for range 5 {
		a, err := call()
		if err != nil {
			return nil, err
		}
		if a.Error.Code != "1231" {
			return a, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}
