// Package canonical has the keys of headers made canonical before it reads them.
package canonical

import (
	"errors"
	"log"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

const (
	after = "retry-after"
	age   = "age"
)

var errBusy = errors.New("busy")

// A duration of what has no unit, in a function of its own.
func delayOf(text string) (time.Duration, error) {
	if d, err := time.ParseDuration(text); err == nil { // want `time.ParseDuration wants a unit, which the seconds of Retry-After lack`
		return d, nil
	}
	t, err := http.ParseTime(text)
	return time.Until(t), err
}

func post(u string) (time.Duration, error) {
	resp, err := http.Post(u, "", nil)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return delayOf(resp.Header.Get(http.CanonicalHeaderKey("Retry-After")))
}

// Milliseconds in place of seconds, however the key is written.
func millis(resp *http.Response) time.Duration {
	n, err := strconv.Atoi(resp.Header.Get(textproto.CanonicalMIMEHeaderKey(after)))
	if err != nil {
		return time.Second
	}
	return time.Duration(n) * time.Millisecond // want `the seconds of Retry-After are taken for milliseconds`
}

// One of a map.
func listed(resp *http.Response) time.Duration {
	values := resp.Header[(http.CanonicalHeaderKey(after))]
	if len(values) == 0 {
		return time.Second
	}
	n, err := strconv.Atoi(values[0])
	if err != nil {
		return time.Second
	}
	return time.Duration(n) * time.Millisecond // want `the seconds of Retry-After are taken for milliseconds`
}

// With the unit, in seconds, or as a date or seconds.
func wellRead(resp *http.Response) time.Duration {
	text := resp.Header.Get(http.CanonicalHeaderKey(after))
	if d, err := time.ParseDuration(text + "s"); err == nil {
		return d
	}
	if t, err := http.ParseTime(text); err == nil {
		return time.Until(t)
	}
	return time.Second
}

func seconds(resp *http.Response) time.Duration {
	n, err := strconv.Atoi(resp.Header.Get(http.CanonicalHeaderKey(after)))
	if err != nil {
		return time.Second
	}
	return time.Duration(n) * time.Second
}

// Other headers, and keys that others make.
func others(resp *http.Response, key string) time.Duration {
	d, err := time.ParseDuration(resp.Header.Get(http.CanonicalHeaderKey("X-Cache-Lifetime")))
	if err != nil {
		d, _ = time.ParseDuration(resp.Header.Get(http.CanonicalHeaderKey(key)))
	}
	n, _ := strconv.Atoi(resp.Header.Get(http.CanonicalHeaderKey(age)))
	m, _ := strconv.Atoi(resp.Header.Get(strings.TrimPrefix(after, "retry-")))
	return d + time.Duration(n)*time.Millisecond + time.Duration(m)*time.Millisecond
}

// What 429 says is heeded.
func heeded(u string) error {
	for range 5 {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		wait := time.Second
		if n, err := strconv.Atoi(resp.Header.Get(http.CanonicalHeaderKey(after))); err == nil {
			wait = time.Duration(n) * time.Second
		}
		time.Sleep(wait)
	}
	return errBusy
}

// What 429 says goes into the log alone.
func told(u string) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests { // want `Retry-After of 429 is read .* and it ends in a text: this wait does not heed it; wait that long at least`
			return nil
		}
		if n, err := strconv.Atoi(resp.Header.Get(http.CanonicalHeaderKey(after))); err == nil {
			log.Printf("the server wants us to wait %v", time.Duration(n)*time.Second)
		}
		time.Sleep(d)
	}
	return errBusy
}
