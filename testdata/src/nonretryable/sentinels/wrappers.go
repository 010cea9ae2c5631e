package sentinels

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// A failed says what was tried; which error it was is in it.
type failed struct {
	what  string
	cause error
}

func (f *failed) Error() string { return f.what + ": " + f.cause.Error() }
func (f *failed) Unwrap() error { return f.cause }

// An answer is compared by a method.
type answer struct{ code int }

func (a *answer) Error() string { return http.StatusText(a.code) }

func (a *answer) Is(target error) bool {
	return target == ErrDenied && (a.code == http.StatusUnauthorized || a.code == http.StatusForbidden)
}

func (s *shelf) put(id string) error {
	resp, err := s.hc.Post(s.at+id, "text/plain", nil)
	if err != nil {
		return &failed{"put", err}
	}
	defer resp.Body.Close()
	switch code := resp.StatusCode; {
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		return &failed{"put", ErrDenied}
	case code == http.StatusInsufficientStorage:
		return fmt.Errorf("later: %w", &failed{what: "put", cause: errFull})
	case code >= 500:
		return &failed{"put", &answer{code}}
	}
	return nil
}

func (s *shelf) badPut(id string) (err error) {
	for n := range 5 {
		if err = s.put(id); err == nil || !errors.Is(err, ErrDenied) { // want `retries 401 and 403`
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) goodPut(id string) (err error) {
	for n := range 5 {
		if err = s.put(id); err == nil || denied(err) || errors.Is(err, ErrDenied) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) goodFull(id string) (err error) {
	for n := range 5 {
		err = s.put(id)
		var a *answer
		if !errors.Is(err, errFull) && !errors.As(err, &a) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) drop(id string) error {
	resp, err := s.hc.Get(s.at + id + "/drop")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &answer{resp.StatusCode}
	}
	return nil
}

// The method says which they are.
func (s *shelf) goodDrop(id string) (err error) {
	for n := range 5 {
		err = s.drop(id)
		var a *answer
		if err == nil || errors.Is(err, ErrDenied) || errors.As(err, &a) && a.code < 500 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shelf) goodDropAgain(id string) (err error) {
	for n := range 5 {
		if err = s.drop(id); err == nil || errors.Is(err, ErrDenied) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

var _, _, _, _, _ = (*shelf).badPut, (*shelf).goodPut, (*shelf).goodFull, (*shelf).goodDrop, (*shelf).goodDropAgain
