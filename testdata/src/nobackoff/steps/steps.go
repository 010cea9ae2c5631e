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

var schedule = []int{0, 1, 2, 4, 8}

// The first repetition comes at once, as its table says, and all later ones wait longer each time.
func table(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || i == len(schedule) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(schedule[min(i, len(schedule)-1)]) * time.Second)
	}
}
