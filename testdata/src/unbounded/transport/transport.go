// Package transport asks errors of a client of net/http for what each of them is.
package transport

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"
)

func general(c *http.Client, u string) (*http.Response, error) {
	for {
		resp, err := c.Get(u)
		var of net.Error
		if !errors.As(err, &of) { // want `nothing ends the retries while the call fails`
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func own(c *http.Client, u string) (*http.Response, error) {
	for {
		resp, err := c.Get(u)
		var of *url.Error
		if errors.As(err, &of) { // want `nothing ends the retries while the call fails`
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

// Another type says something.
func special(c *http.Client, u string) (*http.Response, error) {
	for {
		resp, err := c.Get(u)
		var of *net.DNSError
		if errors.As(err, &of) { // want `nothing ends the retries while some calls fail`
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

func counted(c *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.Get(u)
		var of net.Error
		if !errors.As(err, &of) || n == 5 {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// Each error ends it.
func ends(c *http.Client, u string) (*http.Response, error) {
	for {
		resp, err := c.Get(u)
		var of *url.Error
		if err == nil || errors.As(err, &of) {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// A time-out is one of many.
func once(c *http.Client, u string) (*http.Response, error) {
	resp, err := c.Get(u)
	if of, ok := err.(net.Error); ok && of.Timeout() {
		return c.Get(u)
	}
	return resp, err
}

var _ = []any{general, own, special, counted, ends, once}
