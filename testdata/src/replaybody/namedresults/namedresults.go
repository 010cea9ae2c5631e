// Package namedresults makes its requests in functions that return by name: the path that failed and the one that did not are two.
package namedresults

import (
	"bytes"
	"errors"
	"net/http"
	"time"
)

type client struct {
	http  *http.Client
	token string
	tries int
}

func (c *client) request(u string, body []byte) (req *http.Request, err error) {
	if body == nil {
		req, err = http.NewRequest(http.MethodPut, u, nil)
		if err != nil {
			return
		}
		req.Header.Add("X-Token", c.token)
		return
	}
	req, err = http.NewRequest(http.MethodPut, u, bytes.NewReader(body))
	if err != nil {
		return
	}
	req.Header.Add("X-Token", c.token)
	return
}

func (c *client) publish(u string, data []byte) error {
	req, err := c.request(u, data)
	if err != nil {
		return err
	}
	n := 0
retry:
	resp, err := c.http.Do(req) // want `the body of req was read by the first attempt`
	if err != nil {
		if n < c.tries {
			time.Sleep(time.Second)
			n++
			goto retry
		}
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) inLoop(u string, data []byte) error {
	req, err := c.request(u, data)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		resp, err := c.http.Do(req) // want `the body of req was read by the first attempt`
		if err == nil {
			return resp.Body.Close()
		}
		if n == c.tries {
			return err
		}
		time.Sleep(time.Second)
	}
}

// One request for each attempt.
func (c *client) anew(u string, data []byte) error {
	for n := 0; ; n++ {
		req, err := c.request(u, data)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if n == c.tries {
			return err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) empty(u string) (req *http.Request, err error) {
	req, err = http.NewRequest(http.MethodDelete, u, nil)
	if err != nil {
		return
	}
	req.Header.Add("X-Token", c.token)
	return
}

// There is no body to send.
func (c *client) remove(u string) error {
	req, err := c.empty(u)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		resp, err := c.http.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if n == c.tries {
			return err
		}
		time.Sleep(time.Second)
	}
}
