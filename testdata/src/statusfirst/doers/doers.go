// Package doers sends by interfaces that http.Client implements.
package doers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type doer interface {
	Do(req *http.Request) (*http.Response, error)
}

type Thing struct {
	Name string `json:"name"`
}

func decode(resp *http.Response) (*Thing, error) {
	defer resp.Body.Close()
	var t Thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil { // want `decoded and returned`
		return nil, err
	}
	return &t, nil
}

// BAD: nothing but a client of net/http is put into it.
type plain struct{ hc doer }

func newPlain() *plain { return &plain{hc: &http.Client{Timeout: time.Minute}} }

func newShared() *plain { return &plain{http.DefaultClient} }

func NewWith(hc *http.Client) *plain { return &plain{hc: hc} }

func (p *plain) get(req *http.Request) (*Thing, error) {
	resp, err := p.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// GOOD: others give it.
type given struct{ hc doer }

func New(hc doer) *given {
	if hc == nil {
		hc = http.DefaultClient
	}
	return &given{hc: hc}
}

func (g *given) get(req *http.Request) (*Thing, error) {
	resp, err := g.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t Thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: others can set it.
type Open struct{ Client doer }

func NewOpen() *Open { return &Open{Client: http.DefaultClient} }

func (o *Open) get(req *http.Request) (*Thing, error) {
	resp, err := o.Client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t Thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: what is put into it makes errors of refusals.
type strict struct{ *http.Client }

func (s strict) Do(req *http.Request) (*http.Response, error) {
	resp, err := s.Client.Do(req)
	if err == nil && resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, fmt.Errorf("refused: %s", resp.Status)
	}
	return resp, err
}

type wrapped struct{ hc doer }

func newWrapped() *wrapped { return &wrapped{hc: strict{http.DefaultClient}} }

func (w *wrapped) get(req *http.Request) (*Thing, error) {
	resp, err := w.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t Thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: nobody knows where it is from.
type unknown struct{ hc doer }

func (u *unknown) get(req *http.Request) (*Thing, error) {
	resp, err := u.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t Thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: the status is looked at.
func (p *plain) checked(req *http.Request) (*Thing, error) {
	resp, err := p.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s", resp.Status)
	}
	var t Thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}
