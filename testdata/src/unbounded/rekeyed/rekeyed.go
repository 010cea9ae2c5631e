// Package rekeyed renews what requests are signed with, under names that say nothing of it: what is set is where they have it from.
package rekeyed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
)

var errOut = errors.New("out")

type desk struct {
	hc   *http.Client
	a    struct{ B string }
	c    string
	d    atomic.Pointer[string]
	ask  func(context.Context) (string, error)
	fill func() error
	f    string
}

var box string

func (d *desk) take() error {
	resp, err := d.hc.Post("https://desk.example/new", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.a)
}

// A struct is decoded into as a whole.
func (d *desk) whole(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", d.a.B)
	resp, err := d.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := d.take(); err != nil {
			return nil, err
		}
		return d.whole(u) // want `calls itself again for every 401`
	}
	return resp, nil
}

// What is set is asked for before it is.
func (d *desk) stored(ctx context.Context, u string) (*http.Response, error) {
	for {
		req, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		if p := d.d.Load(); p != nil {
			req.Header.Set("Authorization", *p)
		}
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusUnauthorized { // want `renews and sends again for every 401`
			return resp, nil
		}
		resp.Body.Close()
		s, err := d.ask(ctx)
		if err != nil {
			return nil, err
		}
		d.d.Store(&s)
	}
}

// A variable of the package, behind the name of a parameter.
func (d *desk) inAddress(u string) (*http.Response, error) {
	resp, err := d.hc.Get(u + "?access_token=" + box)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		s, err := d.ask(context.Background())
		if err != nil {
			return nil, err
		}
		box = s
		return d.inAddress(u) // want `calls itself again for every 401`
	}
	return resp, nil
}

func (d *desk) formatted(u string) (*http.Response, error) {
	resp, err := d.hc.Get(fmt.Sprintf("%s?id=%d&access_token=%s", u, 7, d.c))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if d.c, err = d.ask(context.Background()); err != nil {
			return nil, err
		}
		return d.formatted(u) // want `calls itself again for every 401`
	}
	return resp, nil
}

func (d *desk) inQuery(u string) (*http.Response, error) {
	q := url.Values{}
	q.Set("access_token", d.f)
	resp, err := d.hc.Get(u + "?" + q.Encode())
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if d.f, err = d.ask(context.Background()); err != nil {
			return nil, err
		}
		return d.inQuery(u) // want `calls itself again for every 401`
	}
	return resp, nil
}

func (d *desk) mend() error {
	if d.fill == nil {
		return errOut
	}
	return d.fill()
}

// Whoever made the desk renews it.
func (d *desk) putIn(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", d.c)
	resp, err := d.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && d.fill != nil {
		resp.Body.Close()
		if err := d.mend(); err != nil {
			return nil, err
		}
		return d.putIn(u) // want `calls itself again for every 401`
	}
	return resp, nil
}

// From here on all is well: once is enough.

func (d *desk) wholeOnce(u string, again bool) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", d.a.B)
	resp, err := d.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && again {
		resp.Body.Close()
		if err := d.take(); err != nil {
			return nil, err
		}
		return d.wholeOnce(u, false)
	}
	return resp, nil
}

func (d *desk) storedTwice(ctx context.Context, u string) (*http.Response, error) {
	for range 2 {
		req, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		if p := d.d.Load(); p != nil {
			req.Header.Set("Authorization", *p)
		}
		resp, err := d.hc.Do(req)
		if err != nil || resp.StatusCode != http.StatusUnauthorized {
			return resp, err
		}
		resp.Body.Close()
		s, err := d.ask(ctx)
		if err != nil {
			return nil, err
		}
		d.d.Store(&s)
	}
	return nil, errOut
}

func (d *desk) inAddressOnce(u string, again bool) (*http.Response, error) {
	resp, err := d.hc.Get(u + "?access_token=" + box)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || !again {
		return resp, err
	}
	resp.Body.Close()
	if box, err = d.ask(context.Background()); err != nil {
		return nil, err
	}
	return d.inAddressOnce(u, false)
}

func (d *desk) formattedOnce(u string, again bool) (*http.Response, error) {
	resp, err := d.hc.Get(fmt.Sprintf("%s?id=%d&access_token=%s", u, 7, d.c))
	if err != nil || resp.StatusCode != http.StatusUnauthorized || !again {
		return resp, err
	}
	resp.Body.Close()
	if d.c, err = d.ask(context.Background()); err != nil {
		return nil, err
	}
	return d.formattedOnce(u, false)
}

func (d *desk) putInOnce(u string, again bool) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", d.c)
	resp, err := d.hc.Do(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || !again {
		return resp, err
	}
	resp.Body.Close()
	if err := d.mend(); err != nil {
		return nil, err
	}
	return d.putInOnce(u, false)
}

// A page is no credential, and comes to an end.
func (d *desk) pages(u, page string) (*http.Response, error) {
	resp, err := d.hc.Get(u + "?page_token=" + page)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	if page, err = d.ask(context.Background()); err != nil {
		return nil, err
	}
	return d.pages(u, page)
}

var _ = []any{(*desk).whole, (*desk).stored, (*desk).inAddress, (*desk).formatted, (*desk).inQuery, (*desk).putIn, (*desk).wholeOnce, (*desk).storedTwice,
	(*desk).inAddressOnce, (*desk).formattedOnce, (*desk).putInOnce, (*desk).pages}
