// Package sleepers waits by functions of its own and of another package, which call what a variable holds.
package sleepers

import (
	"net/http"
	"sync"
	"time"

	"example.com/sleepers"
)

// The clock of these is the package's.
type limiter struct {
	mu    sync.Mutex
	ready time.Time
}

func (l *limiter) until() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ready
}

func (l *limiter) put(t time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t.After(l.ready) {
		l.ready = t
	}
}

func (l *limiter) wait() time.Duration { return sleepers.Sleep(time.Until(l.until())) }

func (l *limiter) look() time.Duration { return sleepers.Rounded(time.Until(l.until())) }

// It sleeps until the limiter is ready, in another package, which says how long that has been.
func paced(l *limiter, url string) (*http.Response, error) {
	for {
		l.wait()
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		l.put(time.Now().Add(time.Minute))
	}
}

// It only looks how long that would be.
func unpaced(l *limiter, url string) (*http.Response, error) {
	for {
		l.look()
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		l.put(time.Now().Add(time.Minute))
	}
}

// What the clock says is some time.
func later(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		after := time.Now().UTC().Add(time.Second << min(i, 6))
		if !after.IsZero() {
			time.Sleep(time.Until(after))
		}
	}
}

// It is not known which time the caller has.
func maybeLater(url string, after time.Time) (*http.Response, error) {
	for {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		if !after.IsZero() {
			time.Sleep(time.Until(after))
		}
	}
}

// The variable of this package holds time.Sleep, but where a test puts something else in.
var pause = time.Sleep

func stub(f func(time.Duration)) { pause = f }

func byVariable(url string) (*http.Response, error) {
	for {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		pause(time.Minute)
	}
}

// Another package's hook, which waits by what is put into its variable.
func byHook(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		sleepers.Linger(i)
	}
}
