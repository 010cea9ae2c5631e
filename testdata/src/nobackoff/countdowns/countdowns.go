// Package countdowns has helpers try again which count down what they are given.
package countdowns

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/countdown"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) ask() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) bad() error { return countdown.Try(3, 2*time.Second, c.ask) } // want `429 is retried after a fixed 2s`
func (c *client) badIn(ctx context.Context) error {
	return countdown.In(ctx, 4, 2*time.Second, c.ask) // want `429 is retried after a fixed 2s`
}
func (c *client) badMore() error { return countdown.More(2, 2*time.Second, c.ask) } // want `429 is retried after a fixed 2s`

// A single repetition.
func (c *client) twice() error { return countdown.Try(2, 2*time.Second, c.ask) }
func (c *client) twiceIn(ctx context.Context) error {
	return countdown.In(ctx, 2, 2*time.Second, c.ask)
}
func (c *client) onceMore() error { return countdown.More(1, 2*time.Second, c.ask) }

// None.
func (c *client) once() error { return countdown.Try(1, 2*time.Second, c.ask) }

// How often is for the caller to say.
func (c *client) times(n uint) error { return countdown.Try(n, 2*time.Second, c.ask) } // want `429 is retried after a fixed 2s`

func (c *client) bonus() error { return countdown.Bonus(2, 2*time.Second, c.ask) } // want `429 is retried after a fixed 2s`

// Half a minute is long enough.
func (c *client) slow() error { return countdown.Try(5, 30*time.Second, c.ask) }
