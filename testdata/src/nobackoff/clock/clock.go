// Package clock waits through an interface of its own. Its import path has no dot, and it is no standard library.
package clock

import (
	"net/http"
	"time"
)

type clock interface{ Sleep(time.Duration) }

type client struct {
	hc    *http.Client
	url   string
	clock clock
}

func (c *client) goodSeam() (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		c.clock.Sleep(time.Second << i)
	}
}
