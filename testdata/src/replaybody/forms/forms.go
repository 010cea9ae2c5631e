// Package forms reads answers of one form, and leaves those of another to somebody else.
package forms

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

type failure struct {
	Code string `json:"code"`
}

func read(resp *http.Response, f *failure) error {
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, f)
}

// Only what was read has a code, by which it goes round.
func byCode(c *http.Client, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		var f failure
		if strings.Contains(resp.Header.Get("Content-Type"), "application/json") {
			if err := read(resp, &f); err != nil {
				return nil, err
			}
		}
		if f.Code != "slow" || i == 4 {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
}

// The status decides, whatever form the answer has; what is not read stays open.
func byStatus(c *http.Client, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(url) // want `the response is not closed before the next attempt \(line 47\)`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || i == 4 {
			return resp, nil
		}
		var f failure
		if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
			if err := read(resp, &f); err != nil {
				return nil, err
			}
		}
		time.Sleep(time.Second << i)
	}
}

// Nobody reads these, whatever their form is.
func unread(c *http.Client, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(url) // want `the response is not closed before the next attempt \(line 67\)`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || i == 4 {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
}

// Another header than one of the form decides.
func challenged(c *http.Client, url string) (*http.Response, error) {
	for range 3 {
		resp, err := c.Get(url) // want `the response is not closed before the next attempt \(line 81\)`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || resp.Header.Get("X-Final") != "" {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, http.ErrAbortHandler
}
