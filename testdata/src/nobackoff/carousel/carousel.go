// Package carousel goes on with what another package hands out.
package carousel

import (
	"context"
	"errors"
	"net/http"

	"example.com/carousel"
)

var errNone = errors.New("none left")

type client struct {
	hc      *http.Client
	wheel   *carousel.Wheel
	hosts   *carousel.Hosts
	chooser carousel.Chooser
	set     *carousel.Settings
}

func limited(resp *http.Response, err error) bool {
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return false
	}
	resp.Body.Close()
	return true
}

func (c *client) keys(u string) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		req.Header.Set("X-Api-Key", c.wheel.Turn())
		resp, err := c.hc.Do(req)
		if !limited(resp, err) {
			return resp, err
		}
	}
	return nil, errNone
}

func (c *client) lent(ctx context.Context, path string) (*http.Response, error) {
	for range 3 {
		h, err := c.hosts.Lend(ctx)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Get(h.Addr + path)
		if !limited(resp, err) {
			return resp, err
		}
	}
	return nil, errNone
}

func (c *client) chosen(path string) (*http.Response, error) {
	for range 3 {
		h, err := c.chooser.Choose()
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Get(h.Addr + path)
		if !limited(resp, err) {
			return resp, err
		}
	}
	return nil, errNone
}

// The address is the same each time.
func (c *client) base(path string) (*http.Response, error) {
	for range 3 {
		resp, err := c.hc.Get(c.set.Base() + path)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errNone
}

// Each host is asked three times at once.
func (c *client) perHost(path string) (*http.Response, error) {
	for range 2 {
		h, err := c.chooser.Choose()
		if err != nil {
			return nil, err
		}
		for range 3 {
			resp, err := c.hc.Get(h.Addr + path)
			if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
				return resp, err
			}
			resp.Body.Close()
		}
	}
	return nil, errNone
}
