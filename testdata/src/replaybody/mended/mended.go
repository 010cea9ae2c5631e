// Package mended has what fixes mend, and what they leave to people.
package mended

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

var errGone = errors.New("gone")

// A response of the round, closed as soon as nothing needs it.
func dropped(c *http.Client, url string) (*http.Response, error) {
	for range 3 {
		resp, err := c.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 503 {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGone
}

// Two ways lead to the next attempt, and one of them closes it.
func half(c *http.Client, url string) error {
	for range 3 {
		resp, err := c.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			continue
		}
		if resp.StatusCode == 429 {
			time.Sleep(time.Minute)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errGone
}

// Where the error was not looked at, there may be none; what stands last has a use for it.
func maybe(c *http.Client, url string) error {
	for i := 0; i < 3; i++ {
		resp, err := c.Get(url) // want `is not closed before the next attempt`
		switch {
		case err == nil && resp.StatusCode == 200:
			return resp.Body.Close()
		case err == nil && resp.StatusCode == 429:
			time.Sleep(time.Minute)
			continue
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// Its header is read last, its content before: nobody has it afterwards.
func content(c *http.Client, url string) (n int, err error) {
	for range 3 {
		resp, err := c.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == 200 {
			err := json.NewDecoder(resp.Body).Decode(&n)
			resp.Body.Close()
			return n, err
		}
		if resp.Header.Get("Retry-After") == "" {
			return 0, errGone
		}
	}
	return 0, errGone
}

var last *http.Request

// Somebody keeps a part of it: whether that is needed, is not known.
func kept(c *http.Client, url string) error {
	for range 3 {
		resp, err := c.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			return err
		}
		if resp.StatusCode < 500 {
			return resp.Body.Close()
		}
		last = resp.Request
		time.Sleep(time.Second)
	}
	return errGone
}

// It is looked at after the loop.
func outside(c *http.Client, url string) (resp *http.Response, err error) {
	for range 3 {
		resp, err = c.Get(url) // want `is not closed before the next attempt`
		if err == nil && resp.StatusCode < 500 {
			break
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// What stands beside other code on its line stays.
func dense(c *http.Client, url string) error {
	for range 3 {
		resp, err := c.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			return err
		}
		if resp.StatusCode < 500 {
			return resp.Body.Close()
		} // the rest goes on
	}
	return errGone
}

// A request of bytes has its body once more.
func request(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.Do(req) // want `the body of req was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// Whether one of somebody else's has is not known.
func theirs(c *http.Client, url string, body io.Reader) (int, error) {
	req, err := http.NewRequest("POST", url, body)
	if err != nil {
		return 0, err
	}
	for range 3 {
		resp, err := c.Do(req) // want `the body of req was read by the first attempt`
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return resp.StatusCode, nil
		}
		time.Sleep(time.Second)
	}
	return 0, errGone
}

// A reader made here begins at its beginning.
func reader(c *http.Client, url, text string) error {
	body := strings.NewReader(text)
	for range 3 {
		resp, err := c.Post(url, "text/plain", body) // want `body was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// Where one of somebody else's was to begin is not known.
func file(c *http.Client, url string, f *os.File) error {
	for range 3 {
		resp, err := c.Post(url, "text/plain", f) // want `f was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// A buffer cannot be taken back, and who returns no error cannot say that it failed.
func buffer(c *http.Client, url string, buf *bytes.Buffer) error {
	for range 3 {
		resp, err := c.Post(url, "text/plain", buf) // want `buf was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

func mute(c *http.Client, url string, r *strings.Reader) bool {
	for range 3 {
		resp, err := c.Post(url, "text/plain", r) // want `r was read by the first attempt`
		if err != nil {
			return false
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return true
		}
		time.Sleep(time.Second)
	}
	return false
}
