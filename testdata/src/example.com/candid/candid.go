// Package candid asks errors themselves whether there is a use.
package candid

import (
	"errors"
	"net/http"
	"time"
)

type passing interface{ Passes() bool }

// Settled says that it is for good.
type Settled interface{ Final() bool }

// Passing tries again what says that it passes.
func Passing(most int, op func() error) (err error) {
	d := 200 * time.Millisecond
	for range most {
		if err = op(); err == nil {
			return nil
		}
		var p passing
		if !errors.As(err, &p) || !p.Passes() {
			return err
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

// Value is Passing for what has a result, and asks in place.
func Value[T any](op func() (T, error)) (v T, err error) {
	for n := range 4 {
		if v, err = op(); err == nil {
			break
		}
		if p, ok := err.(interface{ Passes() bool }); !ok || !p.Passes() {
			break
		}
		time.Sleep(time.Second << n)
	}
	return v, err
}

// Unless tries again all but what says that it is for good.
func Unless(op func() error) (err error) {
	for n := range 4 {
		if err = op(); err == nil {
			return nil
		}
		var f Settled
		if errors.As(err, &f) && f.Final() {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// Refusal is an answer with a status.
type Refusal struct{ StatusCode int }

func (r *Refusal) Error() string { return http.StatusText(r.StatusCode) }

// Passes is right.
func (r *Refusal) Passes() bool { return r.StatusCode == 429 || r.StatusCode >= 500 }

// Hasty is an answer with a status, too.
type Hasty struct{ StatusCode int }

func (h Hasty) Error() string { return http.StatusText(h.StatusCode) }

// Passes is wrong, and not asked here.
func (h Hasty) Passes() bool { return h.StatusCode != http.StatusGone }
