// Package sentinels makes errors of answers that are variables, or whose type says all, and has functions that tell them apart.
package sentinels

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// ErrDenied, errLocked and errFull are what the API answers.
var (
	ErrDenied = errors.New("not for you")
	errLocked = errors.New("somebody else is at it")
	errFull   = errors.New("full")
)

type code int

func (c code) Error() string { return "status " + strconv.Itoa(int(c)) }

func (c code) passes() bool { return c == http.StatusTooManyRequests || c >= 500 }

type refused struct{}

func (*refused) Error() string { return "refused" }

type shelf struct {
	hc *http.Client
	at string
}

func (s *shelf) look(id string) error {
	resp, err := s.hc.Get(s.at + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnauthorized, resp.StatusCode == http.StatusForbidden:
		return ErrDenied
	case resp.StatusCode == http.StatusLocked:
		return errLocked
	case resp.StatusCode == http.StatusGone, resp.StatusCode == http.StatusConflict:
		return &refused{}
	case resp.StatusCode == http.StatusInsufficientStorage:
		return errFull
	case resp.StatusCode >= 300:
		return code(resp.StatusCode)
	}
	return nil
}

func locked(err error) bool { return errors.Is(err, errLocked) }

func denied(err error) bool { return err == ErrDenied }

func isFinal(err error) bool {
	var r *refused
	return denied(err) || errors.As(err, &r)
}

func heals(err error) bool {
	var c code
	if errors.As(err, &c) {
		return c.passes()
	}
	return locked(err)
}

func (s *shelf) badDenied(id string) (err error) {
	for n := range 5 {
		if err = s.look(id); err == nil || !denied(err) { // want `retries 401 and 403 `
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) badUnlessLocked(id string) (err error) {
	for n := range 5 {
		err = s.look(id)
		if err == nil || locked(err) { // want `retries 400, 401 and 403`
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) badExported(id string) error {
	for n := 0; ; n++ {
		err := s.look(id) // want `retries 401 and 403 `
		if !errors.Is(err, ErrDenied) || n == 4 {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func (s *shelf) badNumber(id string) (err error) {
	for n := range 5 {
		err = s.look(id)
		var c code
		if !errors.As(err, &c) || c.passes() { // want `retries 400, 404 and 422 `
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// From here on all is well.

func (s *shelf) goodLocked(id string) (err error) {
	for n := range 5 {
		if err = s.look(id); err == nil || !locked(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) goodExported(id string) error {
	for n := 0; ; n++ {
		err := s.look(id)
		if !errors.Is(err, errFull) || n == 4 {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func (s *shelf) goodHeals(id string) (err error) {
	for n := 0; n < 5; n++ {
		if err = s.look(id); err == nil || !heals(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) goodNumber(id string) (err error) {
	for n := 0; n < 5; n++ {
		err = s.look(id)
		c, ok := err.(code)
		if !ok || int(c) < 500 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) goodSorted(id string) (err error) {
	for n := 0; n < 5; n++ {
		err = s.look(id)
		var c code
		switch {
		case err == nil, isFinal(err):
			return err
		case errors.As(err, &c) && !c.passes():
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

var _, _, _, _ = (*shelf).badDenied, (*shelf).badUnlessLocked, (*shelf).badExported, (*shelf).badNumber
var _, _, _, _, _ = (*shelf).goodLocked, (*shelf).goodExported, (*shelf).goodHeals, (*shelf).goodNumber, (*shelf).goodSorted
