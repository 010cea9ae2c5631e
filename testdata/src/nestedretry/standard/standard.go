// Package standard sends by clients of net/http whose transport tries again by itself, and goes round them.
package standard

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

var errGivenUp = errors.New("gave up")

type board struct {
	hc    *http.Client // tries again
	once  *http.Client // is told not to
	plain *http.Client // of another client, which the first one sends by
	own   *http.Client // made around such a transport
	other *http.Client // is given another transport
	Open  *http.Client // is set by whoever likes
	lent  *http.Client
}

func quiet(c *http.Client) { c.Timeout = time.Second }

func open() *board {
	c := retryablehttp.NewClient()
	c.RetryMax = 2
	off := retryablehttp.NewClient()
	off.RetryMax = 0
	b := &board{hc: c.StandardClient(), once: off.StandardClient(), plain: c.HTTPClient, Open: c.StandardClient()}
	b.hc.Timeout = 10 * time.Second
	b.own = &http.Client{Timeout: time.Minute, Transport: &retryablehttp.RoundTripper{Client: retryablehttp.NewClient()}}
	b.other = retryablehttp.NewClient().StandardClient()
	b.other.Transport = http.DefaultTransport
	b.lent = retryablehttp.NewClient().StandardClient()
	quiet(b.lent)
	return b
}

func (b *board) badField(u string) error {
	for n := 0; n < 4; n++ { // want `up to 4 x 3 = 12 requests: retries inside retries \(b.hc.Get, line 44, retries by itself\)`
		resp, err := b.hc.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func fetch() *http.Client { return retryablehttp.NewClient().StandardClient() }

func badCall(req *http.Request) (*http.Response, error) {
	hc := fetch()
	for n := 0; n < 4; n++ { // want `up to 4 x 5 = 20 requests`
		resp, err := hc.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
	return nil, errGivenUp
}

func (b *board) badTransport(u string) error {
	for n := 0; n < 4; n++ { // want `up to 4 x 5 = 20 requests`
		resp, err := b.own.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

type desk struct{ often, never *resty.Client }

func newDesk() *desk {
	return &desk{often: resty.New().SetRetryWaitTime(time.Second).SetRetryCount(3), never: resty.New()}
}

func (d *desk) badChain(u string) error {
	for range 4 { // want `up to 4 x 4 = 16 requests`
		if _, err := d.often.R().Get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// From here on all is well.

func (d *desk) goodChain(u string) error {
	for range 4 {
		if _, err := d.never.R().Get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func (b *board) goodOnce(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := b.once.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// What a client that tries again sends by does not.
func (b *board) goodBelow(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := b.plain.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (b *board) goodReplaced(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := b.other.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (b *board) goodExported(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := b.Open.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// A function is given it: nobody knows what else becomes of it.
func (b *board) goodLent(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := b.lent.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func goodPlain(u string) error {
	hc := &http.Client{Timeout: time.Second}
	for n := 0; n < 4; n++ {
		resp, err := hc.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

var _, _, _, _, _, _ = open, newDesk, (*board).badField, badCall, (*board).badTransport, (*desk).badChain
var _, _, _, _, _, _, _ = (*desk).goodChain, (*board).goodOnce, (*board).goodBelow, (*board).goodReplaced, (*board).goodExported, (*board).goodLent, goodPlain
