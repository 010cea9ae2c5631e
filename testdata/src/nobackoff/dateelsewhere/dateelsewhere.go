// Package dateelsewhere has a function for each form of Retry-After, and one that tries both.
package dateelsewhere

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

func seconds(h http.Header) (time.Duration, bool) {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	return time.Duration(n) * time.Second, err == nil && n > 0
}

func date(h http.Header) (time.Duration, bool) {
	at, err := http.ParseTime(h.Get("Retry-After"))
	return time.Until(at), err == nil
}

func After(h http.Header) time.Duration {
	if d, ok := seconds(h); ok {
		return d
	}
	if d, ok := date(h); ok {
		return d
	}
	return time.Minute
}

// The unit is added.
func Within(h http.Header) time.Duration {
	d, err := time.ParseDuration(fmt.Sprintf("%ss", h.Get("Retry-After")))
	if err != nil {
		return time.Minute
	}
	return d
}
