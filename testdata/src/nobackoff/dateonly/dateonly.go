// Package dateonly takes every Retry-After for a date.
package dateonly

import (
	"fmt"
	"net/http"
	"time"
)

func until(resp *http.Response) time.Duration {
	at, err := http.ParseTime(resp.Header.Get("Retry-After")) // want `Retry-After is parsed as a date alone, but servers mostly send seconds, which are ignored here; try strconv.Atoi first`
	if err != nil {
		return time.Second
	}
	return time.Until(at)
}

// A duration has a unit, and what a server sends has none.
func withUnit(resp *http.Response) time.Duration {
	d, err := time.ParseDuration(resp.Header.Get("Retry-After")) // want `time.ParseDuration wants a unit, which the seconds of Retry-After lack, so it always fails; parse them with strconv.Atoi`
	if err != nil {
		return time.Second
	}
	return d
}

// What fails for seconds is not said to fail for dates alone.
func again(resp *http.Response, send func() (*http.Response, error)) (*http.Response, error) {
	wait, err := time.ParseDuration(resp.Header.Get("Retry-After")) // want `time.ParseDuration wants a unit, which the seconds of Retry-After lack, so it always fails; parse them with strconv.Atoi`
	if err != nil {
		return resp, fmt.Errorf("cannot tell how long to wait: %w", err)
	}
	time.Sleep(wait)
	return send()
}

func asked(resp *http.Response) (*http.Response, error) {
	header := resp.Header.Get("Retry-After")
	wait, err := time.ParseDuration(header) // want `time.ParseDuration wants a unit, which the seconds of Retry-After lack, so it always fails; parse them with strconv.Atoi`
	if err != nil {
		return nil, err
	}
	time.Sleep(wait)
	return http.Get(resp.Request.URL.String())
}

var _, _, _, _ = until, withUnit, again, asked
