// Package held asks a keeper for the credentials of each attempt.
package held

import (
	"net/http"
	"time"

	"example.com/wallet"
)

type till struct {
	c      *http.Client
	wallet *wallet.Wallet
}

func (t *till) request(u, card string) (*http.Request, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", card)
	return req, nil
}

// all shows the same cards each time.
func (t *till) all(u string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		req, err := t.request(u, t.wallet.All())
		if err != nil {
			return nil, err
		}
		resp, err := t.c.Do(req)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (t *till) first(u string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		req, err := t.request(u, t.wallet.First())
		if err != nil {
			return nil, err
		}
		resp, err := t.c.Do(req)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp, nil
		}
		time.Sleep(d)
	}
}

// turn shows another card each time.
func (t *till) turn(u string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		req, err := t.request(u, t.wallet.Turn())
		if err != nil {
			return nil, err
		}
		resp, err := t.c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

// now shows a card that others choose meanwhile.
func (t *till) now(u string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		req, err := t.request(u, t.wallet.Now())
		if err != nil {
			return nil, err
		}
		resp, err := t.c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (t *till) mixed(u string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		req, err := t.request(u, t.wallet.Mixed())
		if err != nil {
			return nil, err
		}
		resp, err := t.c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (t *till) spare(u string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		req, err := t.request(u, t.wallet.Spare())
		if err != nil {
			return nil, err
		}
		resp, err := t.c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}
