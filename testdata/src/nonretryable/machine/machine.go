// Package machine holds retries of what may fail on the program's own machine after a good answer.
package machine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

var errNotReady = errors.New("not ready")

type client struct{ hc *http.Client }

// A file that cannot be opened is no answer, and says nothing of those that go round.
func (c *client) save(url, path string) error {
	resp, err := c.hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s", body)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o640)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.WriteString(f, string(body))
	return err
}

func (c *client) badSaves(url, path string, times int64) error {
	for i := 1; ; i++ {
		err := c.save(url, path)
		if err == nil { // want `retries 400, 401 and 403 \(300 and above`
			return nil
		}
		if int64(i) >= times {
			return err
		}
		time.Sleep(time.Second << i)
	}
}

// The same in one function, where the error says which file it was.
func (c *client) badInPlace(url, path string) error {
	var last error
	for n := range 5 {
		resp, err := c.hc.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 200 { // want `retries 400, 401 and 403 \(any status but 200`
			last = fmt.Errorf("%s", resp.Status)
			time.Sleep(time.Second << n)
			continue
		}
		f, err := os.Create(path)
		if err != nil {
			last = fmt.Errorf("%s: %w", path, err)
			time.Sleep(time.Second << n)
			continue
		}
		return f.Close()
	}
	return last
}

func (c *client) encoded(url string, v any) error {
	resp, err := c.hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile("answer", text, 0o600)
}

func (c *client) badEncodes(url string, v any) error {
	var err error
	for n := range 4 {
		if err = c.encoded(url, v); err == nil { // want `retries 400, 401 and 403 \(300 and above`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// A state that has not come yet goes round: this waits for it.
func (c *client) ready(url, path string) error {
	resp, err := c.hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	if resp.Header.Get("X-State") != "done" {
		return errNotReady
	}
	return os.WriteFile(path, nil, 0o600)
}

func (c *client) goodReady(url, path string) error {
	var err error
	for n := range 4 {
		if err = c.ready(url, path); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// A pager goes on with what worked.
func (c *client) goodAll(url, path string) error {
	for {
		resp, err := c.hc.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		f, err := os.Create(path)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		f.Close()
		time.Sleep(time.Minute)
	}
}

// Nothing but the disk goes round, and what was refused does not.
func (c *client) goodDisk(url, path string) error {
	for n := 0; ; n++ {
		resp, err := c.hc.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 200 {
			return errors.New(resp.Status)
		}
		f, err := os.Create(path)
		if err == nil {
			return f.Close()
		}
		if n == 3 {
			return err
		}
		time.Sleep(time.Second << n)
	}
}
