// Package timers leaves the next attempt to a timer.
package timers

import (
	"net/http"
	"strings"
	"time"
)

type reporter struct {
	url, name string
	limit     int
	stop      *time.Timer
}

// The timer calls the method.
func (r *reporter) report() {
	resp, err := http.Post(r.url, "text/plain", strings.NewReader("up"))
	if err != nil {
		time.AfterFunc(time.Second, r.report)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line 18\)`
		r.stop = time.AfterFunc(time.Minute, r.report)
	}
}

// It calls a function that does.
func (r *reporter) counted(attempt int) {
	resp, err := http.Get(r.url)
	if err == nil && resp.StatusCode < 400 { // want `retries 400, 401 and 403`
		return
	}
	if attempt < r.limit {
		time.AfterFunc(time.Second<<attempt, func() { r.counted(attempt + 1) })
	}
}

// From here on all is well.

func (r *reporter) temporary() {
	resp, err := http.Get(r.url)
	if err == nil {
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return
		}
	}
	time.AfterFunc(time.Minute, r.temporary)
}

// Periodic work goes round whatever the answer is.
func (r *reporter) tick() {
	resp, err := http.Get(r.url)
	if err == nil {
		resp.Body.Close()
	}
	time.AfterFunc(time.Minute, r.tick)
}

// What comes later is something else.
func (r *reporter) start() {
	resp, err := http.Get(r.url)
	if err != nil || resp.StatusCode != http.StatusOK {
		time.AfterFunc(time.Minute, r.notify)
		return
	}
	resp.Body.Close()
}

func (r *reporter) notify() {
	if resp, err := http.Get(r.url + "/failed"); err == nil {
		resp.Body.Close()
	}
}

func (r *reporter) forget() {
	resp, err := http.Get(r.url)
	if err != nil || resp.StatusCode != http.StatusOK {
		time.AfterFunc(time.Minute, func() { r.name = "" })
		return
	}
	resp.Body.Close()
}
