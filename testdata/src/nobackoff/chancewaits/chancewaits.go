// Package chancewaits lets others say whether to wait before the next attempt.
package chancewaits

import (
	"net/http"
	"time"

	"example.com/pace"
)

// An office says how many have come.
type office interface{ Come() int }

// good: the library counts by itself what comes after the first delay that it hands out.
func byLibrary(c *http.Client, u string) (err error) {
	p := &pace.Pace{First: time.Second}
	var delay time.Duration
	for p.Steps() < 5 {
		if p.Steps() > 0 {
			time.Sleep(delay)
		}
		var resp *http.Response
		if resp, err = c.Get(u); err == nil {
			resp.Body.Close()
			if resp.StatusCode < 500 {
				return nil
			}
		}
		delay = p.Next()
	}
	return err
}

// good: whoever stands behind the interface.
func byInterface(c *http.Client, u string, o office) (err error) {
	for i := 0; i < 5; i++ {
		var resp *http.Response
		if resp, err = c.Get(u); err == nil {
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests {
				return nil
			}
		}
		if o.Come() > 0 && i < 4 {
			time.Sleep(time.Second << i)
		}
	}
	return err
}

// good: a function in a variable, asked for the opposite.
func byVariable(c *http.Client, u string, idle func() bool) (err error) {
	for i := 0; i < 5; i++ {
		if idle() {
			_ = i
		} else {
			pause(i)
		}
		var resp *http.Response
		if resp, err = c.Get(u); err == nil {
			resp.Body.Close()
			if resp.StatusCode < 500 {
				return nil
			}
		}
	}
	return err
}

func pause(i int) { time.Sleep(time.Second << i) }

// A setting is the same in each round.
func bySetting(c *http.Client, u string, wait bool) (err error) {
	for i := 0; i < 5; i++ {
		var resp *http.Response
		if resp, err = c.Get(u); err == nil {
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
				return nil
			}
		}
		if wait {
			time.Sleep(time.Second << i)
		}
	}
	return err
}

// So is what the standard library says of a time that does not change.
func byTime(c *http.Client, u string, until time.Time) {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return
		}
		resp.Body.Close()
		if !until.IsZero() {
			time.Sleep(time.Until(until))
		}
	}
}

// What decides on a message decides on no wait.
func byMessage(c *http.Client, u string, o office) {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return
		}
		resp.Body.Close()
		if o.Come() > 0 {
			println("again")
		}
	}
}
