// Package tuned gives a helper options that decide what is tried again, or none that do.
package tuned

import (
	"errors"
	"fmt"
	"net/http"

	"example.com/tuned"
)

type refused struct{ status int }

func (r *refused) Error() string { return fmt.Sprint(r.status) }

func get() error {
	resp, err := http.Get("https://example.org/")
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refused{resp.StatusCode}
	}
	return nil
}

func passing(err error) bool {
	var r *refused
	return errors.As(err, &r) && r.status >= 500
}

func badBare() error { return tuned.Try(get) } // want `retries 400, 401 and 403`

func badMost() error { return tuned.Try(get, tuned.Most(7)) } // want `retries 400, 401 and 403`

func badTuned() error { return tuned.Tuned(get) } // want `retries 400, 401 and 403`

func fetch() error {
	resp, err := http.Get("https://example.org/all")
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refused{resp.StatusCode}
	}
	return nil
}

func goodIf() error { return tuned.Try(fetch, tuned.If(passing)) }

func goodBoth() error { return tuned.Try(fetch, tuned.Most(7), tuned.If(passing)) }

func goodGiven(opts ...tuned.Option) error { return tuned.Try(fetch, opts...) }

func goodOnly() error { return tuned.Tuned(fetch, tuned.Only(passing)) }

func goodTuners(t []tuned.Tuner) error { return tuned.Tuned(fetch, t...) }
