// Package counted has loops that leave at what they count, in a round further away than those that are gone through.
package counted

import (
	"net/http"
	"time"
)

// The last one is closed as well.
func closes(c *http.Client, req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		if n == 5 {
			return resp, nil // want `the last response \(sent at line \d+\) is returned closed`
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func closesDown(c *http.Client, req *http.Request) (*http.Response, error) {
	left := 6
	for {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		left--
		if left <= 0 {
			return resp, nil // want `the last response \(sent at line \d+\) is returned closed`
		}
		time.Sleep(time.Second << (6 - left))
	}
}

// The last one is left open.
func leaves(c *http.Client, req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 5 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func leavesDown(c *http.Client, req *http.Request) (*http.Response, error) {
	left := 6
	for {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if left--; resp.StatusCode < 500 || left == 0 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << (6 - left))
	}
}

// What is at the limit is an error.
func fails(c *http.Client, req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		if n == 5 {
			return nil, http.ErrHandlerTimeout
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

var _ = []any{closes, closesDown, leaves, leavesDown, fails}
