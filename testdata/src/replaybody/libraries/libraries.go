// Package libraries gives retry libraries functions that send what was sent before.
package libraries

import (
	"bytes"
	"errors"
	"net/http"

	"github.com/cenkalti/backoff/v4"
)

var errServer = errors.New("server error")

// The request is built outside of the function that is called again.
func outside(c *http.Client, url string, data []byte) (resp *http.Response, err error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	err = backoff.Retry(func() error {
		resp, err = c.Do(req) // want `the body of req was read by the first attempt`
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			return errServer
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return resp, err
}

// The response of a call that is made again stays open.
func open(c *http.Client, url string) (resp *http.Response, err error) {
	err = backoff.Retry(func() error {
		resp, err = c.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			return errServer
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return resp, err
}

func inside(c *http.Client, url string, data []byte) error {
	return backoff.Retry(func() error {
		req, err := http.NewRequest("POST", url, bytes.NewReader(data))
		if err != nil {
			return backoff.Permanent(err)
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errServer
		}
		return nil
	}, backoff.NewExponentialBackOff())
}
