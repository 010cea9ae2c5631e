// Package servesothers makes errors of answers in functions that others call as well: the fault is that of the loop which goes round by them.
package servesothers

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

type refusal struct {
	status int
	text   string
}

type client struct{ hc *http.Client }

func (c *client) send(url string) (*http.Response, *refusal) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return nil, &refusal{http.StatusBadGateway, err.Error()}
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, &refusal{resp.StatusCode, resp.Status}
	}
	return resp, nil
}

func (c *client) blindly(url string) (*http.Response, error) {
	for n := range 5 {
		resp, bad := c.send(url) // want `retries 400, 401 and 403 \(any status but 200, sent at line 19, decided at line 23\)`
		if bad == nil {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
	return nil, errors.New("refused")
}

func (c *client) once(url string) (*http.Response, error) {
	resp, bad := c.send(url)
	if bad != nil {
		return nil, fmt.Errorf("%d %s", bad.status, bad.text)
	}
	return resp, nil
}

func (c *client) passing(url string) (*http.Response, error) {
	for n := range 5 {
		resp, bad := c.send(url)
		if bad == nil {
			return resp, nil
		}
		if bad.status < 500 && bad.status != http.StatusTooManyRequests {
			return nil, errors.New(bad.text)
		}
		time.Sleep(time.Second << n)
	}
	return nil, errors.New("refused")
}

// What one loop alone calls is a part of it.
func (c *client) part(url string) (*http.Response, *refusal) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return nil, &refusal{http.StatusBadGateway, err.Error()}
	}
	if resp.StatusCode >= 300 { // want `retries 400, 401 and 403 \(300 and above, and transport errors, sent at line 65\)`
		resp.Body.Close()
		return nil, &refusal{resp.StatusCode, resp.Status}
	}
	return resp, nil
}

func (c *client) whole(url string) (*http.Response, error) {
	for n := range 5 {
		resp, bad := c.part(url)
		if bad == nil {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
	return nil, errors.New("refused")
}

// Who asks a function that says what to do stands where that is asked.
func goOn(resp *http.Response) bool {
	return resp.StatusCode == http.StatusBadRequest || resp.StatusCode >= 500
}

func (c *client) asking(url string) (*http.Response, error) {
	for n := range 5 {
		resp, err := c.hc.Get(url)
		if err != nil || !goOn(resp) { // want `retries 400 \(400, and 500 and above, sent at line 94\)`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return nil, errors.New("refused")
}

func (c *client) told(url string) (string, error) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if goOn(resp) {
		return "later", nil
	}
	return resp.Status, nil
}
