// Package unread sends what changes something, and says that it was done.
package unread

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
)

type notifier struct {
	hc  *http.Client
	url string
	n   int
}

type receipt struct{ ID string }

// The answer is left out.
func (n *notifier) left(ctx context.Context, id string, text []byte) (*receipt, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.url, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	if _, err := n.hc.Do(req); err != nil { // want `nothing checks the status of this answer, so a refusal counts as a success \(returned at line 34\); check its StatusCode first`
		return nil, err
	}
	n.n++
	return &receipt{id}, nil
}

// It is closed.
func (n *notifier) closed(text string) error {
	resp, err := http.Post(n.url, "text/plain", strings.NewReader(text)) // want `nothing checks the status of this answer`
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return nil
}

func (n *notifier) closedElse(text string) error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text)) // want `nothing checks the status of this answer`
	if err == nil {
		resp.Body.Close()
	}
	return err
}

// By a function that hands the answer on.
func (n *notifier) send(method string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequest(method, n.url, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return n.hc.Do(req)
}

func (n *notifier) stored(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	resp, err := n.send("PUT", bytes.NewReader(data)) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (n *notifier) storedQuietly(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = n.send("PUT", bytes.NewReader(data)) // want `nothing checks the status of this answer`
	return err
}

// The status is looked at, here or elsewhere.
func (n *notifier) looked(text string) error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

func fine(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

func (n *notifier) lookedElsewhere(text string) error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return fine(resp)
}

func (n *notifier) logged(text string) error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	log.Print(resp.Status)
	return resp.Body.Close()
}

// It is handed on.
func (n *notifier) handedOn(text string) (*http.Response, error) {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func (n *notifier) handedTo(text string, handle func(*http.Response) error) error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	return handle(resp)
}

// Nothing is changed, so that it is enough that somebody answers.
func (n *notifier) alive() error {
	resp, err := n.hc.Get(n.url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (n *notifier) reachable(ctx context.Context) (bool, error) {
	req, err := http.NewRequestWithContext(ctx, "HEAD", n.url, nil)
	if err != nil {
		return false, err
	}
	if _, err := n.hc.Do(req); err != nil {
		return false, err
	}
	return true, nil
}

// Which method it is depends on the caller.
func (n *notifier) any(method string) error {
	resp, err := n.send(method, nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nobody is told that it worked.
func (n *notifier) fired(text string) {
	if _, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text)); err != nil {
		log.Print(err)
	}
}

func (n *notifier) unheard(text string) error {
	_, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	return err
}

func (n *notifier) all(texts []string) {
	for _, t := range texts {
		go n.unheard(t)
	}
}

// It always fails.
func (n *notifier) never(text string) error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(text))
	if err != nil {
		return err
	}
	resp.Body.Close()
	return errors.New("not yet")
}

// What fails is passed over, whatever it fails with.
func (n *notifier) bestEffort(texts []string) error {
	for _, t := range texts {
		resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader(t))
		if err != nil {
			continue
		}
		resp.Body.Close()
	}
	return nil
}

// checkEndpoint asks whether anybody answers, whatever that is.
func (n *notifier) checkEndpoint() error {
	resp, err := n.hc.Post(n.url, "application/msgpack", strings.NewReader("\x90"))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (n *notifier) ping() error {
	resp, err := n.hc.Post(n.url, "text/plain", strings.NewReader("ping"))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

// A function for one of them, whoever calls it.

func (n *notifier) quietly(text string) (*http.Response, error) {
	return n.hc.Post(n.url, "text/plain", strings.NewReader(text))
}

func (n *notifier) flush(texts []string) ([]string, error) {
	for len(texts) > 0 {
		resp, err := n.quietly(texts[0]) // want `nothing checks the status of this answer`
		if err != nil {
			return texts, err
		}
		resp.Body.Close()
		texts = texts[1:]
	}
	return nil, nil
}

func (n *notifier) flushed(text string) error {
	resp, err := n.quietly(text)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return errors.New(resp.Status)
	}
	return nil
}

// The method is what the callers say, and one of them says that something is changed.

func (n *notifier) request(method string, text string) error {
	req, err := http.NewRequest(method, n.url, strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := n.hc.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (n *notifier) put(text string) error { return n.request(http.MethodPut, text) }

func (n *notifier) peek() error { return n.request(http.MethodGet, "") }

func (n *notifier) look(method string) error {
	req, err := http.NewRequest(method, n.url, nil)
	if err != nil {
		return err
	}
	resp, err := n.hc.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (n *notifier) head() error { return n.look(http.MethodHead) }
