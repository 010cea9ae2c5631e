// Package bodycodes tells codes in bodies on: as errors, lost in a text, to a predicate.
package bodycodes

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const host = "https://open-api.123pan.com"

type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    struct {
		Completed bool `json:"completed"`
		Async     bool `json:"async"`
	} `json:"data"`
}

func call(path string) (*answer, error) {
	resp, err := http.Get(host + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if a.Code != 0 {
		return nil, fmt.Errorf("%d %s", a.Code, a.Message)
	}
	return &a, nil
}

func raw(path string) (*answer, error) {
	resp, err := http.Get(host + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	return &a, json.NewDecoder(resp.Body).Decode(&a)
}

// The code is lost in a text: whoever calls cannot tell one from another.
func badLossy(path string) (a *answer, err error) {
	for i := range 3 {
		if a, err = call(path); err == nil { // want `retries pan123 code 400 \(Bad request parameters\) and \d+ more`
			return a, nil
		}
		time.Sleep(time.Second << i)
	}
	return nil, err
}

// A poller.
func goodComplete(path string) error {
	for {
		a, err := raw(path)
		if err != nil {
			return err
		}
		if a.Code == 0 && a.Data.Completed {
			return nil
		}
		if a.Code != 0 && a.Code != 20103 {
			return errors.New(a.Message)
		}
		time.Sleep(time.Second)
	}
}

// Still at work: the catalog has it as a reason to wait.
func goodTranscode(path string) error {
	for {
		a, err := raw(path)
		if err != nil {
			return err
		}
		switch a.Code {
		case 0:
			return nil
		case 4002:
			time.Sleep(3 * time.Second)
			continue
		}
		return errors.New(a.Message)
	}
}

// Another name each time.
func goodRename(name string) error {
	for i := 0; i < 5; i++ {
		a, err := raw(fmt.Sprintf("/up?name=%s-%d", name, i))
		if err != nil {
			return err
		}
		if a.Code == 1002 {
			continue
		}
		return nil
	}
	return nil
}

var token string

func login() error { token = "x"; return nil }

func goodToken(path string) (*answer, error) {
	for i := 0; ; i++ {
		a, err := raw(path + "?t=" + token)
		if err != nil {
			return nil, err
		}
		if a.Code == 401 && i == 0 {
			if err := login(); err != nil {
				return nil, err
			}
			continue
		}
		return a, nil
	}
}

func goodTokenRec(path string, again bool) (*answer, error) {
	a, err := raw(path)
	if err == nil && a.Code == 401 && again {
		login()
		return goodTokenRec(path, false)
	}
	return a, err
}

type apiErr struct {
	Code int
	Msg  string
}

func (e *apiErr) Error() string { return e.Msg }

func typed(path string) error {
	a, err := raw(path)
	if err != nil {
		return err
	}
	if a.Code != 0 {
		return &apiErr{a.Code, a.Message}
	}
	return nil
}

func goodTyped(path string) (err error) {
	for i := range 3 {
		err = typed(path)
		var e *apiErr
		if !errors.As(err, &e) || e.Code != 429 {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func badTyped(path string) (err error) {
	for i := range 3 {
		err = typed(path)
		var e *apiErr
		if !errors.As(err, &e) || e.Code != 1003 { // want `retries pan123 code 1003 \(Not enough storage space\)`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func badTypedAll(path string) (err error) {
	for i := range 3 {
		if err = typed(path); err == nil { // want `retries pan123 code 400`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func retryable(code int) bool { return code == 429 || code >= 500 && code < 600 }

func goodPred(path string) (a *answer, err error) {
	for i := range 3 {
		a, err = raw(path)
		if err != nil || !retryable(a.Code) {
			return a, err
		}
		time.Sleep(time.Second << i)
	}
	return
}

func badPred(path string) (a *answer, err error) {
	for i := range 3 {
		a, err = raw(path)
		if err != nil || a.Code == 0 || a.Code == 1001 { // want `retries pan123 code 400`
			return a, err
		}
		time.Sleep(time.Second << i)
	}
	return
}
