// Package askedhint tells a client for how long the server wants it to wait.
package askedhint

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

func byName(c *resty.Client) { c.SetRetryAfter(hinted) }

func hinted(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
	if v := resp.Header().Get("Retry-After"); v != "" {
		n, err := strconv.Atoi(v) // want `hinted fails if Retry-After is a date: only seconds are parsed here; try http\.ParseTime before giving up`
		if err != nil {
			return 0, err
		}
		return time.Duration(n) * time.Second, nil
	}
	return 0, nil
}

func byLiteral(c *resty.Client) {
	c.SetRetryAfter(func(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
		v := resp.Header().Get("Retry-After")
		n, err := strconv.Atoi(v) // want `the function fails if Retry-After is a date`
		if err != nil {
			return 0, err
		}
		return time.Duration(n) * time.Second, nil
	})
}

// The other way round.
func byElse(c *resty.Client) {
	c.SetRetryAfter(func(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
		v := resp.Header().Get("Retry-After")
		n, err := strconv.Atoi(v) // want `the function fails if Retry-After is a date`
		if err == nil {
			return time.Duration(n) * time.Second, nil
		} else {
			return 0, err
		}
	})
}

type agent struct{}

func (a agent) set(c *resty.Client) { c.SetRetryAfter(a.wait) }

func (a agent) wait(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
	v := resp.Header().Get("Retry-After")
	n, err := strconv.ParseInt(v, 10, 64) // want `wait fails if Retry-After is a date`
	if err != nil {
		return 0, err
	}
	return time.Duration(n) * time.Second, nil
}

// good: dates, too.
func both(c *resty.Client) {
	c.SetRetryAfter(func(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
		v := resp.Header().Get("Retry-After")
		n, err := strconv.Atoi(v)
		if err != nil {
			at, err := http.ParseTime(v)
			return time.Until(at), err
		}
		return time.Duration(n) * time.Second, nil
	})
}

// good: the client waits as it is used to.
func mild(c *resty.Client) {
	c.SetRetryAfter(func(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
		n, err := strconv.Atoi(resp.Header().Get("Retry-After"))
		if err != nil {
			return 0, nil
		}
		return time.Duration(n) * time.Second, nil
	})
}

// good: its callers may go on.
func parsed(h http.Header) (time.Duration, error) {
	v := h.Get("Retry-After")
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0, err
	}
	return time.Duration(n) * time.Second, nil
}

// good: it is asked for something else.
func aside(c *resty.Client) {
	c.OnAfterResponse(func(_ *resty.Client, resp *resty.Response) error {
		if d, err := parsed(resp.Header()); err == nil {
			println(d)
		}
		return nil
	})
}
