// Package support has a file for tests beside one that is not.
package support

import (
	"errors"
	"net/http"
	"time"
)

// Fetch is for programs.
func Fetch(url string) (*http.Response, error) {
	for range 30 {
		resp, err := http.Get(url)
		if err == nil && resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("no answer")
}
