// Package settings applies options that can fail, to what a later condition asks.
package settings

import (
	"errors"
	"net/http"
	"time"
)

type query struct {
	token string
	quiet bool
}

type with func(*query) error

func token(t string) with {
	return func(q *query) error {
		if t == "" {
			return errors.New("no token")
		}
		q.token = t
		return nil
	}
}

var errToken = errors.New("the token is refused")

type shelf struct {
	hc     *http.Client
	url    string
	before []func(*http.Request) error
	kinds  []kind
}

type kind interface{ put(*query) error }

func (s *shelf) once(q query) (int, error) {
	req, err := http.NewRequest(http.MethodGet, s.url, nil)
	if err != nil {
		return 0, err
	}
	if q.token != "" {
		req.Header.Set("X-Shelf", q.token)
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	if q.token != "" && resp.StatusCode == http.StatusUnauthorized {
		return 0, errToken
	}
	return resp.StatusCode, nil
}

func (s *shelf) badAll(list ...with) (code int, err error) {
	var q query
	for _, w := range list {
		if err := w(&q); err != nil {
			return 0, err
		}
	}
	for d := time.Second; d < time.Minute; d *= 2 {
		code, err = s.once(q)
		if err == nil && code < 500 { // want `retries 401`
			return code, nil
		}
		time.Sleep(d)
	}
	return code, err
}

func (s *shelf) badAllByIndex(list ...with) (code int, err error) {
	var q query
	for i := range list {
		if err := list[i](&q); err != nil {
			return 0, err
		}
	}
	for d := time.Second; d < time.Minute; d *= 2 {
		code, err = s.once(q)
		if err == nil && code < 500 { // want `retries 401`
			return code, nil
		}
		time.Sleep(d)
	}
	return code, err
}

func (s *shelf) badAllByMethod() (code int, err error) {
	var q query
	for _, k := range s.kinds {
		if err := k.put(&q); err != nil {
			return 0, err
		}
	}
	for d := time.Second; d < time.Minute; d *= 2 {
		code, err = s.once(q)
		if err == nil && code < 500 { // want `retries 401`
			return code, nil
		}
		time.Sleep(d)
	}
	return code, err
}

func (s *shelf) goodPassing(list ...with) (code int, err error) {
	var q query
	for _, w := range list {
		if err := w(&q); err != nil {
			return 0, err
		}
	}
	for d := time.Second; d < time.Minute; d *= 2 {
		code, err = s.once(q)
		if errors.Is(err, errToken) || err == nil && code < 500 {
			return code, err
		}
		time.Sleep(d)
	}
	return code, err
}

func (s *shelf) goodHooks() (code int, err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		req, err := http.NewRequest(http.MethodGet, s.url, nil)
		if err != nil {
			return 0, err
		}
		for _, f := range s.before {
			if err := f(req); err != nil {
				return 0, err
			}
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return resp.StatusCode, nil
		}
		time.Sleep(d)
	}
	return code, err
}

func (s *shelf) list() (int, error)   { return s.badAll(token("list")) }
func (s *shelf) items() (int, error)  { return s.badAllByIndex(token("items")) }
func (s *shelf) things() (int, error) { return s.goodPassing(token("things")) }
