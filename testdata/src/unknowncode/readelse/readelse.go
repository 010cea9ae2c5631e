// Package readelse looks for digits in bodies that another function has read.
package readelse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

type status struct{ Code int }

func post(url string, b []byte) (status, []byte, error) {
	var s status
	resp, err := http.Post(url, "application/json", bytes.NewReader(b))
	if err != nil {
		return s, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return s, nil, err
	}
	err = json.Unmarshal(raw, &s)
	return s, raw, err
}

// BAD: a success and a failure are told apart by digits that any answer may have.
func upload(url string, b []byte) ([]byte, error) {
	_, raw, err := post(url, b)
	if err != nil {
		return nil, err
	}
	if strings.Contains(string(raw), "45001") { // want `looks for the digits 45001 in the whole body`
		return nil, errors.New("too large")
	}
	return raw, nil
}

type client struct{ url string }

func (c *client) call(b []byte) ([]byte, error) {
	_, raw, err := post(c.url, b)
	return raw, err
}

// BAD: through two functions.
func (c *client) save(b []byte) error {
	raw, err := c.call(b)
	if err != nil {
		return err
	}
	if bytes.Contains(raw, []byte("1015")) { // want `looks for the digits 1015 in the whole body`
		return fmt.Errorf("limited: %s", raw)
	}
	return nil
}

// GOOD: the code is decoded.
func media(url string, b []byte) ([]byte, error) {
	s, raw, err := post(url, b)
	if err != nil {
		return nil, err
	}
	if s.Code == 45001 {
		return nil, errors.New("too large")
	}
	return raw, nil
}

// GOOD: a number in a page.
func wide(url string) bool {
	_, raw, err := post(url, nil)
	return err == nil && strings.Contains(string(raw), "1080")
}

// GOOD: which decides what is made of it.
func years(urls []string) (found int) {
	for _, u := range urls {
		_, raw, err := post(u, nil)
		if err != nil {
			continue
		}
		if strings.Contains(string(raw), "2024") {
			found++
		}
	}
	return found
}

// GOOD: the digits stand in their field.
func inField(url string) error {
	_, raw, err := post(url, nil)
	if err != nil {
		return err
	}
	if bytes.Contains(raw, []byte(`"code":45001,`)) {
		return errors.New("too large")
	}
	return nil
}

func load(name string) ([]byte, error) { return os.ReadFile(name) }

// GOOD: a file.
func fromFile(name string) error {
	raw, err := load(name)
	if err != nil {
		return err
	}
	if strings.Contains(string(raw), "45001") {
		return errors.New("too large")
	}
	return nil
}

func either(url, name string) ([]byte, error) {
	if name != "" {
		return os.ReadFile(name)
	}
	_, raw, err := post(url, nil)
	return raw, err
}

// GOOD: it may be a file.
func mixed(url, name string) error {
	raw, err := either(url, name)
	if err != nil {
		return err
	}
	if strings.Contains(string(raw), "45001") {
		return errors.New("too large")
	}
	return nil
}
