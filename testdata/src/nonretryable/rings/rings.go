// Package rings goes on with the next key of a ring, or with another host in the copy of an address.
package rings

import (
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

type ring struct {
	mu    sync.Mutex
	keys  []string
	at    int
	plain string
}

func (r *ring) current() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.keys[r.at%len(r.keys)]
}

func (r *ring) turn() {
	r.mu.Lock()
	r.at++
	r.mu.Unlock()
}

func (r *ring) name() string { return r.plain }

type client struct {
	web  *http.Client
	ring *ring
}

var errRefused = errors.New("refused")

func (c *client) turns(req *http.Request) (*http.Response, error) {
	for range c.ring.keys {
		r := req.Clone(req.Context())
		r.Header.Set("X-Api-Key", c.ring.current())
		resp, err := c.web.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		c.ring.turn()
	}
	return nil, errRefused
}

func (c *client) turnsAnew(address string) (*http.Response, error) {
	for range c.ring.keys {
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		r.Header.Set("Authorization", "Bearer "+c.ring.current())
		resp, err := c.web.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
		c.ring.turn()
	}
	return nil, errRefused
}

func (c *client) stays(req *http.Request) (*http.Response, error) {
	for i := range 5 {
		r := req.Clone(req.Context())
		r.Header.Set("X-Api-Key", c.ring.current())
		resp, err := c.web.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errRefused
}

// It turns, but nothing that is sent does.
func (c *client) turnsInVain(req *http.Request) (*http.Response, error) {
	for i := range 5 {
		r := req.Clone(req.Context())
		r.Header.Set("X-Tenant", c.ring.name())
		resp, err := c.web.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 { // want `retries 400, 404 and 422`
			return resp, nil
		}
		resp.Body.Close()
		c.ring.turn()
		time.Sleep(time.Second << i)
	}
	return nil, errRefused
}

func (c *client) hosts(req *http.Request, hosts []string) (*http.Response, error) {
	for _, host := range hosts {
		u := *req.URL
		u.Host = host
		r := req.Clone(req.Context())
		r.URL = &u
		resp, err := c.web.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errRefused
}

func (c *client) inPlace(req *http.Request, hosts []string) (*http.Response, error) {
	for _, host := range hosts {
		req.URL = &url.URL{Scheme: "https", Host: host, Path: req.URL.Path}
		resp, err := c.web.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errRefused
}

func (c *client) oneHost(req *http.Request, host string) (*http.Response, error) {
	for i := range 5 {
		u := *req.URL
		u.Host = host
		r := req.Clone(req.Context())
		r.URL = &u
		resp, err := c.web.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errRefused
}
