// Package refused looks for codes in a whole body, to refuse what has them or to say what was wrong.
package refused

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type meta struct {
	Size int64 `json:"size"`
}

func info(c *http.Client, url string) (*meta, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if strings.Contains(string(body), "31066") { // want `looks for the digits 31066 in the whole body`
		return nil, errors.New("no such file")
	}
	m := new(meta)
	return m, json.Unmarshal(body, m)
}

func touch(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	text := string(body)
	if strings.Contains(text, "20017") { // want `looks for the digits 20017 in the whole body`
		return fmt.Errorf("refused: %s", text)
	}
	return nil
}

// Whatever the text is, it is a failure.
func message(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	body, _ := io.ReadAll(resp.Body)
	if strings.Contains(string(body), "31066") {
		return errors.New("no such file")
	}
	return fmt.Errorf("status %d: %s", resp.StatusCode, body)
}

func nested(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(resp.Body)
		if strings.Contains(string(body), "31066") {
			return errors.New("no such file")
		}
		return errors.New(resp.Status)
	}
	return nil
}
