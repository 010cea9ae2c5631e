// Package keys gets what its requests are signed by from functions and fields whose names say nothing of it.
package keys

import (
	"errors"
	"net/http"
)

type hub struct {
	hc    *http.Client
	base  string
	value string
	last  string
}

func (h *hub) one() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, h.base, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", h.value)
	return h.hc.Do(req)
}

func (h *hub) prime() error {
	resp, err := h.hc.Post(h.base+"/prime", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	h.value = resp.Header.Get("X-Value")
	return nil
}

func (h *hub) endless() (*http.Response, error) {
	resp, err := h.one()
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	if err := h.prime(); err != nil {
		return nil, err
	}
	return h.endless() // want `calls itself again for every 401 \(sent at line 22\): if new credentials are refused as well, it never ends`
}

// It is primed once.
func (h *hub) once(primed bool) (*http.Response, error) {
	resp, err := h.one()
	if err != nil || resp.StatusCode != http.StatusUnauthorized || primed {
		return resp, err
	}
	resp.Body.Close()
	if err := h.prime(); err != nil {
		return nil, err
	}
	return h.once(true)
}

// It is primed first, and nothing is sent again.
func (h *hub) before() (*http.Response, error) {
	if err := h.prime(); err != nil {
		return nil, err
	}
	return h.one()
}
