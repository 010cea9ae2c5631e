// Package records looks for the digits of statuses in bodies that stand in a struct, or that another function has read.
package records

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
)

type answer struct {
	status int
	raw    []byte
}

// BAD: the status stands beside.
func (a answer) throttled() bool {
	return strings.Contains(string(a.raw), "429") // want `decides by the text "429" of a body, which any message with these digits matches; use a.status`
}

// GOOD: it is asked.
func (a answer) limited() bool {
	return a.status == 429 || a.status == 503 && strings.Contains(string(a.raw), "slow down")
}

type page struct {
	url  string
	text string
}

func get(url string) (*page, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return &page{url: url, text: string(b)}, err
}

// BAD: all that comes into the field is a body.
func (p *page) missing() bool {
	return strings.Contains(p.text, "404") // want `decides by the text "404" of a body`
}

// GOOD: an address.
func (p *page) numbered() bool { return strings.Contains(p.url, "404") }

func body(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// BAD: nobody has looked at the status.
func busy(urls []string) error {
	for _, u := range urls {
		b, err := body(u)
		if err != nil {
			return err
		}
		if strings.Contains(string(b), "503") { // want `decides by the text "503" of a body`
			continue
		}
		return nil
	}
	return errors.New("all are busy")
}

func checked(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: %s", url, resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// GOOD: the status was looked at; this is a number in a page.
func listed(url string) bool {
	text, err := checked(url)
	return err == nil && strings.Contains(text, "404")
}

type run struct {
	status int
	output []byte
}

func start(name string, args ...string) (r run, err error) {
	cmd := exec.Command(name, args...)
	r.output, err = cmd.CombinedOutput()
	r.status = cmd.ProcessState.ExitCode()
	return r, err
}

// GOOD: what a command has printed.
func (r run) refused() bool { return r.status != 0 && strings.Contains(string(r.output), "403") }

type note struct {
	Level int
	Text  []byte
}

// GOOD: nobody knows what it is.
func (n note) odd() bool { return n.Level == 3 && strings.Contains(string(n.Text), "500") }

type mixed struct {
	code int
	text []byte
}

func made(name string) (m mixed) {
	m.text = []byte(name)
	return m
}

// GOOD: this is none.
func (m mixed) named() bool { return m.code == 404 || strings.Contains(string(m.text), "404") }

// GOOD: words for a message.
func (a answer) explain() string {
	if strings.Contains(string(a.raw), "429") {
		return "too many requests"
	}
	return "failed"
}
