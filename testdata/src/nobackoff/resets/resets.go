// Package resets waits until a server's limit is reset, which it says as a point in time.
package resets

import (
	"net/http"
	"strconv"
	"time"
)

const base = "https://api.github.com/repos"

func resetWait(resp *http.Response) time.Duration {
	n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return time.Minute
	}
	return time.Duration(n) * time.Second // want `X-Ratelimit-Reset is a point in time, in seconds since 1970, and is taken for as many to wait: decades; use time\.Until\(time\.Unix\(n, 0\)\)`
}

func resetAt(h http.Header) int {
	s := h.Get("x-ratelimit-reset")
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// the number comes from a function.
func Do(c *http.Client, path string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(base + path)
		if err != nil || resp.StatusCode != 429 || i > 4 {
			return resp, err
		}
		resp.Body.Close()
		if i > 2 {
			time.Sleep(time.Duration(resetAt(resp.Header)) * time.Second) // want `X-Ratelimit-Reset is a point in time`
		}
		time.Sleep(resetWait(resp))
	}
}

// good: how long it is until then.
func goodWait(resp *http.Response) time.Duration {
	n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return time.Minute
	}
	return time.Until(time.Unix(n, 0))
}

// good: the difference is what is multiplied.
func goodWait2(resp *http.Response) time.Duration {
	n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return time.Minute
	}
	return time.Duration(n-time.Now().Unix()) * time.Second
}

// good: it is looked at what the number can be.
func goodWait3(resp *http.Response) time.Duration {
	n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return time.Minute
	}
	if n > 1_000_000_000 {
		return time.Until(time.Unix(n, 0))
	}
	return time.Duration(n) * time.Second
}

// good: the clock is taken off first.
func goodWait4(resp *http.Response) time.Duration {
	n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return time.Minute
	}
	n -= time.Now().Unix()
	return time.Duration(n) * time.Second
}

// good: nobody waits for it.
func since(resp *http.Response) time.Duration {
	n, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return 0
	}
	at := time.Duration(n) * time.Second
	return at - time.Duration(time.Now().UnixNano())
}

func Do2(c *http.Client, path string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(base + path)
		if err != nil || resp.StatusCode != 429 || i > 4 {
			return resp, err
		}
		resp.Body.Close()
		switch i {
		case 0:
			time.Sleep(goodWait(resp))
		case 1:
			time.Sleep(goodWait2(resp))
		case 2:
			time.Sleep(goodWait3(resp))
		case 3:
			time.Sleep(goodWait4(resp))
		case 4:
			time.Sleep(since(resp))
		}
	}
}
