// Package hintless waits as long as the server says, and not at all or otherwise where it says nothing.
package hintless

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

func ifNamed(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
		if after := resp.Header.Get("Retry-After"); after != "" {
			d, err := time.ParseDuration(after + "s")
			if t, noDate := http.ParseTime(after); noDate == nil {
				d, err = time.Until(t), nil
			}
			if err != nil {
				return nil, err
			}
			time.Sleep(d)
		}
	}
	return nil, errors.New("limited")
}

func ifRead(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil { // want `429 that does not say how long to wait is retried at once \(sent at line \d+\); wait a delay of your own then, longer each time`
			time.Sleep(time.Duration(n) * time.Second)
		}
	}
	return nil, errors.New("limited")
}

func named(resp *http.Response) time.Duration {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return time.Duration(n) * time.Second
}

func ifPositive(ctx context.Context, c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
		if d := named(resp); d > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(d):
			}
		}
	}
	return nil, errors.New("limited")
}

type refusal struct {
	resp *http.Response
}

func (r *refusal) Error() string { return r.resp.Status }

// pause sleeps until the limit is reset, if the answer says when that is.
func (r *refusal) pause() {
	n, err := strconv.Atoi(r.resp.Header.Get("Retry-After"))
	if err != nil { // want `429 that does not say how long to wait is retried at once`
		return
	}
	time.Sleep(time.Duration(n) * time.Second)
}

func ask(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &refusal{resp}
	}
	return nil
}

func byMethod(c *http.Client, url string) error {
	var err error
	for try := 0; try < 5; try++ {
		var r *refusal
		if err = ask(c, url); !errors.As(err, &r) || r.resp.StatusCode != 429 {
			return err
		}
		r.pause()
	}
	return err
}

// orOwn waits for a delay of its own where the server names none.
func orOwn(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		d := time.Second << try
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			d = time.Duration(n) * time.Second
		}
		time.Sleep(d)
	}
	return nil, errors.New("limited")
}

// orGiveUp gives up where the server names none.
func orGiveUp(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		d := named(resp)
		if d <= 0 {
			return nil, errors.New("limited")
		}
		time.Sleep(d)
	}
	return nil, errors.New("limited")
}

// andOwn waits in each round, and as long as the server says besides.
func andOwn(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		if try > 0 {
			time.Sleep(time.Second << try)
		}
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		if d := named(resp); d > 0 {
			time.Sleep(d)
		}
	}
	return nil, errors.New("limited")
}

// orTwice waits where 429 says how long, and leaves 429 that does not; what it repeats at once are failures of the server.
func orTwice(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 2; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode == http.StatusTooManyRequests && named(resp) > 0:
			time.Sleep(named(resp))
		case resp.StatusCode != http.StatusInternalServerError:
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("limited")
}

// atLeast waits a second where the server names none, or less.
func atLeast(c *http.Client, url string) (*http.Response, error) {
	for try := 0; try < 5; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(max(named(resp), time.Second<<try))
	}
	return nil, errors.New("limited")
}
