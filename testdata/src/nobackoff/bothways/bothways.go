// Package bothways parses Retry-After as seconds in one place and as a duration in another.
package bothways

import (
	"net/http"
	"strconv"
	"time"
)

func seconds(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return time.Duration(n) * time.Second
}

// rest asks for the seconds first.
func rest(h http.Header) time.Duration {
	if d := seconds(h); d > 0 {
		return d
	}
	d, err := time.ParseDuration(h.Get("Retry-After"))
	if err != nil {
		return time.Second
	}
	return d
}

func written(h http.Header) time.Duration {
	d, err := time.ParseDuration(h.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return d
}

// pause has both asked.
func pause(h http.Header) time.Duration {
	return max(seconds(h), written(h), time.Second)
}

func inOne(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	if d, err := time.ParseDuration(v); err == nil {
		return d
	}
	return time.Second
}

type sender struct{ next http.RoundTripper }

func (s sender) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := s.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || i > 10 {
			return resp, err
		}
		d, err := time.ParseDuration(resp.Header.Get("Retry-After")) // want `time.ParseDuration wants a unit`
		if err != nil {
			d = time.Second
		}
		resp.Body.Close()
		time.Sleep(d)
	}
}
