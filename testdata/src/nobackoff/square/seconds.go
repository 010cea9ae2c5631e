package square

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// Returned beside durations.
func retryAfter(h http.Header) time.Duration {
	if n, err := strconv.ParseInt(h.Get("Retry-After"), 10, 64); err == nil {
		return time.Duration(n) // want `the seconds of Retry-After are taken for nanoseconds, so the wait is far too short; multiply by time.Second`
	}
	return time.Second
}

// Read without Get.
func sleepValues(h http.Header) {
	if values, ok := h["Retry-After"]; ok {
		if n, err := strconv.Atoi(values[0]); err == nil {
			time.Sleep(time.Duration(n)) // want `the seconds of Retry-After are taken for nanoseconds`
		}
	}
	n, err := strconv.Atoi(h["Retry-After"][0])
	if err != nil {
		n = 5
	}
	time.Sleep(time.Duration(n)) // want `the seconds of Retry-After are taken for nanoseconds`
}

// By way of a function that returns the number.
func headerValue(resp *http.Response) int64 {
	n, err := strconv.ParseInt(resp.Header.Get("Retry-After"), 10, 64)
	if err != nil {
		return 30
	}
	return n
}

func sleepHeader(resp *http.Response) {
	delay := time.Second
	if resp.StatusCode == http.StatusTooManyRequests {
		delay = time.Duration(headerValue(resp)) // want `the seconds of Retry-After are taken for nanoseconds`
	}
	time.Sleep(delay)
}

// By way of an error's field.
type throttled struct {
	after int64
	err   error
}

func (t throttled) Error() string { return t.err.Error() }

func newThrottled(h http.Header, err error) error {
	t := throttled{err: err}
	if values, ok := h["Retry-After"]; ok {
		if n, err := strconv.ParseInt(values[0], 10, 64); err == nil {
			t.after = n
		}
	}
	return t
}

func evaluate(err error) (bool, time.Duration) {
	var t throttled
	if !errors.As(err, &t) {
		return false, 0
	}
	return true, time.Duration(t.after) // want `the seconds of Retry-After are taken for nanoseconds`
}

func retryThrottled(send func() error) {
	for {
		retryable, after := evaluate(send())
		if !retryable {
			return
		}
		delay := max(after, time.Millisecond)
		timer := time.NewTimer(delay)
		<-timer.C
	}
}

// The unit comes later, or came before.
func secondsOf(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil {
		return time.Second
	}
	return time.Duration(n)
}

func sleepSeconds(h http.Header) { time.Sleep(secondsOf(h) * time.Second) }

func afterOf(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil {
		return 30
	}
	return time.Duration(n)
}

func sleepAfter(h http.Header) {
	d := afterOf(h)
	d *= time.Second
	time.Sleep(d)
}

func nanosOf(h http.Header) int64 {
	n, _ := strconv.ParseInt(h.Get("Retry-After"), 10, 64)
	return n * int64(time.Second)
}

func sleepNanos(h http.Header) { time.Sleep(time.Duration(nanosOf(h))) }

// The field holds nanoseconds as well.
type hint struct{ after int64 }

func (h *hint) header(header http.Header) {
	n, _ := strconv.ParseInt(header.Get("Retry-After"), 10, 64)
	h.after = n
}

func (h *hint) local(d time.Duration) { h.after = int64(d) }

func (h *hint) sleep() { time.Sleep(time.Duration(h.after)) }

// Nobody is seen to wait for it.
func RetryAfterSeconds(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil {
		return time.Second
	}
	return time.Duration(n)
}

// A Duration that stays in the package is one, whoever waits for it.
func retryHint(h http.Header) (time.Duration, bool) {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	return time.Duration(n), err == nil // want `the seconds of Retry-After are taken for nanoseconds`
}

func format(h http.Header) string {
	n, _ := strconv.Atoi(h.Get("Retry-After"))
	return time.Duration(n).String()
}

// Another header.
func reset(h http.Header) time.Duration {
	if n, err := strconv.ParseInt(h.Get("X-Retry-After-Ns"), 10, 64); err == nil {
		return time.Duration(n)
	}
	return time.Second
}
