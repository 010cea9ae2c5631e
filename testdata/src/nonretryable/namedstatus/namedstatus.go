// Package namedstatus fills fields with the names that net/http has for statuses: that is what they hold, whatever they are called.
package namedstatus

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

var errGivenUp = errors.New("given up")

// A refusal is made of what the desk has to say.
type refusal struct {
	number int
	why    string
}

func (r *refusal) Error() string { return fmt.Sprintf("%d: %s", r.number, r.why) }

type desk interface {
	Ask(name string) (string, error)
}

func visit(d desk, name string) (string, error) {
	said, err := d.Ask(name)
	switch {
	case err != nil:
		return "", &refusal{number: http.StatusServiceUnavailable, why: err.Error()}
	case said == "who?":
		return "", &refusal{number: http.StatusNotFound, why: said}
	case said == "what?":
		return "", &refusal{number: http.StatusBadRequest, why: said}
	}
	return said, nil
}

func all(d desk, name string) (string, error) {
	for n := range 4 {
		said, err := visit(d, name)
		if err == nil {
			return said, nil
		}
		var r *refusal
		if !errors.As(err, &r) || r.number < 400 { // want `retries 400`
			return "", err
		}
		time.Sleep(time.Second << n)
	}
	return "", errGivenUp
}

// What can pass goes round.
func some(d desk, name string) (string, error) {
	for n := range 4 {
		said, err := visit(d, name)
		if err == nil {
			return said, nil
		}
		var r *refusal
		if !errors.As(err, &r) || r.number < 500 {
			return "", err
		}
		time.Sleep(time.Second << n)
	}
	return "", errGivenUp
}

// A fault has numbers of its own, though one of them has a name elsewhere.
type fault struct{ number int }

func (f *fault) Error() string { return fmt.Sprint("fault ", f.number) }

func look(d desk, name string) (string, error) {
	said, err := d.Ask(name)
	switch {
	case err != nil:
		return "", &fault{number: 12}
	case said == "":
		return "", &fault{number: http.StatusBadRequest}
	}
	return said, nil
}

func faults(d desk, name string) (string, error) {
	for n := range 4 {
		said, err := look(d, name)
		if err == nil {
			return said, nil
		}
		var f *fault
		if !errors.As(err, &f) || f.number < 400 {
			return "", err
		}
		time.Sleep(time.Second << n)
	}
	return "", errGivenUp
}

// Numbers without a name may be of anything.
type count struct{ number int }

func (c *count) Error() string { return fmt.Sprint("count ", c.number) }

func tally(d desk, name string) (string, error) {
	said, err := d.Ask(name)
	if err != nil {
		return "", &count{number: 410}
	}
	return said, nil
}

func counts(d desk, name string) (string, error) {
	for n := range 4 {
		said, err := tally(d, name)
		if err == nil {
			return said, nil
		}
		var c *count
		if !errors.As(err, &c) || c.number < 400 {
			return "", err
		}
		time.Sleep(time.Second << n)
	}
	return "", errGivenUp
}
