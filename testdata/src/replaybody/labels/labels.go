// Package labels goes back to labels, with responses that a defer closes.
package labels

import (
	"errors"
	"io"
	"net/http"
	"time"
)

func late(c *http.Client, u string) ([]byte, error) {
	n := 0
again:
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() // want `defer closes the response \(sent at line 14\) when the function returns, not before the next attempt; close it before the goto`
	if resp.StatusCode >= 500 && n < 5 {
		time.Sleep(time.Second)
		n++
		goto again
	}
	return io.ReadAll(resp.Body)
}

// The last one alone is left to the defer.
func early(c *http.Client, u string) ([]byte, error) {
	n := 0
again:
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 && n < 5 {
		resp.Body.Close()
		time.Sleep(time.Second)
		n++
		goto again
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A function of its own ends after each attempt.
func inside(c *http.Client, u string) error {
	n := 0
again:
	err := func() error {
		resp, err := c.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		return nil
	}()
	if err != nil && n < 5 {
		time.Sleep(time.Second)
		n++
		goto again
	}
	return err
}

// What is not answered has nothing to close.
func unanswered(c *http.Client, u string) ([]byte, error) {
	n := 0
again:
	resp, err := c.Get(u)
	if err != nil {
		if n++; n < 5 {
			time.Sleep(time.Second)
			goto again
		}
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
