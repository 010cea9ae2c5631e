// Package handedon hands functions and methods, by whatever name, to what calls them again.
package handedon

import (
	"errors"
	"net/http"
	"time"

	"example.com/patience"
	"github.com/cenkalti/backoff/v4"
)

type client struct {
	hc  *http.Client
	url string
}

// insist goes round for several, whose refusals are not all the same, so that each is told its own.
func insist(try func() error) (err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(d)
	}
	return err
}

func (c *client) all() error {
	resp, err := c.hc.Get(c.url + "/all")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badMethod() error { return insist(c.all) } // want `retries 400, 401 and 403`

func (c *client) some() error {
	resp, err := c.hc.Get(c.url + "/some")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) goodMethod() error { return insist(c.some) }
func (c *client) goodLibraryMethod() error {
	return backoff.Retry(c.some, backoff.NewExponentialBackOff())
}
func (c *client) goodHelperMethod() error { return (&patience.Runner{Rounds: 3}).Run(c.some) }

func (c *client) library() error {
	resp, err := c.hc.Get(c.url + "/library")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badLibraryMethod() error {
	return backoff.Retry(c.library, backoff.NewExponentialBackOff())
}

var address = "https://example.com/"

func fetch() error {
	resp, err := http.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 && resp.StatusCode != http.StatusGone {
		return errors.New(resp.Status)
	}
	return nil
}

func badFunction() error { return insist(fetch) } // want `retries 400, 401 and 403`

func (c *client) variable() error {
	resp, err := c.hc.Get(c.url + "/variable")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 && resp.StatusCode != http.StatusConflict {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badVariable() error {
	try := c.variable
	return insist(try) // want `retries 400, 401 and 403`
}

type job struct {
	run   func() error
	check func() error
}

func field() error {
	resp, err := http.Get(address + "field")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
		return errors.New(resp.Status)
	}
	return nil
}

func newJob() *job { return &job{run: field} }

func (j *job) badField() error { return backoff.Retry(j.run, backoff.NewExponentialBackOff()) }

func other() error {
	resp, err := http.Get(address + "other")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func none() error { return nil }

func checked(quiet bool) *job {
	j := &job{check: other}
	if quiet {
		j.check = none
	}
	return j
}

func (j *job) goodFieldSetTwice() error {
	return backoff.Retry(j.check, backoff.NewExponentialBackOff())
}

func global() error {
	resp, err := http.Get(address + "global")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 && resp.StatusCode != http.StatusNotFound {
		return errors.New(resp.Status)
	}
	return nil
}

var probe = global

func badGlobal() error { return insist(probe) } // want `retries 400, 401 and 403`

type source interface{ load() error }

type remote struct{ hc *http.Client }

func (r *remote) load() error {
	resp, err := r.hc.Get(address + "remote")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 && resp.StatusCode != http.StatusTeapot {
		return errors.New(resp.Status)
	}
	return nil
}

var _ source = (*remote)(nil)

func badInterface(s source) error { return insist(s.load) } // want `retries 400, 401 and 403`
