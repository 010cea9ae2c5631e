// Package samehelper has one helper for all that is tried again, which is given what uses it, too.
package samehelper

import (
	"errors"
	"net/http"
	"time"
)

type door struct {
	hc *http.Client
	at string
}

var errShut = errors.New("shut")

func (d *door) knock(name string) error {
	resp, err := d.hc.Get(d.at + name)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errShut
	}
	return nil
}

func insist(n int, f func() error) (err error) {
	for k := 0; k < n; k++ {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return err
}

func (d *door) open(name string) error {
	return insist(3, func() error { return d.knock(name) })
}

func (d *door) badTwice(name string) error {
	return insist(4, func() error { // want `retries inside retries`
		return d.open(name)
	})
}

func (d *door) badInOne(name string) error {
	return insist(3, func() error { // want `up to 3 x 3 = 9 requests: retries inside retries`
		return insist(3, func() error {
			return d.knock(name)
		})
	})
}

type porch struct{ door }

func (p *porch) ring() error { return p.knock("bell") }

func (p *porch) inner() error { return insist(3, p.ring) }

func (p *porch) badMethods() error {
	return insist(5, p.inner) // want `retries inside retries`
}

// From here on all is well.

func (p *porch) goodMethod() error { return insist(5, p.ring) }

func (d *door) goodInTurn(a, b string) error {
	if err := d.open(a); err != nil {
		return err
	}
	return insist(3, func() error { return d.knock(b) })
}

func (d *door) goodSingle(name string) error {
	return insist(3, func() error {
		return insist(1, func() error { return d.knock(name) })
	})
}

// Each of the names is another request.
func (d *door) goodEach(names []string) (err error) {
	for _, n := range names {
		err = errors.Join(err, d.open(n))
	}
	return err
}

// The failure of the inner one is none of the outer one.
func (d *door) goodSwallowed(name string) error {
	return insist(3, func() error {
		_ = d.open(name + "/bell")
		return d.knock(name)
	})
}

// It goes round by itself, with the same.
func persist(n int, f func() error) error {
	err := f()
	if err == nil || n == 0 {
		return err
	}
	time.Sleep(time.Second << n)
	return persist(n-1, f)
}

func (d *door) goodPersist(name string) error {
	return persist(3, func() error { return d.knock(name) })
}

var _, _, _, _ = (*door).badTwice, (*door).badInOne, (*door).goodInTurn, (*door).goodSingle
var _, _, _ = (*door).goodEach, (*door).goodSwallowed, (*door).goodPersist

var _, _ = (*porch).badMethods, (*porch).goodMethod
