// Package decorator puts retries around what sends.
package decorator

import (
	"errors"
	"net/http"
	"time"
)

type sender interface {
	Make(*http.Request) error
}

type base struct{}

func (base) Make(r *http.Request) error {
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

type again struct{ next sender }

func (t *again) Make(r *http.Request) (err error) {
	for i := 0; i < 3; i++ {
		if err = t.next.Make(r); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func open() sender { return &again{base{}} }

// Of two that send, either may be behind it.
type store interface {
	Put(*http.Request) error
}

type remote struct{ http base }

func (r remote) Put(req *http.Request) error { return r.http.Make(req) }

type local struct{}

func (local) Put(*http.Request) error { return nil }

type retried struct{ next store }

func (t *retried) Put(r *http.Request) (err error) {
	for i := 0; i < 3; i++ {
		if err = t.next.Put(r); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}
