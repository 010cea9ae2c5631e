// Package gated asks between its attempts whether there may be another one.
package gated

import (
	"errors"
	"net/http"
	"time"
)

type breaker interface {
	Allow() error
	MarkFailed()
}

var errShut = errors.New("too many failures")

// A breaker asks nobody, and makes nothing right.
func guarded(hc *http.Client, b breaker, u string) (*http.Response, error) {
	for n := 0; n < 5; n++ {
		if n > 0 {
			if err := b.Allow(); err != nil {
				return nil, errShut
			}
		}
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK { // want `retries 400, 404 and 422`
			return resp, nil
		}
		resp.Body.Close()
		b.MarkFailed()
		time.Sleep(time.Second << n)
	}
	return nil, errShut
}

type slots interface {
	Acquire() (release func(), err error)
}

// A slot is waited for after the attempt.
func slotted(hc *http.Client, s slots, u string) (*http.Response, error) {
	for n := 0; n < 5; n++ {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
		release, err := s.Acquire()
		if err != nil {
			return nil, err
		}
		defer release()
	}
	return nil, errShut
}

// What may pass alone is asked for again.
func guardedWell(hc *http.Client, b breaker, u string) (*http.Response, error) {
	for n := 0; n < 5; n++ {
		if n > 0 {
			if err := b.Allow(); err != nil {
				return nil, errShut
			}
		}
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return nil, errShut
}

type session interface{ Refresh() error }

// What is refreshed is another session.
func refreshed(hc *http.Client, s session, u string) (*http.Response, error) {
	for n := 0; n < 5; n++ {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
		if err := s.Refresh(); err != nil {
			return nil, err
		}
	}
	return nil, errShut
}

type rights interface {
	Allow(name string) error
}

// Whoever is told whom to allow makes it right.
func allowed(hc *http.Client, r rights, u string) (*http.Response, error) {
	for n := 0; n < 5; n++ {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusForbidden {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
		if err := r.Allow(u); err != nil {
			return nil, err
		}
	}
	return nil, errShut
}

var _, _, _, _, _ = guarded, slotted, guardedWell, refreshed, allowed
