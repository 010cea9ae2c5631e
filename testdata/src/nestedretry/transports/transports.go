// Package transports goes round clients whose transport tries again: one of the package itself, or one of another package of the program.
package transports

import (
	"errors"
	"net/http"
	"time"

	"example.com/stubborn"
)

var errGivenUp = errors.New("gave up")

func failed(resp *http.Response, err error) bool { return err != nil || resp.StatusCode > 499 }

type patient struct{ next http.RoundTripper }

func (p patient) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	if req.Body != nil {
		return p.next.RoundTrip(req)
	}
	for n := range 3 {
		if resp, err = p.next.RoundTrip(req); !failed(resp, err) {
			break
		}
		if err == nil && n < 2 {
			resp.Body.Close()
		}
	}
	return resp, err
}

// once adds a header.
type once struct{ next http.RoundTripper }

func (o once) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("X-Once", "1")
	return o.next.RoundTrip(req)
}

func newPatient() http.RoundTripper { return patient{http.DefaultTransport} }

type desk struct {
	own   *http.Client
	made  *http.Client
	later *http.Client
	other *http.Client
	plain *http.Client
	named *http.Client
	bare  *http.Client
	given *http.Client
}

func open(given *http.Client) *desk {
	d := &desk{
		own:   &http.Client{Transport: patient{http.DefaultTransport}, Timeout: time.Minute},
		made:  &http.Client{Transport: newPatient(), Timeout: time.Minute},
		other: &http.Client{Transport: stubborn.New(http.DefaultTransport), Timeout: time.Minute},
		plain: &http.Client{Transport: once{http.DefaultTransport}, Timeout: time.Minute},
		named: &http.Client{Transport: &stubborn.Named{Name: "desk"}, Timeout: time.Minute},
		bare:  &http.Client{Timeout: time.Minute},
		given: given,
	}
	d.later = &http.Client{Timeout: time.Minute}
	d.later.Transport = patient{http.DefaultTransport}
	return d
}

func (d *desk) badOwn(u string) error {
	for n := range 4 { // want `up to 4 x 3 = 12 requests: retries inside retries \(inner at line 22\)`
		resp, err := d.own.Get(u)
		if err == nil {
			resp.Body.Close()
		}
		if !failed(resp, err) {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (d *desk) badMade(u string) error {
	for n := range 4 { // want `up to 4 x 3 = 12 requests: retries inside retries \(inner at line 22\)`
		resp, err := d.made.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (d *desk) badLater(u string) error {
	for n := range 4 { // want `up to 4 x 3 = 12 requests: retries inside retries \(inner at line 22\)`
		resp, err := d.later.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (d *desk) badOther(u string) error {
	for n := range 4 { // want `each of these 4 attempts is several requests \(d.other.Get, line 108, retries by itself\)`
		resp, err := d.other.Get(u)
		if err == nil {
			resp.Body.Close()
		}
		if !failed(resp, err) {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// goodBusy goes round after another answer than the transport.
func (d *desk) goodBusy(u string) error {
	for n := range 4 {
		resp, err := d.own.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (d *desk) goodPlain(u string) error {
	for n := range 4 {
		resp, err := d.plain.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (d *desk) goodNamed(u string) error {
	for n := range 4 {
		resp, err := d.named.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (d *desk) goodBare(u string) error {
	for n := range 4 {
		resp, err := d.bare.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// goodGiven is somebody else's, who may have any transport.
func (d *desk) goodGiven(u string) error {
	for n := range 4 {
		resp, err := d.given.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// goodOnce asks once by the one that tries again.
func (d *desk) goodOnce(u string) error {
	resp, err := d.own.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
