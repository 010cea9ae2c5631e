// Package hintfallback honours Retry-After and falls back to a fixed delay where the server gives none.
package hintfallback

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

type limitError struct {
	RetryAfter time.Duration
	StatusCode int
}

func (e *limitError) Error() string { return "limited" }

func after(resp *http.Response) time.Duration {
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(resp.Header.Get("Retry-After")); err == nil {
		return time.Until(t)
	}
	return time.Second
}

func send(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &limitError{after(resp), resp.StatusCode}
	}
	return nil
}

func goodTyped(url string) (err error) {
	for range 4 {
		err = send(url)
		var le *limitError
		if !errors.As(err, &le) || le.StatusCode != 429 {
			return err
		}
		time.Sleep(le.RetryAfter)
	}
	return err
}

func goodDirect(url string) (*http.Response, error) {
	for {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		time.Sleep(after(resp))
	}
}

func goodInline(url string) (*http.Response, error) {
	for {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		d := 2 * time.Second
		if s := resp.Header.Get("Retry-After"); s != "" {
			if n, err := strconv.Atoi(s); err == nil {
				d = time.Duration(n) * time.Second
			}
		}
		time.Sleep(d)
	}
}
