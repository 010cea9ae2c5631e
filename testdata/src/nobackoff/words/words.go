// Package words has calls between two attempts whose names have letters of a wait in them, and calls that wait.
package words

import (
	"errors"
	"net/http"
	"time"
)

type client struct {
	hc  *http.Client
	url string
	env environment
}

// An environment is not followed: its methods are judged by their names.
type environment interface {
	CheckThreshold() bool
	CreateTicket() int
	Household() string
	UseDelimiter() string
	ReadStatistics() int
	IsLower() bool
	OpenBacklog() string
	CountParticles() int

	OnTick()
	HoldOn()
	Throttle()
	CheckRateLimit()
	SlowDown()
	Cooldown()
	BackOff()
	Pause()
}

// BAD: nothing but the fixed wait stands between them.

func (c *client) afterCheckThreshold() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.CheckThreshold()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterCreateTicket() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.CreateTicket()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterHousehold() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.Household()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterUseDelimiter() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.UseDelimiter()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterReadStatistics() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.ReadStatistics()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterIsLower() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.IsLower()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterOpenBacklog() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.OpenBacklog()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterCountParticles() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `fixed 100ms`
			return resp, err
		}
		resp.Body.Close()
		c.env.CountParticles()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

// GOOD: who knows how long these take.

func (c *client) afterOnTick() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.OnTick()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterHoldOn() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.HoldOn()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterThrottle() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.Throttle()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterCheckRateLimit() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.CheckRateLimit()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterSlowDown() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.SlowDown()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterCooldown() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.Cooldown()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterBackOff() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.BackOff()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}

func (c *client) afterPause() (*http.Response, error) {
	for range 10 {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		c.env.Pause()
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.New("gave up")
}
