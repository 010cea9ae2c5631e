// Package setters sends requests that somebody has put into a field.
package setters

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"time"
)

// A sender is asked step by step.
type sender interface {
	set(req *http.Request) sender
	call() error
}

type client struct {
	c       *http.Client
	request *http.Request
}

func (c *client) set(req *http.Request) sender {
	c.request = req
	return c
}

func (c *client) call() error { return c.do(c.request) }

func (c *client) do(req *http.Request) error {
	for i := range 5 {
		resp, err := c.c.Do(req) // want `the body of req was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func post(s sender, u string, payload []byte) error {
	req, err := newRequest(http.MethodPost, u, payload)
	if err != nil {
		return err
	}
	return s.set(req).call()
}

func newRequest(method, u string, payload []byte) (*http.Request, error) {
	return http.NewRequest(method, u, bytes.NewBuffer(payload))
}

// Without an interface.
type direct struct {
	c   *http.Client
	req *http.Request
}

func (d *direct) put(u, text string) error {
	req, err := http.NewRequest(http.MethodPut, u, strings.NewReader(text))
	if err != nil {
		return err
	}
	d.req = req
	return send(d.c, d.req)
}

func send(c *http.Client, r *http.Request) error {
	var err error
	for i := range 3 {
		var resp *http.Response
		if resp, err = c.Do(r); err == nil { // want `the body of r was read by the first attempt`
			return resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// From here on all is well.

// A reader is only given requests that have nothing to send.
type reader interface {
	with(req *http.Request) reader
	fetch() error
}

type fetcher struct {
	c    *http.Client
	page *http.Request
}

func (f *fetcher) with(req *http.Request) reader {
	f.page = req
	return f
}

func (f *fetcher) fetch() error { return f.again(f.page) }

func (f *fetcher) again(req *http.Request) error {
	for i := range 5 {
		resp, err := f.c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func get(r reader, u string) error {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	return r.with(req).fetch()
}

// Of two that can be behind it, nobody knows which one is given it.
type either interface {
	pick(req *http.Request)
}

type one struct {
	c   *http.Client
	req *http.Request
}

type two struct{ n int }

func (o *one) pick(req *http.Request) { o.req = req }
func (t *two) pick(*http.Request)     { t.n++ }

func (o *one) run() error {
	for i := range 5 {
		resp, err := o.c.Do(o.req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func picked(e either, u string) error {
	req, err := http.NewRequest(http.MethodPost, u, strings.NewReader("a"))
	if err != nil {
		return err
	}
	e.pick(req)
	return nil
}

// One field stands for another, and so on: nobody puts anything into them.
type ring struct{ a, b *http.Request }

func (r *ring) turn(c *http.Client) error {
	r.a, r.b = r.b, r.a
	return spin(c, r.a)
}

func spin(c *http.Client, r *http.Request) error {
	var err error
	for i := range 3 {
		var resp *http.Response
		if resp, err = c.Do(r); err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
	return err
}
