// Package policyasked asks a package without a client what to retry.
package policyasked

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"example.com/policy"
)

func badList(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || n == 3 || !slices.Contains(policy.Codes, resp.StatusCode) { // want `retries 400 \(400, 429 and 503, sent at line \d+\)`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func badTable(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || n == 3 || !policy.Table[resp.StatusCode] { // want `retries 401 \(401 and 429, sent at line \d+\)`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func goodSet(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || n == 3 {
			return resp, err
		}
		if _, again := policy.Set[resp.StatusCode]; !again {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func badFunc(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || n == 3 || !policy.Again(resp.StatusCode) { // want `retries 400 \(400, and 500 and above, sent at line \d+\)`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func goodFunc(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(u)
		if err != nil || n == 3 || !policy.Busy(resp.StatusCode) {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func send(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	return policy.Check(resp.StatusCode, resp.Status)
}

func badError(u string) error {
	for n := 0; ; n++ {
		err := send(u)
		if err == nil || n == 3 { // want `retries 400, 401 and 403`
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func goodError(u string) error {
	for n := 0; ; n++ {
		err := send(u)
		var refused *policy.Error
		if n == 3 || !errors.As(err, &refused) || !refused.Temporary() {
			return err
		}
		time.Sleep(time.Second << n)
	}
}
