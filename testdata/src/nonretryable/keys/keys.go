// Package keys gets what its requests are signed by from functions and fields whose names say nothing of it.
package keys

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

type hub struct {
	hc    *http.Client
	base  string
	value string
	last  string
}

func (h *hub) shown() string { return "Bearer " + h.value }

func (h *hub) one() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, h.base, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", h.shown())
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
	var got struct{ Value string }
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		return err
	}
	h.value = got.Value
	return nil
}

func (h *hub) remember(s string) { h.last = s }

// The value that the header shows is another one.
func (h *hub) primed() (*http.Response, error) {
	for range 2 {
		resp, err := h.one()
		if err != nil || resp.StatusCode != http.StatusUnauthorized {
			return resp, err
		}
		resp.Body.Close()
		if err := h.prime(); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("refused")
}

// So it is here.
func (h *hub) inPlace(next func() string) (*http.Response, error) {
	for range 2 {
		resp, err := h.one()
		if err != nil || resp.StatusCode != http.StatusUnauthorized {
			return resp, err
		}
		resp.Body.Close()
		h.value = next()
	}
	return nil, errors.New("refused")
}

// What is remembered is shown nowhere.
func (h *hub) unchanged() (*http.Response, error) {
	for n := range 3 {
		resp, err := h.one()
		if err != nil || resp.StatusCode != http.StatusUnauthorized { // want `retries 401 \(sent at line 27\)`
			return resp, err
		}
		resp.Body.Close()
		h.remember(resp.Status)
		time.Sleep(time.Second << n)
	}
	return nil, errors.New("refused")
}

// Another body is sent the next time.
type form struct{ Kind string }

func (h *hub) plain(f *form) { f.Kind = "plain" }

func (h *hub) post(f *form) (*http.Response, error) {
	for range 2 {
		b, err := json.Marshal(f)
		if err != nil {
			return nil, err
		}
		resp, err := h.hc.Post(h.base, "", strings.NewReader(string(b)))
		if err != nil || resp.StatusCode != http.StatusBadRequest {
			return resp, err
		}
		resp.Body.Close()
		h.plain(f)
	}
	return nil, errors.New("refused")
}
