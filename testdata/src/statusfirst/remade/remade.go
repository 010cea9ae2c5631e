// Package remade has answers that are read to their end, and given their content back as a body.
package remade

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

type line struct{ *http.Client }

func open() *line { return &line{&http.Client{Timeout: time.Second}} }

// whole reads an answer to its end and hands it on with what was read.
func (l *line) whole(req *http.Request) (*http.Response, error) {
	resp, err := l.Client.Do(req)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if err := resp.Body.Close(); err != nil {
		return nil, err
	}
	text = unmarked(text)
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp, nil
}

func unmarked(text []byte) []byte { return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) }

type permit struct {
	Holder string `json:"holder"`
	Until  string `json:"until"`
}

func (l *line) permit(req *http.Request) (*permit, error) {
	resp, err := l.whole(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p *permit
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want `the answer is decoded and returned whatever its status \(sent at line 20\)`
		return nil, err
	}
	return p, nil
}

// asked looks at the status of an answer that was given its content back.
func (l *line) asked(req *http.Request) (*permit, error) {
	resp, err := l.whole(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var p permit
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

func fromBytes(c *http.Client, u string) (*permit, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var p permit
	if err := json.NewDecoder(bytes.NewReader(bytes.TrimSpace(b))).Decode(&p); err != nil { // want `the answer is decoded and returned whatever its status \(sent at line 74\)`
		return nil, err
	}
	return &p, nil
}

func fromText(c *http.Client, u string) (*permit, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var p permit
	if err := json.NewDecoder(strings.NewReader(string(b))).Decode(&p); err != nil { // want `the answer is decoded and returned whatever its status \(sent at line 91\)`
		return nil, err
	}
	return &p, nil
}

// other gives the answer a body that was not read of it: who decodes that does not trust the server.
func other(c *http.Client, u, spare string) (*permit, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	resp.Body = io.NopCloser(strings.NewReader(spare))
	var p permit
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// empty looks whether there is any content.
func empty(c *http.Client, u string) (*permit, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	b = bytes.TrimSpace(b)
	if len(b) == 0 || b[0] != '{' {
		return nil, errors.New("no object")
	}
	resp.Body = io.NopCloser(bytes.NewReader(b))
	var p permit
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// strict is told more than the content by a function that may look.
func strict(c *http.Client, u string, look func([]byte) error) (*permit, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if err := look(b); err != nil {
		return nil, err
	}
	var p permit
	if err := json.NewDecoder(bytes.NewReader(b)).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// unknown decodes by a decoder that wants each field to be known, which those of an error page are not.
func unknown(c *http.Client, u string) (*permit, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewBuffer(b))
	d.DisallowUnknownFields()
	var p permit
	if err := d.Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// swapped gives the answer the content of another one.
func swapped(c *http.Client, u, v string) (*permit, error) {
	first, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer first.Body.Close()
	second, err := c.Get(v)
	if err != nil {
		return nil, err
	}
	defer second.Body.Close()
	if second.StatusCode != http.StatusOK {
		return nil, errors.New(second.Status)
	}
	b, err := io.ReadAll(second.Body)
	if err != nil {
		return nil, err
	}
	first.Body = io.NopCloser(bytes.NewReader(b))
	var p permit
	if err := json.NewDecoder(first.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}
