// Package e2e is what tests of the whole are made of: its path says so.
package e2e

import (
	"errors"
	"net/http"
	"time"
)

// Fetch asks for a page until there is one.
func Fetch(url string) error {
	for range 30 {
		resp, err := http.Get(url)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errors.New("no answer")
}
