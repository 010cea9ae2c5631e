// Package pauses asks again after 429, with a function of another package in between that may take its time, whatever it is called.
package pauses

import (
	"context"
	"net/http"

	"example.com/ease"
	"example.com/sluice"
)

type client struct {
	hc      *http.Client
	url     string
	lane    *ease.Lane
	lantern *ease.Lantern
	herd    *ease.Herd
	bow     *ease.Bow
	gate    sluice.Gate
	sluice  sluice.Sluice
	steps   []func(turn int)
}

type wide struct {
	client
	*sluice.Sluice
}

func (c *client) one() (*http.Response, bool, error) {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return nil, false, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, true, nil
	}
	return resp, false, nil
}

func linger(c *client) (*http.Response, error) {
	for i := range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		ease.Linger(i)
	}
	return nil, nil
}

func settle(ctx context.Context, c *client) (*http.Response, error) {
	for i := range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		if err := ease.Settle(ctx, i); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func lane(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.lane.Merge()
	}
	return nil, nil
}

func lantern(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.lantern.Flash()
	}
	return nil, nil
}

func herd(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.herd.Pass()
	}
	return nil, nil
}

func bow(c *client) (*http.Response, error) {
	for i := range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.bow.Make(i)
	}
	return nil, nil
}

func gate(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.gate.Through()
	}
	return nil, nil
}

func embedded(c *wide) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.Through()
	}
	return nil, nil
}

func own(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		c.between()
	}
	return nil, nil
}

func (c *client) between() { c.sluice.Through() }

func value(c *client) (*http.Response, error) {
	through := c.sluice.Through
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		through()
	}
	return nil, nil
}

func generic[G sluice.Gate](c *client, g G) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
		g.Through()
	}
	return nil, nil
}

func plan(c *client, p *sluice.Plan) (*http.Response, error) {
	for p.More() {
		resp, again, err := c.one()
		if !again {
			return resp, err
		}
	}
	return nil, nil
}

// What the other package says of its functions says that this one does not wait.
func tally(c *client) (*http.Response, error) {
	for i := range 5 {
		resp, again, err := c.one() // want `429 is retried at once`
		if !again {
			return resp, err
		}
		ease.Tally(i)
	}
	return nil, nil
}

// What logs does not wait.
func logged(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one() // want `429 is retried at once`
		if !again {
			return resp, err
		}
		c.sluice.Log()
	}
	return nil, nil
}

// Nor does what is told a text.
func described(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one() // want `429 is retried at once`
		if !again {
			return resp, err
		}
		c.sluice.Describe(c.url)
	}
	return nil, nil
}

// Nor what makes an error of one.
func wrapped(c *client) (*http.Response, error) {
	var last error
	for range 5 {
		resp, again, err := c.one() // want `429 is retried at once`
		if !again {
			return resp, err
		}
		last = sluice.Wrap(last)
	}
	return nil, nil
}

// Nor what is asked whether an error passes.
func asked(c *client) (*http.Response, error) {
	for range 5 {
		resp, again, err := c.one() // want `429 is retried at once`
		if !again {
			return resp, err
		}
		if !sluice.Passing(context.Canceled) {
			break
		}
	}
	return nil, nil
}
