// Package helpers sends and decodes in functions of its own.
package helpers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type client struct{ http *http.Client }

type item struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

func (c *client) send(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// BAD: the helper looks at nothing.
func (c *client) item(url string) (*item, error) {
	resp, err := c.send(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var it item
	if err := json.NewDecoder(resp.Body).Decode(&it); err != nil { // want `whatever its status \(sent at line 24\)`
		return nil, err
	}
	return &it, nil
}

func (c *client) read(url string) ([]byte, error) {
	resp, err := c.send(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// BAD: nor does this one.
func (c *client) size(url string) (int64, error) {
	data, err := c.read(url)
	if err != nil {
		return 0, err
	}
	var it item
	if err := json.Unmarshal(data, &it); err != nil { // want `check the response's StatusCode first`
		return 0, err
	}
	return it.Size, nil
}

// BAD: decoded into what the caller gave; the caller trusts it.
func (c *client) get(url string, out any) error {
	resp, err := c.send(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(out) // want `check resp.StatusCode first`
}

func (c *client) first(url string) (item, error) {
	var it item
	if err := c.get(url, &it); err != nil {
		return item{}, err
	}
	return it, nil
}

// BAD: decoded by a function that is given the response.
func decode(resp *http.Response, out any) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(out) // want `decoded and returned`
}

func (c *client) second(url string) (string, error) {
	resp, err := c.send(url)
	if err != nil {
		return "", err
	}
	var it item
	if err := decode(resp, &it); err != nil {
		return "", err
	}
	return it.Name, nil
}

// GOOD: the helper looks.
func (c *client) checked(url string) (*http.Response, error) {
	resp, err := c.send(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, fmt.Errorf("GET %s: %s", url, resp.Status)
	}
	return resp, nil
}

func (c *client) third(url string) (*item, error) {
	resp, err := c.checked(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var it item
	if err := json.NewDecoder(resp.Body).Decode(&it); err != nil {
		return nil, err
	}
	return &it, nil
}

// GOOD: a function that is given the response looks.
func check(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) fourth(url string) (*item, error) {
	resp, err := c.send(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return nil, err
	}
	var it item
	return &it, json.NewDecoder(resp.Body).Decode(&it)
}

// GOOD: decoded in a helper, and looked at afterwards.
func readName(body []byte) (string, error) {
	var it item
	if err := json.Unmarshal(body, &it); err != nil {
		return "", err
	}
	return it.Name, nil
}

func (c *client) fifth(url string) (string, error) {
	resp, err := c.send(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	name, err := readName(data)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	return name, nil
}

// GOOD: only called with a type that tells of failures.
func (c *client) load(url string, out any) error {
	resp, err := c.send(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(out)
}

type envelope struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
	Data item   `json:"data"`
}

func (c *client) sixth(url string) (*envelope, error) {
	var e envelope
	if err := c.load(url, &e); err != nil {
		return nil, err
	}
	return &e, nil
}

// GOOD: the content comes with its response, at which the caller looks.
func (c *client) both(url string) ([]byte, *http.Response, error) {
	resp, err := c.send(url)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return b, resp, err
}

func (c *client) repeated(url string) ([]byte, error) {
	for range 3 {
		b, resp, err := c.both(url)
		if resp != nil {
			defer resp.Body.Close()
		}
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return b, nil
		}
	}
	return nil, errors.New("gave up")
}

func (c *client) seventh(url string) (*item, error) {
	b, err := c.repeated(url)
	if err != nil {
		return nil, err
	}
	var i item
	if err := json.Unmarshal(b, &i); err != nil {
		return nil, err
	}
	return &i, nil
}
