// Package awaited tries for ever in functions that somebody waits for, whatever they are called, and in others.
package awaited

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type conn struct{ resp *http.Response }

type client struct {
	hc   *http.Client
	url  string
	conn *conn
}

type group struct{}

func (*group) Go(f func() error) {}

// What it returns is what the caller wants.
func Dial(u string) (*conn, error) {
	for {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries while the call fails`
			return &conn{resp}, nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) Open() (*http.Response, error) {
	for {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) Process(items []string) (n int, err error) {
	for _, item := range items {
		for {
			_, err := c.hc.Head(c.url + item)
			if err == nil { // want `nothing ends the retries`
				n++
				break
			}
			time.Sleep(time.Second)
		}
	}
	return n, nil
}

// An error, for which the package waits.
func (c *client) connect() error {
	for {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			c.conn = &conn{resp}
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) Fetch() (*http.Response, error) {
	if err := c.connect(); err != nil {
		return nil, err
	}
	return c.conn.resp, nil
}

// By way of another.
func (c *client) register() error {
	for {
		_, err := c.hc.Head(c.url)
		if err == nil { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) join() error { return c.register() }

func (c *client) Member() bool { return c.join() == nil }

// Others may wait for it.
func (c *client) Sync() error {
	for {
		_, err := c.hc.Head(c.url)
		if err == nil { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(time.Second)
	}
}

func Start(u string) error {
	return ever(func() error { // want `nothing ends the retries`
		_, err := http.Head(u)
		return err
	})
}

func ever(try func() error) error {
	for {
		if err := try(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// The same helper, beside the program: here nobody waits.
func beside(u string) {
	_ = ever(func() error {
		_, err := http.Head(u + "/beside")
		return err
	})
}

// From here on nobody waits. The result is dropped.
func (c *client) refresh() error {
	for {
		_, err := c.hc.Head(c.url)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) Touch() {
	_ = c.refresh()
	c.refresh()
}

// It is called beside the program, by way of another.
func (c *client) load() (*http.Response, error) {
	for {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) keep() error {
	resp, err := c.load()
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) Begin() {
	go c.keep()
	go func() {
		if resp, err := c.load(); err == nil {
			resp.Body.Close()
		}
	}()
}

// By a group.
func (c *client) fill() error {
	for {
		_, err := c.hc.Head(c.url)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) Fill(g *group) {
	g.Go(c.fill)
	g.Go(func() error {
		for {
			_, err := c.hc.Head(c.url + "/two")
			if err == nil {
				return nil
			}
			time.Sleep(time.Second)
		}
	})
}

// When the program begins.
func settings() (*http.Response, error) {
	for {
		resp, err := http.Get("https://example.com/settings")
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

func init() {
	if resp, err := settings(); err == nil {
		resp.Body.Close()
	}
}

// It goes on for ever when it has succeeded.
func (c *client) Run(jobs <-chan string) error {
	for {
		_, err := c.hc.Head(c.url)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	for {
		if job := <-jobs; job == "" {
			return errors.New("closed")
		}
	}
}

// And when it has lost what it had.
func (c *client) Renew(ctx context.Context, lost <-chan error) error {
	for {
		for {
			_, err := c.hc.Head(c.url)
			if err == nil {
				break
			}
			time.Sleep(time.Second)
		}
		if err := <-lost; err != nil {
			return err
		}
	}
}
