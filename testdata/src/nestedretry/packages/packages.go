// Package packages goes round functions of another package, some of which try again by themselves.
package packages

import (
	"context"
	"errors"
	"time"

	"example.com/fetcher"
)

func fetch(u string) error {
	var err error
	for i := 0; i < 3; i++ { // want `up to 3 x 4 = 12 requests: retries inside retries \(fetcher.Fetch, line 15, retries by itself\); retry in one of the two only`
		if err = fetcher.Fetch(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func deep(u string) error {
	var err error
	for range 2 { // want `up to 2 x 4 = 8 requests: retries inside retries \(fetcher.Deep, line 26, retries by itself\)`
		if err = fetcher.Deep(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func overloaded(u string) error {
	var err error
	for range 2 { // want `up to 2 x 4 = 8 requests`
		err = fetcher.Fetch(u)
		var e *fetcher.Error
		if !errors.As(err, &e) || e.Status != 503 {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// From here on all is well.

func once(u string) error { return fetcher.Fetch(u) }

func plain(u string) error {
	var err error
	for range 3 {
		if err = fetcher.Get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// Fetch returns these at once.
func throttled(u string) error {
	var err error
	for range 2 {
		err = fetcher.Fetch(u)
		var e *fetcher.Error
		if !errors.As(err, &e) || e.Status != 429 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// It gives up when ctx ends, and then nobody is left to go round.
func until(ctx context.Context, u string) error {
	var err error
	for range 3 {
		if err = fetcher.Until(ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func all(urls []string) error {
	var err error
	for range 3 {
		if err = fetcher.All(urls); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func best(u string) error {
	var err error
	for range 3 {
		if err = fetcher.Best(u); err == nil {
			return nil
		}
	}
	return err
}

func maybe(u string, worth func(error) bool) error {
	var err error
	for range 3 {
		if err = fetcher.Maybe(u, worth); err == nil {
			return nil
		}
	}
	return err
}

func many(urls []string) (failed error) {
	for _, u := range urls {
		if err := fetcher.Fetch(u); err != nil {
			failed = err
			continue
		}
	}
	return failed
}
