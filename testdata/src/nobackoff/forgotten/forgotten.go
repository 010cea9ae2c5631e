// Package forgotten has delays that grow, and that nobody waits for.
package forgotten

import (
	"context"
	"errors"
	"log"
	"net/http"
	"time"
)

var errSpent = errors.New("all attempts spent")

// The sleep was lost when the loop was written anew.
func loop(c *http.Client, u string) (*http.Response, error) {
	pause := time.Second
	for range 5 {
		resp, err := c.Get(u)
		if err == nil && resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		log.Printf("trying %s again in %v", u, pause)
		pause *= 2 // want `the delay grows here, and nobody waits for it: retries of 502 and transport errors are made at once \(sent at line 18\); wait for it before the next attempt`
	}
	return nil, errSpent
}

// It says how often to try as well.
func limiting(c *http.Client, u string) (*http.Response, error) {
	for d := 100 * time.Millisecond; d < 10*time.Second; d *= 2 { // want `the delay grows here, and nobody waits for it: retries of 504 are made at once`
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusGatewayTimeout {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errSpent
}

// One that is capped, and a wait that is not it.
func fixed(c *http.Client, u string) (*http.Response, error) {
	d := time.Second
	for range 5 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode < 500 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
		if d = 2 * d; d > time.Minute { // want `the delay grows here, and nobody waits for it: retries of 500 and above are made after 1s`
			d = time.Minute
		}
	}
	return nil, errSpent
}

// A conn keeps it in a field.
type conn struct {
	c     *http.Client
	delay time.Duration
}

func (k *conn) get(u string, left int) (*http.Response, error) {
	resp, err := k.c.Get(u)
	if left > 0 && (err != nil || resp.StatusCode == http.StatusGatewayTimeout) {
		if err == nil {
			resp.Body.Close()
		}
		k.delay <<= 1 // want `the delay grows here, and nobody waits for it: retries of 504 and transport errors are made at once`
		return k.get(u, left-1)
	}
	return resp, err
}

// Handed on to a function that hands it back.
func send(c *http.Client, u string, left int, d time.Duration) error {
	resp, err := c.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusGatewayTimeout {
		return nil
	}
	return again(c, u, left, d)
}

func again(c *http.Client, u string, left int, d time.Duration) error {
	if left == 0 {
		return errSpent
	}
	return send(c, u, left-1, min(d*2, time.Minute)) // want `the delay grows here, and nobody waits for it: retries of 504 are made at once`
}

// One of several settings that are handed on.
type options struct {
	Left  int
	Delay time.Duration
}

func with(c *http.Client, u string, o options) error {
	resp, err := c.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusBadGateway || o.Left == 0 {
		return nil
	}
	return with(c, u, options{Left: o.Left - 1, Delay: o.Delay * 2}) // want `the delay grows here, and nobody waits for it: retries of 502 are made at once`
}

// What is called a pause does not make one.
func bad(c *http.Client, u string, left int, d time.Duration) (*http.Response, error) {
	resp, err := c.Get(u)
	if err == nil && left > 0 && resp.StatusCode == http.StatusGatewayTimeout {
		resp.Body.Close()
		next := d + d // want `the delay grows here, and nobody waits for it: retries of 504 are made at once`
		if next > time.Minute {
			next = time.Minute
		}
		pause(u, next)
		return bad(c, u, left-1, next)
	}
	return resp, err
}

func pause(u string, d time.Duration) { log.Printf("%s: pausing for %s", u, d) }

// For ever, and at once.
func gateway(c *http.Client, u string) (*http.Response, error) {
	for {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusBadGateway && resp.StatusCode != http.StatusGatewayTimeout { // want `retries of 502 and 504 are made at once and for ever \(sent at line 136\), which adds to the overload; wait longer each time`
			return resp, err
		}
		resp.Body.Close()
	}
}

// From here on all is well.

func slept(c *http.Client, u string, left int, d time.Duration) (*http.Response, error) {
	resp, err := c.Get(u)
	if err == nil && resp.StatusCode == http.StatusBadGateway && left > 0 {
		resp.Body.Close()
		time.Sleep(d)
		return slept(c, u, left-1, d*2)
	}
	return resp, err
}

// It is the time that an attempt may take.
func patient(ctx context.Context, c *http.Client, req *http.Request) (*http.Response, error) {
	for limit := time.Second; limit < time.Minute; limit *= 2 {
		ctx, cancel := context.WithTimeout(ctx, limit)
		resp, err := c.Do(req.WithContext(ctx))
		cancel()
		if err == nil {
			return resp, nil
		}
		if ctx.Err() == nil {
			return nil, err
		}
	}
	return nil, errSpent
}

// Somebody else waits for it.
func handed(c *http.Client, u string, wait func(time.Duration)) (*http.Response, error) {
	d := time.Second
	for range 5 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusBadGateway {
			return resp, err
		}
		resp.Body.Close()
		wait(d)
		d *= 2
	}
	return nil, errSpent
}

// What is doubled is a size, of what is asked for.
func sized(c *http.Client, ask func(n int) string) (*http.Response, error) {
	n := 1
	for range 5 {
		resp, err := c.Get(ask(n))
		if err != nil || resp.StatusCode != http.StatusBadGateway {
			return resp, err
		}
		resp.Body.Close()
		n *= 2
	}
	return nil, errSpent
}

// What has passed is compared with what may pass.
func timed(c *http.Client, u string) (*http.Response, error) {
	begun, slack := time.Now(), time.Second
	for {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusBadGateway || time.Since(begun) > slack {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(2 * time.Second)
		slack *= 2
	}
}

// A gateway is asked three times, at once.
func thrice(c *http.Client, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusBadGateway || i == 3 {
			return resp, err
		}
		resp.Body.Close()
	}
}

var _ = []any{loop, limiting, fixed, (*conn).get, send, with, bad, gateway, slept, patient, handed, sized, timed, thrice}
