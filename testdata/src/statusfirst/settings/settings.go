// Package settings sends with a method that a setting says, and reads through readers of other packages.
package settings

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/readers"
)

type hook struct {
	cfg struct{ Method, URL string }
	hc  http.Client
}

var client = &http.Client{Timeout: time.Minute}

// What has a content of its own is there to change something.
func (h *hook) notify(ctx context.Context, text []byte) error {
	req, err := http.NewRequestWithContext(ctx, h.cfg.Method, h.cfg.URL, bytes.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func (h *hook) say(text string) error {
	req, err := http.NewRequest(h.cfg.Method, h.cfg.URL, strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := client.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nothing is sent with it.
func (h *hook) call() error {
	req, err := http.NewRequest(h.cfg.Method, h.cfg.URL, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A query that is too long for an address changes nothing.
func (h *hook) search(query string) error {
	req, err := http.NewRequest("GET", h.cfg.URL, strings.NewReader(query))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Whatever the caller says.
func send(method, u string, text string) error {
	req, err := http.NewRequest(method, u, strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (h *hook) checked(text []byte) error {
	req, err := http.NewRequest(h.cfg.Method, h.cfg.URL, bytes.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

type tide struct {
	Height float64 `json:"height"`
	Place  string  `json:"place"`
}

// A reader around the body reads what the body has.
func tideAt(u string) (*tide, error) {
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := readers.Counted(resp.Body)
	var t tide
	if err := json.NewDecoder(r).Decode(&t); err != nil { // want `decoded and returned whatever its status`
		return nil, err
	}
	return &t, nil
}

func tideIn(u string) (*tide, error) {
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(readers.Counted(resp.Body))
	if err != nil {
		return nil, err
	}
	var t tide
	if err := json.Unmarshal(data, &t); err != nil { // want `decoded and returned whatever its status`
		return nil, err
	}
	return &t, nil
}

// One that may fail has looked at what comes.
func tideUnpacked(u string) (*tide, error) {
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r, err := readers.Unpacked(resp.Body)
	if err != nil {
		return nil, err
	}
	var t tide
	if err := json.NewDecoder(r).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// One that is given the answer may look at its status.
func tideOf(u string) (*tide, error) {
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t tide
	if err := json.NewDecoder(readers.Content(resp)).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

func tideChecked(u string) (*tide, error) {
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var t tide
	if err := json.NewDecoder(readers.Counted(resp.Body)).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

var _, _, _, _, _ = (*hook).notify, (*hook).say, (*hook).call, (*hook).search, (*hook).checked
var _, _, _, _, _, _ = send, tideAt, tideIn, tideUnpacked, tideOf, tideChecked
