// Package beside decodes one answer twice.
package beside

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type refusal struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type tokens struct {
	Groups []string `json:"groups"`
	Until  int      `json:"until"`
}

type page struct {
	Total int `json:"total"`
}

func fetch(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Nobody looks at either.
func both(u string) (*tokens, *page, error) {
	data, err := fetch(u)
	if err != nil {
		return nil, nil, err
	}
	var t tokens
	if err := json.Unmarshal(data, &t); err != nil { // want `the answer is decoded and returned whatever its status`
		return nil, nil, err
	}
	var p page
	if err := json.Unmarshal(data, &p); err != nil { // want `the answer is decoded and returned whatever its status`
		return nil, nil, err
	}
	return &t, &p, nil
}

// The other one is of another answer.
func others(u, v string) (*tokens, error) {
	first, err := fetch(v)
	if err != nil {
		return nil, err
	}
	var p page
	if err := json.Unmarshal(first, &p); err != nil {
		return nil, err
	}
	if p.Total == 0 {
		return nil, errors.New("none")
	}
	data, err := fetch(u)
	if err != nil {
		return nil, err
	}
	var t tokens
	if err := json.Unmarshal(data, &t); err != nil { // want `the answer is decoded and returned whatever its status`
		return nil, err
	}
	return &t, nil
}

// From here on all is well.

// What tells of a refusal is decoded first.
func here(u string) (*tokens, error) {
	data, err := fetch(u)
	if err != nil {
		return nil, err
	}
	var r refusal
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	if r.Kind != "" {
		return nil, errors.New(r.Text)
	}
	var t tokens
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	return &t, nil
}

// By a function that is given the content.
func there(u string) (*tokens, error) {
	data, err := fetch(u)
	if err != nil {
		return nil, err
	}
	return fromJSON(data)
}

func fromJSON(data []byte) (*tokens, error) {
	r := new(refusal)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, err
	}
	if len(r.Kind) > 0 {
		return nil, errors.New(r.Text)
	}
	var t tokens
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	return &t, nil
}

// Afterwards does as well.
func after(u string) (*tokens, error) {
	data, err := fetch(u)
	if err != nil {
		return nil, err
	}
	var t tokens
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	var r refusal
	if json.Unmarshal(data, &r) == nil && r.Kind == "expired" {
		return nil, errors.New(r.Text)
	}
	return &t, nil
}
