// Package dates parses the points in time that servers write into headers.
package dates

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The zone of such a date is a name, and this layout wants a number.
func numericZone(resp *http.Response) time.Duration {
	v := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	if at, err := time.Parse(time.RFC1123Z, v); err == nil { // want `the layout "Mon, 02 Jan 2006 15:04:05 -0700" reads no date that a server sends \("Sun, 06 Nov 1994 08:49:37 GMT"\), so the delay is never the server's; use http.ParseTime`
		return time.Until(at)
	}
	return time.Minute
}

const stamp = "2006-01-02 15:04:05"

// The error is dropped, and the zero time is two thousand years ago.
func untilReset(h http.Header) time.Duration {
	reset, _ := strconv.ParseInt(h.Get("X-Reset-At"), 10, 64)
	now, _ := time.Parse(stamp, strings.TrimSpace(h.Get("Date"))) // want `the layout "2006-01-02 15:04:05" reads no date that a server sends`
	return time.Unix(reset, 0).Sub(now)
}

func pointInTime(s string) time.Time {
	at, err := time.ParseInLocation(time.RFC3339, s, time.UTC) // want `the layout "2006-01-02T15:04:05Z07:00" reads no date that a server sends`
	if err != nil {
		return time.Now().Add(10 * time.Second)
	}
	return at
}

func rest(resp *http.Response) {
	v, ok := resp.Header["Retry-After"]
	if !ok {
		return
	}
	if n, err := strconv.ParseFloat(v[0], 64); err == nil && n > 0 && n < 3600 {
		time.Sleep(time.Duration(n * float64(time.Second)))
		return
	}
	time.Sleep(time.Until(pointInTime(v[0])))
}

// clock is what time it is where the server is.
func clock(h http.Header) time.Time {
	now, err := time.Parse(time.RFC850, h.Get("Date")) // want `the layout "Monday, 02-Jan-06 15:04:05 MST" reads no date that a server sends`
	if err != nil {
		now = time.Time{}
	}
	return now
}

func (w window) left(h http.Header) time.Duration { return w.end.Sub(clock(h)) }

type window struct{ end time.Time }

// From here on all is well.

func named(resp *http.Response) time.Duration {
	v := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	if at, err := time.Parse(time.RFC1123, v); err == nil {
		return time.Until(at)
	}
	return time.Minute
}

// Some servers are odd.
func several(resp *http.Response) time.Duration {
	v := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(v)
	if err != nil {
		at, err = time.Parse(time.RFC3339, v)
	}
	if err != nil {
		return time.Minute
	}
	return time.Until(at)
}

var layouts = []string{time.RFC3339, time.RFC1123}

func listed(resp *http.Response) time.Duration {
	v := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	for _, l := range layouts {
		if at, err := time.Parse(l, v); err == nil {
			return time.Until(at)
		}
	}
	return time.Minute
}

// What is no date of HTTP has the layout that its API documents.
func documented(resp *http.Response) time.Duration {
	at, err := time.Parse(time.RFC3339, resp.Header.Get("X-RateLimit-Reset-At"))
	if err != nil {
		return time.Minute
	}
	return time.Until(at)
}

// A cache keeps its own dates, and waits for nothing.
func fresh(h http.Header) bool {
	at, err := time.Parse(time.RFC3339, h.Get("Expires"))
	return err == nil && time.Now().Before(at)
}

func age(h http.Header) time.Duration {
	at, err := time.Parse(http.TimeFormat, h.Get("Last-Modified"))
	if err != nil {
		return 0
	}
	return time.Since(at)
}

var _ = []any{window.left, numericZone, untilReset, rest, named, several, listed, documented, fresh, age}
