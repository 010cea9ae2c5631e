// Package handedclosed gives up with the last answer.
package handedclosed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

func send(c *http.Client, u string) (*http.Response, error) { return c.Get(u) }

func last(c *http.Client, u string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := range 3 {
		resp, err = c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return resp, nil // want `the last response \(sent at line 19\) is returned closed`
}

func named(c *http.Client, u string) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ {
		if resp, err = send(c, u); err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return resp, err // want `the last response \(sent at line 13\) is returned closed`
}

// The last one stays open.
func openLast(c *http.Client, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || i == 3 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
}

// An error says that there is nothing to read.
func withError(c *http.Client, u string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := range 3 {
		resp, err = c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return resp, fmt.Errorf("gave up: %s", resp.Status)
}

// What was read is put in its place.
func kept(c *http.Client, u string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := range 3 {
		resp, err = c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		resp.Body = io.NopCloser(bytes.NewReader(b))
		time.Sleep(time.Second << i)
	}
	return resp, nil
}

// Nobody reads what it returns: it is closed in any case.
func status(c *http.Client, u string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := range 3 {
		resp, err = c.Get(u)
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return resp, nil
}

// There is none.
func none(c *http.Client, u string) (*http.Response, error) {
	for i := range 3 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

// It hands on what another function returns, closed or not.
func through(c *http.Client, u string) (*http.Response, error) {
	return last(c, u)
}

// It calls itself, and says in its answer that the limit is still exceeded: who calls asks for that.
func limited(c *http.Client, u string, n int) (*http.Response, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		if n < 5 {
			time.Sleep(time.Second << n)
			return limited(c, u, n+1)
		}
	}
	return resp, nil
}

// Nothing is sent again.
func once(c *http.Client, u string) (*http.Response, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNoContent {
		resp.Body.Close()
		return resp, nil
	}
	return resp, nil
}

// In the last round of a known number it is left open.
func spared(c *http.Client, u string) (resp *http.Response, err error) {
	for i := range 5 {
		if resp, err = c.Get(u); err != nil || resp.StatusCode < 500 {
			return resp, err
		}
		if i < 4 {
			resp.Body.Close()
			time.Sleep(time.Second << i)
		}
	}
	return resp, err
}

func sparedOfList(c *http.Client, u string) (resp *http.Response, err error) {
	waits := []time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 9 * time.Second, 0}
	for i, wait := range waits {
		if resp, err = c.Get(u); err != nil || resp.StatusCode < 500 {
			return resp, err
		}
		if i+1 == len(waits) {
			continue
		}
		resp.Body.Close()
		time.Sleep(wait)
	}
	return resp, err
}

func notSpared(c *http.Client, u string) (resp *http.Response, err error) {
	for i := range 5 {
		if resp, err = c.Get(u); err != nil || resp.StatusCode < 500 {
			return resp, err
		}
		if i < 6 {
			resp.Body.Close()
			time.Sleep(time.Second << i)
		}
	}
	return resp, err // want `the last response \(sent at line \d+\) is returned closed`
}

// It gives up inside of the loop.
func inside(c *http.Client, u string, most int) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		if i == most {
			return resp, nil // want `the last response \(sent at line \d+\) is returned closed`
		}
		time.Sleep(time.Second << i)
	}
}

// What it returns inside of the loop is closed in another place than what is sent again: it has no content.
func withoutContent(c *http.Client, u string) (*http.Response, error) {
	for i := 0; i < 3; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusNoContent {
			resp.Body.Close()
			return resp, nil
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

// Inside of the loop it returns an error.
func insideWithError(c *http.Client, u string, most int) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		if i == most {
			return nil, errors.New("gave up")
		}
		time.Sleep(time.Second << i)
	}
}
