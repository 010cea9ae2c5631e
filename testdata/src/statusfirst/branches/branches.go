// Package branches has answers in the branches of conditions, and in literals that are called where they stand.
package branches

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

var errRefused = errors.New("refused")

type item struct{ ID string }

type page struct {
	Items []item
	Next  string
}

func bad(hc *http.Client, u string, b []byte) error {
	resp, err := hc.Post(u, "application/json", bytes.NewReader(b)) // want `nothing checks the status of this answer`
	if !(err != nil) {
		defer resp.Body.Close()
		return nil
	} else {
		return err
	}
}

func badEqual(hc *http.Client, u string, b []byte) error {
	resp, err := hc.Post(u, "application/json", bytes.NewReader(b)) // want `nothing checks the status of this answer`
	if nil == err {
		return resp.Body.Close()
	} else {
		return err
	}
}

func badLiteral(hc *http.Client, u string, b []byte) error {
	post := func() (*http.Response, error) {
		return hc.Post(u, "application/json", bytes.NewReader(b))
	}
	resp, err := post() // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func badHere(hc *http.Client, u string) (*item, error) {
	resp, err := func() (*http.Response, error) {
		req, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		return hc.Do(req)
	}()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var it item
	if err := json.NewDecoder(resp.Body).Decode(&it); err != nil { // want `decoded and returned whatever its status`
		return nil, err
	}
	return &it, nil
}

// The literal asks itself.
func goodLiteral(hc *http.Client, u string) (*item, error) {
	get := func() (*http.Response, error) {
		resp, err := hc.Get(u)
		if err == nil && resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, errRefused
		}
		return resp, err
	}
	resp, err := get()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var it item
	return &it, json.NewDecoder(resp.Body).Decode(&it)
}

// Somebody else may be given the literal, and wrap it.
func goodGiven(hc *http.Client, u string, wrap func(func() (*http.Response, error)) func() (*http.Response, error)) (*item, error) {
	get := func() (*http.Response, error) { return hc.Get(u) }
	get = wrap(get)
	resp, err := get()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var it item
	return &it, json.NewDecoder(resp.Body).Decode(&it)
}

// No error is told of a failure either way: the request is sent for what it does.
func goodSwallowed(hc *http.Client, u string, b []byte) error {
	resp, err := hc.Post(u, "application/json", bytes.NewReader(b))
	if !(err == nil) {
		return nil
	} else {
		resp.Body.Close()
		return nil
	}
}

func goodAsked(hc *http.Client, u string, b []byte) error {
	resp, err := hc.Post(u, "application/json", bytes.NewReader(b))
	if err == nil {
		defer resp.Body.Close()
		if resp.StatusCode < 300 {
			return nil
		} else {
			return errRefused
		}
	} else {
		return err
	}
}

// Pages are asked for until there is no next one.
func badPages(hc *http.Client, u string) (all []item, err error) {
	for {
		if !(u != "") {
			break
		}
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		var p page
		err = json.NewDecoder(resp.Body).Decode(&p) // want `decoded and returned whatever its status`
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, p.Items...)
		u = p.Next
	}
	return all, nil
}

// It is asked for until it is there, and an error page has none.
func goodAwaited(hc *http.Client, u string) (string, error) {
	var it item
	for {
		if it.ID != "" {
			break
		}
		resp, err := hc.Get(u)
		if err != nil {
			return "", err
		}
		err = json.NewDecoder(resp.Body).Decode(&it)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
	}
	return it.ID, nil
}

// A transport that refuses what it cannot send, and hands on every answer.
type strict struct{ next http.RoundTripper }

func (s *strict) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body == nil || req.GetBody != nil {
		resp, err := s.next.RoundTrip(req)
		if err == nil && resp.StatusCode == http.StatusUnauthorized {
			io.Copy(io.Discard, resp.Body)
		}
		return resp, err
	} else {
		return nil, errors.New("the body cannot be read again")
	}
}
