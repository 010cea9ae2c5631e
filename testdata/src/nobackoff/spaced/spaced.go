// Package spaced sends by a transport that waits.
package spaced

import (
	"net/http"
	"time"

	"example.com/spacing"
)

func again(resp *http.Response, err error) bool {
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return false
	}
	resp.Body.Close()
	return true
}

var shared = &http.Client{Timeout: time.Minute, Transport: spacing.New(http.DefaultTransport, time.Second)}

type limited struct {
	next http.RoundTripper
	tick <-chan time.Time
}

func (l *limited) RoundTrip(req *http.Request) (*http.Response, error) {
	<-l.tick
	return l.next.RoundTrip(req)
}

type api struct{ hc *http.Client }

func newAPI() *api {
	return &api{hc: &http.Client{Timeout: time.Minute, Transport: &limited{http.DefaultTransport, time.Tick(time.Second)}}}
}

func newer() *api {
	hc := &http.Client{Timeout: time.Minute}
	hc.Transport = around(http.DefaultTransport)
	return &api{hc: hc}
}

func around(next http.RoundTripper) http.RoundTripper { return spacing.Around(next) }

func ofPackage(u string) (*http.Response, error) {
	for range 5 {
		resp, err := shared.Get(u)
		if !again(resp, err) {
			return resp, err
		}
	}
	return nil, nil
}

func (a *api) ofField(u string) (*http.Response, error) {
	for range 5 {
		resp, err := a.hc.Get(u)
		if !again(resp, err) {
			return resp, err
		}
	}
	return nil, nil
}

func local(u string) (*http.Response, error) {
	hc := &http.Client{Timeout: time.Minute, Transport: spacing.New(http.DefaultTransport, time.Second)}
	for range 5 {
		resp, err := hc.Get(u)
		if !again(resp, err) {
			return resp, err
		}
	}
	return nil, nil
}

// This client has no such transport.
func plain(u string) (*http.Response, error) {
	hc := &http.Client{Timeout: time.Minute}
	for range 5 {
		resp, err := hc.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, nil
}
