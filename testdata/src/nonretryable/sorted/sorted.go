// Package sorted sorts statuses by a map, in which those that are not there have the zero value.
package sorted

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

type reason uint8

const (
	other reason = iota
	identity
	input
	load
)

var reasons = map[int]reason{400: input, 401: identity, 403: identity, 422: input, 429: load, 503: load}

var words = map[int]string{400: "input", 404: "input", 500: "server", 502: "server", 503: "server", 429: "load"}

type failure struct {
	reason reason
	cause  error
}

func (f *failure) Error() string { return fmt.Sprint("reason ", f.reason) }

func send(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return &failure{reason: load, cause: err}
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	return &failure{reason: reasons[resp.StatusCode]}
}

func unlessIdentity(c *http.Client, req *http.Request) (err error) {
	for i := range 5 {
		err = send(c, req)
		var f *failure
		if err == nil || errors.As(err, &f) && f.reason == identity { // want `retries 400, 404 and 422`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func word(c *http.Client, url string) error {
	for i := range 5 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK || words[resp.StatusCode] == "server" { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func load3(c *http.Client, req *http.Request) (err error) {
	for i := range 5 {
		err = send(c, req)
		var f *failure
		if !errors.As(err, &f) || f.reason != load {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func known(c *http.Client, req *http.Request) (err error) {
	for i := range 5 {
		err = send(c, req)
		var f *failure
		if !errors.As(err, &f) || f.reason == identity || f.reason == input || f.reason == other {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func wordless(c *http.Client, url string) error {
	for i := range 5 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if w := words[resp.StatusCode]; w == "" || w == "input" {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}
