// Package shared leaves going round, and waiting, to a helper of several callers.
package shared

import (
	"net/http"
	"time"
)

func limited(n int, send func() (*http.Response, error)) (resp *http.Response, err error) {
	for range n {
		resp, err = send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried after a fixed 1s \(sent at line 22\); grow the delay and honour Retry-After`
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return resp, err
}

func get(u string) (*http.Response, error) {
	return limited(4, func() (*http.Response, error) { return http.Get(u) })
}

func head(u string) (*http.Response, error) {
	return limited(4, func() (*http.Response, error) { return http.Head(u) })
}

// One that others may call as well.
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
	return Limited(4, func() (*http.Response, error) { return http.Get(u) })
}

func headToo(u string) (*http.Response, error) {
	return Limited(4, func() (*http.Response, error) { return http.Head(u) })
}

// How long it waits is said by its callers, one of which does not say so well.
func paced(first, times time.Duration, send func() (*http.Response, error)) (resp *http.Response, err error) {
	for range 4 {
		resp, err = send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(first)
		first *= times
	}
	return resp, err
}

func shortly(u string) (*http.Response, error) {
	return paced(time.Second, 1, func() (*http.Response, error) { return http.Get(u) }) // want `429 is retried after a fixed 1s \(sent at line \d+, decided at line \d+\)`
}

func growing(u string) (*http.Response, error) {
	return paced(time.Second, 2, func() (*http.Response, error) { return http.Head(u) })
}

func growingToo(u string) (*http.Response, error) {
	return paced(time.Second, 2, func() (*http.Response, error) { return http.Head(u + "/") })
}
