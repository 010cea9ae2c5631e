// Package addresses reads what it asks for through pointers: two fields of one object are two places.
package addresses

import (
	"errors"
	"net/http"
)

var errNone = errors.New("no answer")

type mirrors struct {
	primary, backup string
	main, spare     struct{ host string }
	client          *http.Client
}

func (m *mirrors) goodFields() (*http.Response, error) {
	u := &m.primary
	for range 2 {
		resp, err := m.client.Get(*u)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		u = &m.backup
	}
	return nil, errNone
}

func (m *mirrors) goodNested() (*http.Response, error) {
	at := &m.main
	for range 2 {
		resp, err := m.client.Get("https://" + at.host)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		at = &m.spare
	}
	return nil, errNone
}

func (m *mirrors) get(u *string) (*http.Response, error) { return m.client.Get(*u) }

func (m *mirrors) goodHelper() (*http.Response, error) {
	u := &m.primary
	for {
		resp, err := m.get(u)
		if err == nil && resp.StatusCode == http.StatusOK || u == &m.backup {
			return resp, err
		}
		u = &m.backup
	}
}

func (m *mirrors) badSame() (*http.Response, error) {
	u := &m.primary
	for range 2 {
		resp, err := m.client.Get(*u)
		if err == nil && resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return resp, nil
		}
	}
	return nil, errNone
}

// What is read through the address is what a selection reads.
func (m *mirrors) badBoth() (*http.Response, error) {
	again := m.primary
	u := &m.primary
	for range 2 {
		resp, err := m.client.Get(*u)
		if err == nil && resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return resp, nil
		}
		u = &again
	}
	return nil, errNone
}

// The status behind an address is the status.
func (m *mirrors) goodStatus() (*http.Response, error) {
	for range 2 {
		resp, err := m.client.Get(m.primary)
		if err != nil {
			return nil, err
		}
		code := &resp.StatusCode
		if *code < 500 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errNone
}
