// Package holders puts answers into structs of its own.
package holders

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type Item struct {
	Name string `json:"name"`
}

type answer struct{ *http.Response }

// BAD: embedded gives it the answer.
func (a answer) into(v any) error { return json.NewDecoder(a.Body).Decode(v) } // want `decoded and returned whatever its status .* check the response's StatusCode first`

func (a answer) checkedInto(v any) error {
	if a.StatusCode != http.StatusOK {
		return errors.New(a.Status)
	}
	return json.NewDecoder(a.Body).Decode(v)
}

type reply struct {
	url  string
	resp *http.Response
}

// BAD: field gives it the answer.
func (r *reply) decode(v any) error {
	b, err := io.ReadAll(r.resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v) // want `decoded and returned`
}

func (r *reply) ok() bool { return r.resp.StatusCode == http.StatusOK }

func (r *reply) close() { r.resp.Body.Close() }

func embedded(url string) (*Item, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	i := new(Item)
	if err := (answer{resp}).into(i); err != nil {
		return nil, err
	}
	return i, nil
}

func field(url string) (*Item, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	r := &reply{url: url, resp: resp}
	defer r.close()
	i := new(Item)
	if err := r.decode(i); err != nil {
		return nil, err
	}
	return i, nil
}

// GOOD: the method looks at the status.
func checked(url string) (*Item, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	i := new(Item)
	if err := (answer{resp}).checkedInto(i); err != nil {
		return nil, err
	}
	return i, nil
}

// GOOD: another method does.
func asked(url string) (*Item, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	r := &reply{url: url, resp: resp}
	defer r.close()
	if !r.ok() {
		return nil, errors.New("no")
	}
	i := new(Item)
	if err := r.decode(i); err != nil {
		return nil, err
	}
	return i, nil
}

// GOOD: the struct is returned, and its response with it.
func returned(url string) (*reply, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return &reply{url: url, resp: resp}, nil
}

func caller(url string) (*Item, error) {
	r, err := returned(url)
	if err != nil {
		return nil, err
	}
	if !r.ok() {
		return nil, errors.New("no")
	}
	i := new(Item)
	return i, r.decode(i)
}

// GOOD: the status is looked at in place.
func inPlace(url string) (*Item, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	a := answer{resp}
	defer a.Body.Close()
	if a.StatusCode >= 300 {
		return nil, errors.New(a.Status)
	}
	i := new(Item)
	return i, a.into(i)
}

// GOOD: nobody knows what becomes of it.
func handed(url string, use func(answer) error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return use(answer{resp})
}
