package heed

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// A server need not say when. Where it does, the program knows.
func ask(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return &LimitError{parse(resp.Header.Get("Retry-After"))}
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func parse(s string) time.Duration {
	if s == "" {
		return 0
	}
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	return 0
}

func heedless(u string) (err error) {
	for i := range 5 {
		err = ask(u)
		var e *LimitError
		if err == nil || !errors.As(err, &e) { // want `429 comes as LimitError with the server's RetryAfter \(line 18\), which this wait does not heed; wait that long at least`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func heedful(u string) (err error) {
	for i := range 5 {
		err = ask(u)
		var e *LimitError
		if err == nil || !errors.As(err, &e) {
			return err
		}
		time.Sleep(max(e.RetryAfter, time.Second<<i))
	}
	return err
}
