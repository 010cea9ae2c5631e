// Package rekeyed sends again after a refusal with what was set since, under names that say nothing of it.
package rekeyed

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync/atomic"
	"time"
)

var errOut = errors.New("out")

type desk struct {
	hc   *http.Client
	a    struct{ B string }
	c    string
	d    atomic.Pointer[string]
	ask  func(context.Context) (string, error)
	fill func() error
	n    int
	note string
}

var box string

func (d *desk) get(u, by string) (int, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", by)
	resp, err := d.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (d *desk) take() error {
	resp, err := d.hc.Post("https://desk.example/new", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.a)
}

func (d *desk) whole(u string) error {
	for n := range 3 {
		code, err := d.get(u, d.a.B)
		if err != nil || code != http.StatusUnauthorized {
			return err
		}
		if err := d.take(); err != nil {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errOut
}

func (d *desk) inPackage(u string) error {
	for n := range 3 {
		code, err := d.get(u, box)
		if err != nil || code != http.StatusUnauthorized {
			return err
		}
		if box, err = d.ask(context.Background()); err != nil {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errOut
}

func (d *desk) set() (err error) {
	box, err = d.ask(context.Background())
	return err
}

func (d *desk) inPackageBySet(u string) error {
	for n := range 3 {
		code, err := d.get(u, box)
		if err != nil || code != http.StatusUnauthorized {
			return err
		}
		if err := d.set(); err != nil {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errOut
}

func (d *desk) inAddress(u string) error {
	for n := range 3 {
		resp, err := d.hc.Get(u + "?access_token=" + box)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized {
			return nil
		}
		if err := d.set(); err != nil {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errOut
}

func (d *desk) stored(ctx context.Context, u string) error {
	for n := range 3 {
		by := ""
		if p := d.d.Load(); p != nil {
			by = *p
		}
		code, err := d.get(u, by)
		if err != nil || code != http.StatusUnauthorized {
			return err
		}
		s, err := d.ask(ctx)
		if err != nil {
			return err
		}
		d.d.Store(&s)
		time.Sleep(time.Second << n)
	}
	return errOut
}

func (d *desk) mend() error {
	if d.fill == nil {
		return errOut
	}
	return d.fill()
}

func (d *desk) putIn(u string) error {
	for n := range 3 {
		code, err := d.get(u, d.c)
		if err != nil || code != http.StatusUnauthorized {
			return err
		}
		if err := d.mend(); err != nil {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errOut
}

// What is set has nothing to do with it.

func (d *desk) count() { d.n++ }

func (d *desk) counted(u string) error {
	for n := range 3 {
		code, err := d.get(u, d.c)
		if err != nil || code != http.StatusUnauthorized { // want `retries 401`
			return err
		}
		d.count()
		time.Sleep(time.Second << n)
	}
	return errOut
}

func (d *desk) noted(u string) error {
	for n := range 3 {
		code, err := d.get(u, d.c)
		if err != nil || code != http.StatusUnauthorized { // want `retries 401`
			return err
		}
		d.note = "refused"
		time.Sleep(time.Second << n)
	}
	return errOut
}

// Nor does it help with what is no matter of who asks.
func (d *desk) malformed(u string) error {
	for n := range 3 {
		code, err := d.get(u, d.a.B)
		if err != nil || code != http.StatusBadRequest { // want `retries 400`
			return err
		}
		d.count()
		time.Sleep(time.Second << n)
	}
	return errOut
}

var _ = []any{(*desk).whole, (*desk).inPackage, (*desk).inPackageBySet, (*desk).inAddress, (*desk).stored, (*desk).putIn, (*desk).counted, (*desk).noted, (*desk).malformed}
