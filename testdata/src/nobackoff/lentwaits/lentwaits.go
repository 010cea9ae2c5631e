// Package lentwaits has functions of the package wait for the number in Retry-After, whose error it drops: where there is none they do not wait.
package lentwaits

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

var errLimited = errors.New("limited")

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func nap(d time.Duration) { time.Sleep(d) }

func doze(d time.Duration) { nap(d) }

func atLeast(d time.Duration) { time.Sleep(max(d, time.Second)) }

func orUsual(d time.Duration) {
	if d == 0 {
		d = time.Second
	}
	time.Sleep(d)
}

func ask(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err == nil {
		resp.Body.Close()
	}
	return resp, err
}

func paused(ctx context.Context, url string) error {
	for range 4 {
		resp, err := ask(ctx, url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // want `without a Retry-After in seconds this is 0`
		if err := pause(ctx, time.Duration(secs)*time.Second); err != nil {
			return err
		}
	}
	return errLimited
}

func dozed(ctx context.Context, url string) error {
	for range 4 {
		resp, err := ask(ctx, url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // want `without a Retry-After in seconds this is 0`
		doze(time.Duration(secs) * time.Second)
	}
	return errLimited
}

func some(ctx context.Context, url string) error {
	for range 4 {
		resp, err := ask(ctx, url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		atLeast(time.Duration(secs) * time.Second)
	}
	return errLimited
}

func usual(ctx context.Context, url string) error {
	for range 4 {
		resp, err := ask(ctx, url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		orUsual(time.Duration(secs) * time.Second)
	}
	return errLimited
}

func twice(ctx context.Context, url string) error {
	for range 4 {
		resp, err := ask(ctx, url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		nap(time.Second)
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		nap(time.Duration(secs) * time.Second)
	}
	return errLimited
}

type napper struct{}

func (napper) nap(d time.Duration) { time.Sleep(d) }

// expressed waits by a method that is called with its receiver.
func expressed(ctx context.Context, url string) error {
	for range 4 {
		resp, err := ask(ctx, url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		napper.nap(napper{}, time.Duration(secs)*time.Second)
	}
	return errLimited
}
