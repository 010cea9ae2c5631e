// Package methods tries again what has no body, by the method.
package methods

import "net/http"

// A reader tries again what reads.
type reader struct{ base http.RoundTripper }

func (t *reader) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(r)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return resp, err
	}
	for n := 0; n < 2 && err != nil; n++ {
		resp, err = t.base.RoundTrip(r)
	}
	return resp, err
}

type chooser struct{ base http.RoundTripper }

func (t *chooser) RoundTrip(r *http.Request) (*http.Response, error) {
	switch r.Method {
	case "GET", "HEAD", "OPTIONS":
		for n := 0; ; n++ {
			resp, err := t.base.RoundTrip(r)
			if err == nil || n == 3 {
				return resp, err
			}
		}
	}
	return t.base.RoundTrip(r)
}

type namer struct{ base http.RoundTripper }

func (t *namer) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(r)
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if reads && err != nil {
		return t.base.RoundTrip(r)
	}
	return resp, err
}

type counter struct{ base http.RoundTripper }

func (t *counter) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	left := 1
	if r.Method == http.MethodHead || r.Method == http.MethodGet {
		left = 4
	}
	for ; left > 0; left-- {
		if resp, err = t.base.RoundTrip(r); err == nil {
			break
		}
	}
	return resp, err
}

type refuser struct{ base http.RoundTripper }

func (t *refuser) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(r)
	if err != nil && !(r.Method == "GET" || r.Method == "OPTIONS") {
		return nil, err
	}
	if err != nil {
		resp, err = t.base.RoundTrip(r)
	}
	return resp, err
}

// One that asks for something else than the method knows nothing of a body.
type hoster struct{ base http.RoundTripper }

func (t *hoster) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(r)
	if r.URL.Host != "GET" && r.URL.Host != "HEAD" {
		return resp, err
	}
	if err != nil {
		resp, err = t.base.RoundTrip(r) // want `the body of r was read by the first attempt \(sent at line 78\), so this one sends none`
	}
	return resp, err
}

// Nor does one that asks for the method of another request.
type follower struct {
	base http.RoundTripper
	last *http.Request
}

func (t *follower) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(r)
	if t.last.Method != "GET" && t.last.Method != "HEAD" {
		return resp, err
	}
	if err != nil {
		resp, err = t.base.RoundTrip(r) // want `the body of r was read by the first attempt \(sent at line 95\), so this one sends none`
	}
	return resp, err
}
