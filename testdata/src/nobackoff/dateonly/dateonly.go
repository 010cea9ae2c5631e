// Package dateonly takes every Retry-After for a date.
package dateonly

import (
	"net/http"
	"time"
)

func until(resp *http.Response) time.Duration {
	at, err := http.ParseTime(resp.Header.Get("Retry-After")) // want `Retry-After is parsed as a date alone, and servers send seconds mostly, which are ignored here; try strconv.Atoi first`
	if err != nil {
		return time.Second
	}
	return time.Until(at)
}

var _ = until
