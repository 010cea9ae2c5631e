// Package shared puts retries into a helper that goes round.
package shared

import (
	"errors"
	"net/http"
	"time"
)

func again(n int, try func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func get(u string) error {
	for i := range 3 {
		resp, err := http.Head(u)
		if err == nil && resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func post(u string) error {
	for i := range 4 {
		resp, err := http.Head(u)
		if err == nil && resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func getAgain(u string) error {
	return again(2, func() error { return get(u) }) // want `retries inside retries`
}

func postAgain(u string) error {
	return again(5, func() error { return post(u) }) // want `retries inside retries`
}

// This one tries once.
func plain(u string) error {
	return again(5, func() error {
		resp, err := http.Head(u)
		if err == nil && resp.StatusCode >= 500 {
			err = errors.New(resp.Status)
		}
		return err
	})
}
