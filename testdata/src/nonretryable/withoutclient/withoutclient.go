// Package withoutclient imports no client: it has the policy of those that do, and asks a backend that is somebody else's.
package withoutclient

import (
	"errors"
	"fmt"
	"time"
)

// ShouldRetry is asked by every client of the program.
func ShouldRetry(statusCode int) bool {
	switch statusCode {
	case 400, 401, 429, 500, 502, 503: // want `ShouldRetry is true for 400 and 401`
		return true
	}
	return false
}

// Overloaded is true for what time mends.
func Overloaded(statusCode int) bool {
	switch statusCode {
	case 408, 429, 500, 502, 503, 504:
		return true
	}
	return false
}

var retryStatuses = map[int]bool{400: true, 429: true, 503: true} // want `retryStatuses lists 400`

var retryLater = map[int]bool{429: true, 503: true}

// A Refused is what a backend answers.
type Refused struct{ Status int }

func (r *Refused) Error() string { return fmt.Sprint("refused: ", r.Status) }

// A Backend sends requests.
type Backend interface {
	Call(name string) error
}

// The error of the backend carries the status, and every one is tried again.
func badLoop(b Backend, name string) error {
	var last error
	for n := range 5 {
		err := b.Call(name)
		if err == nil {
			return nil
		}
		var r *Refused
		if errors.As(err, &r) && r.Status >= 400 { // want `retries 400, 401 and 403`
			last = err
			time.Sleep(time.Second << n)
			continue
		}
		return err
	}
	return last
}

func goodLoop(b Backend, name string) error {
	var last error
	for n := range 5 {
		err := b.Call(name)
		var r *Refused
		if !errors.As(err, &r) || r.Status != 429 && r.Status < 500 {
			return err
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return last
}

var _, _ = retryStatuses, retryLater
