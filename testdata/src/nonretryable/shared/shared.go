// Package shared leaves to helpers whether to go round. What is wrong with all that do so is said once, where a helper decides; what one
// of them alone goes round with is said there.
package shared

import (
	"fmt"
	"net/http"
	"time"
)

type client struct{ hc *http.Client }

// A helper goes round with what its callers try.
func again(n int, try func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = try(); err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 38\); the same request fails again, so return the error`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) check(u string) error {
	resp, err := c.hc.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func (c *client) get(u string) error {
	return again(3, func() error {
		resp, err := c.hc.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}

func (c *client) head(u string) error {
	return again(5, func() error {
		resp, err := c.hc.Head(u)
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}

// One of three is right.
func (c *client) right(u string) (err error) {
	refused := error(nil)
	err = again(5, func() error {
		resp, err := c.hc.Head(u)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		if resp.StatusCode != http.StatusOK {
			refused = fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
	if err == nil {
		err = refused
	}
	return err
}

// By way of another helper, with the same request: still two retries.
func (c *client) with(try func() error) error { return again(4, try) }

func (c *client) one(u string) error {
	return c.with(func() error { return c.check(u) })
}

func (c *client) two(u string) error {
	try := func() error { return c.check(u) }
	return c.with(try)
}

// A predicate that two loops ask, with a way out of its own.
func worthIt(resp *http.Response, err error) bool {
	if err != nil {
		return true
	}
	switch resp.StatusCode {
	case 400, 429, 503: // want `retries 400 \(400, 429, 503 and transport errors, sent at line 111\); the same request fails again, so return the error`
		return true
	}
	return false
}

func (c *client) first(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.hc.Head(u)
		if !worthIt(resp, err) || i == 3 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func (c *client) second(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.hc.Head(u)
		if !worthIt(resp, err) || i == 3 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// A helper with one caller is a part of it: the place is where it decides.
func alone(n int, try func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = try(); err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 25\)`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) lonely(u string) error {
	return alone(3, func() error { return c.check(u) })
}

// A helper that sends itself has one retry, however many call it.
func (c *client) sends(u string) error {
	for i := 0; i < 4; i++ {
		resp, err := c.hc.Head(u)
		if err == nil && resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line 147\)`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return fmt.Errorf("gave up")
}

func (c *client) callsOne(u string) error { return c.sends(u) }
func (c *client) callsTwo(u string) error { return c.sends(u + "?") }

// What one of several lets pass is its own.
func every(n int, try func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) overloaded(u string) error {
	return every(3, func() error {
		resp, err := c.hc.Head(u)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}

func (c *client) limited(u string) error {
	return every(3, func() error {
		resp, err := c.hc.Head(u)
		if err != nil {
			return err
		}
		if resp.StatusCode == 503 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}

func (c *client) refused(u string) error {
	return every(3, func() error { // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line \d+, decided at line \d+\)`
		resp, err := c.hc.Head(u)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}
