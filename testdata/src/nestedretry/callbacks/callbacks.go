// Package callbacks leaves retries to libraries, on one level or on both.
package callbacks

import (
	"errors"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
)

func get(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New("server error")
	}
	return nil
}

func byLibrary(u string) error {
	return retry.Do(func() error { return get(u) }, retry.Attempts(5))
}

func fetch(u string) error {
	var err error
	for range 3 { // want `up to 3 x 5 = 15 requests: retries inside retries \(inner at line 26\)`
		if err = byLibrary(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func both(u string) error {
	policy := backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 2)
	return backoff.Retry(func() error { // want `up to 3 x 5 = 15 requests: retries inside retries \(inner at line 26\)`
		return byLibrary(u)
	}, policy)
}

func byLoop(u string) error {
	var err error
	for range 4 {
		if err = get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func around(u string) error {
	return retry.Do(func() error { return byLoop(u) }) // want `up to 10 x 4 = 40 requests: retries inside retries \(inner at line 49\)`
}

// From here on all is well.

func single(u string) error { return byLibrary(u) }

// The library is told that this one is final.
func final(u string) error {
	return retry.Do(func() error {
		if err := byLoop(u); err != nil {
			return retry.Unrecoverable(err)
		}
		return nil
	})
}

func each(urls []string) error {
	for _, u := range urls {
		if err := byLibrary(u); err != nil {
			continue
		}
	}
	return nil
}

// What the options mean by worth a try is not known.
func picked(u string, worth retry.RetryIfFunc) error {
	return retry.Do(func() error { return byLoop(u) }, retry.RetryIf(worth))
}

// The second call is another request.
func next(u, v string) error {
	if err := byLibrary(u); err != nil {
		return byLibrary(v)
	}
	return nil
}
