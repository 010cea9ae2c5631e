// Package retriers asks an object whether there is another try.
package retriers

import (
	"errors"
	"net/http"
	"time"
)

// A Retrier counts.
type Retrier struct{ left int }

// Next waits and reports whether there is another try.
func (r *Retrier) Next() bool {
	if r.left--; r.left < 0 {
		return false
	}
	time.Sleep(time.Second)
	return true
}

func dropped(u string) (*http.Response, error) {
	r := &Retrier{left: 5}
	for {
		resp, err := http.Get(u)
		if err != nil {
			r.Next() // want `the result of Next is dropped, so nothing ends the retries; leave the loop when it is false`
			continue
		}
		return resp, nil
	}
}

// From here on all is well.

func asked(u string) (*http.Response, error) {
	r := &Retrier{left: 5}
	for {
		resp, err := http.Get(u)
		if err != nil {
			if !r.Next() {
				return nil, err
			}
			continue
		}
		return resp, nil
	}
}

func loop(u string) (*http.Response, error) {
	for r := (&Retrier{left: 5}); r.Next(); {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

func shared(u string, r *Retrier) (*http.Response, error) {
	for r.Next() {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}
