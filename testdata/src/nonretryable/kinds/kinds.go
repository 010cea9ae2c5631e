// Package kinds has the errors of a service, which tell by their kind what went wrong.
package kinds

import (
	"errors"
	"fmt"
	"net/http"
)

type Kind int

const (
	Other Kind = iota
	Gone
	Denied
	Busy
)

type Fault struct {
	Status int
	Kind   Kind
	Text   string
}

func (f *Fault) Error() string { return fmt.Sprintf("status %d: %s", f.Status, f.Text) }

func (f *Fault) Passing() bool { return f.Kind == Busy }

// Check makes an error of an answer.
func Check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	f := &Fault{Status: resp.StatusCode, Text: resp.Status}
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		f.Kind = Gone
	case http.StatusUnauthorized, http.StatusForbidden:
		f.Kind = Denied
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		f.Kind = Busy
	}
	return f
}

// Later says whether another attempt may help.
func Later(err error) bool {
	var f *Fault
	return errors.As(err, &f) && (f.Kind == Busy || f.Status >= 500)
}

// Lasts is its opposite, and asks for too little.
func Lasts(err error) bool {
	var f *Fault
	if errors.As(err, &f) {
		return f.Kind == Gone
	}
	return false
}

type Class string

type Refusal struct {
	Class Class
	Once  bool
}

func (r Refusal) Error() string { return string(r.Class) }

// Sort makes an error of an answer, of which nothing else is kept.
func Sort(resp *http.Response) error {
	switch status := resp.StatusCode; {
	case status < 400:
		return nil
	case status == http.StatusTooManyRequests:
		return Refusal{Class: "limit"}
	case status >= 500:
		return Refusal{Class: "server"}
	}
	return Refusal{Class: "client", Once: true}
}

// Server says whether the server is to blame.
func Server(err error) bool {
	var r Refusal
	return errors.As(err, &r) && r.Class == "server"
}

// Lost says whether all is lost.
func Lost(err error) bool {
	r, ok := err.(Refusal)
	return ok && r.Once
}

// Limit says whether it was too much.
func Limit(err error) bool {
	var r Refusal
	if !errors.As(err, &r) {
		return false
	}
	switch r.Class {
	case "client", "server":
		return false
	}
	return true
}

var (
	ErrThrottled = errors.New("throttled")
	ErrRefused   = errors.New("refused")
	ErrBroken    = errors.New("broken")
)

// Plain makes one of three errors.
func Plain(resp *http.Response) error {
	switch resp.StatusCode / 100 {
	case 2, 3:
		return nil
	case 5:
		return ErrBroken
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrThrottled
	}
	return ErrRefused
}

// Worth says whether to go on.
func Worth(err error) bool { return errors.Is(err, ErrThrottled) || errors.Is(err, ErrBroken) }

// Whole says whether nothing is broken.
func Whole(err error) bool { return err != nil && !errors.Is(err, ErrBroken) }

// Of says whether an error is of a kind.
func Of(err error, kind Kind) bool {
	var f *Fault
	return errors.As(err, &f) && f.Kind == kind
}
