// Package shared leaves going round, and waiting, to a helper of several callers.
package shared

import (
	"net/http"
	"time"
)

func limited(n int, send func() (*http.Response, error)) (resp *http.Response, err error) {
	for range n {
		resp, err = send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return resp, err
}

func get(u string) (*http.Response, error) {
	return limited(4, func() (*http.Response, error) { return http.Get(u) }) // want `429 is retried after a fixed 1s \(sent at line 22, decided at line 12\); grow the delay and honour Retry-After`
}

func head(u string) (*http.Response, error) {
	return limited(4, func() (*http.Response, error) { return http.Head(u) }) // want `429 is retried after a fixed 1s \(sent at line 26, decided at line 12\)`
}

// One that others may call as well has its own.
func Limited(n int, send func() (*http.Response, error)) (resp *http.Response, err error) {
	for range n {
		resp, err = send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried after a fixed 2s \(sent at line 32\)`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(2 * time.Second)
	}
	return resp, err
}

func getToo(u string) (*http.Response, error) {
	return Limited(4, func() (*http.Response, error) { return http.Get(u) }) // want `429 is retried after a fixed 2s \(sent at line 43, decided at line 33\)`
}

func headToo(u string) (*http.Response, error) {
	return Limited(4, func() (*http.Response, error) { return http.Head(u) }) // want `429 is retried after a fixed 2s \(sent at line 47, decided at line 33\)`
}
