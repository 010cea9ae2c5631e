// Package checks has answers that are looked at, in whatever way.
package checks

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type thing struct {
	Name string `json:"name"`
}

type refusal struct {
	Error string `json:"error"`
}

// GOOD: before.
func before(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: after.
func after(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("refused: %s", resp.Status)
	}
	return &t, nil
}

// GOOD: whose status it is, the caller sees.
func withStatus(url string) (*thing, int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, 0, err
	}
	return &t, resp.StatusCode, nil
}

// GOOD: the caller has the response.
func withResponse(url string) (*thing, *http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, resp, err
	}
	return &t, resp, nil
}

// GOOD: the field that tells is looked at.
func told(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var out struct {
		thing
		refusal
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return "", err
	}
	if out.Error != "" {
		return "", errors.New(out.Error)
	}
	return out.Name, nil
}

// GOOD: it comes to the caller with the rest.
func handedOn(url string) (*refusal, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out refusal
	err = json.NewDecoder(resp.Body).Decode(&out)
	return &out, err
}

// GOOD: looked at before it is trusted.
func named(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	if t.Name == "" {
		return nil, errors.New("no name")
	}
	return &t, nil
}

// GOOD: by a method, too.
func (t *thing) valid() bool { return t.Name != "" }

func valid(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	if !t.valid() {
		return nil, errors.New("no name")
	}
	return &t, nil
}

// GOOD: the client may turn statuses into errors.
func wrapped(c doer, req *http.Request) (*thing, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: a list does not fit an object that tells of an error.
func list(url string) ([]thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out []thing
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out, nil
}

// GOOD: nothing unknown is let through.
func strict(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	dec.DisallowUnknownFields()
	var t thing
	if err := dec.Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: the root has a name.
func rooted(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var out struct {
		XMLName xml.Name `xml:"Thing"`
		Name    string   `xml:"Name"`
	}
	if err := xml.NewDecoder(resp.Body).Decode(&out); err != nil {
		return "", err
	}
	return out.Name, nil
}

// GOOD: the first that fits, and an error if none does.
func pick(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var out struct{ Things []thing }
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return "", err
	}
	for _, t := range out.Things {
		if t.Name != "" {
			return t.Name, nil
		}
	}
	return "", errors.New("none")
}

// GOOD: nobody knows what becomes of the response.
func given(url string, look func(*http.Response) error) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := look(resp); err != nil {
		return nil, err
	}
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: nor what becomes of the content.
func checkedElsewhere(url string, look func(thing) error) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	if err := look(t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: the body says html or json.
func typed(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.Header.Get("Content-Type") != "application/vnd.thing+json" {
		return nil, errors.New("not a thing")
	}
	var t thing
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: an empty body is none.
func sized(url string) (*thing, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, errors.New("empty")
	}
	var t thing
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	return &t, nil
}

// GOOD: the content is not used.
func ping(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var t thing
	return json.NewDecoder(resp.Body).Decode(&t)
}
