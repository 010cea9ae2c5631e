// Package steps waits in small steps until a time has come.
package steps

import (
	"net/http"
	"time"
)

func goodSteps(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		until := time.Now().Add(time.Second << i)
		for time.Now().Before(until) {
			time.Sleep(100 * time.Millisecond)
		}
	}
}
