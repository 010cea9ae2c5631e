// Package givers waits for what functions give that others of the package have made.
package givers

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

type pacer func() (time.Duration, bool)

func steady(d time.Duration, n int) pacer {
	return func() (time.Duration, bool) {
		n--
		return d, n >= 0
	}
}

func doubling(d, most time.Duration, n int) pacer {
	return func() (time.Duration, bool) {
		n--
		now := d
		d = min(2*d, most)
		return now, n >= 0
	}
}

func shaken(d time.Duration) func(int) time.Duration {
	return func(attempt int) time.Duration { return d<<min(attempt, 6) + rand.N(d) }
}

func same(d time.Duration) func(int) time.Duration {
	return func(int) time.Duration { return d }
}

func slow(d time.Duration) func() time.Duration {
	return func() time.Duration { return 10 * d }
}

func send(c *http.Client, req *http.Request) (bool, error) {
	resp, err := c.Do(req)
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return true, nil
	}
	if resp.StatusCode > 299 {
		return false, errors.New(resp.Status)
	}
	return false, nil
}

func fixed(c *http.Client, req *http.Request) error {
	next := steady(time.Second, 7)
	for {
		limited, err := send(c, req) // want `429 is retried after a fixed 1s`
		if !limited {
			return err
		}
		d, more := next()
		if !more {
			return errors.New("gave up")
		}
		time.Sleep(d)
	}
}

func counted(c *http.Client, req *http.Request) error {
	delay := same(200 * time.Millisecond)
	for i := range 9 {
		limited, err := send(c, req) // want `429 is retried after a fixed 200ms`
		if !limited {
			return err
		}
		time.Sleep(delay(i))
	}
	return errors.New("gave up")
}

func grows(c *http.Client, req *http.Request) error {
	next := doubling(time.Second, time.Minute, 7)
	for {
		limited, err := send(c, req)
		if !limited {
			return err
		}
		d, more := next()
		if !more {
			return errors.New("gave up")
		}
		time.Sleep(d)
	}
}

func shakes(c *http.Client, req *http.Request) error {
	delay := shaken(200 * time.Millisecond)
	for i := range 9 {
		limited, err := send(c, req)
		if !limited {
			return err
		}
		time.Sleep(delay(i))
	}
	return errors.New("gave up")
}

func enough(c *http.Client, req *http.Request) error {
	delay := slow(5 * time.Second)
	for range 9 {
		limited, err := send(c, req)
		if !limited {
			return err
		}
		time.Sleep(delay())
	}
	return errors.New("gave up")
}

// Nobody knows what is given.
func given(c *http.Client, req *http.Request, next func() time.Duration) error {
	for range 9 {
		limited, err := send(c, req)
		if !limited {
			return err
		}
		time.Sleep(next())
	}
	return errors.New("gave up")
}
