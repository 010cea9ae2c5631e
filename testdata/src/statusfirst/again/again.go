// Package again sends by a client that tries again what came to nothing, and hands on refusals as they came.
package again

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

type notice struct{ Title, Text string }

type notifier struct {
	url    string
	client *retryablehttp.Client
}

func newNotifier(url string) *notifier {
	c := retryablehttp.NewClient()
	c.RetryMax = 3
	c.CheckRetry = retryablehttp.DefaultRetryPolicy
	c.HTTPClient = &http.Client{Timeout: time.Minute}
	return &notifier{url, c}
}

func (n *notifier) badPost(m notice) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	req, err := retryablehttp.NewRequest(http.MethodPost, n.url, b)
	if err != nil {
		return err
	}
	resp, err := n.client.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return fmt.Errorf("posting %q: %w", m.Title, err)
	}
	defer resp.Body.Close()
	return nil
}

func (n *notifier) badShortly(b []byte) error {
	resp, err := n.client.Post(n.url, "application/json", b) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func badLeftOut(url string, b []byte) error {
	_, err := retryablehttp.NewClient().Post(url, "text/plain", bytes.NewReader(b)) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return nil
}

func (n *notifier) badLast() (*notice, error) {
	resp, err := n.client.Get(n.url + "/last")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var m notice
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil { // want `the answer is decoded and returned whatever its status`
		return nil, err
	}
	return &m, nil
}

func (n *notifier) goodPost(b []byte) error {
	resp, err := n.client.Post(n.url, "application/json", b)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("posting: %s", resp.Status)
	}
	return nil
}

func (n *notifier) goodHandedOn(b []byte) (*http.Response, error) {
	return n.client.Post(n.url, "application/json", b)
}

func (n *notifier) goodByHelper(b []byte) error {
	resp, err := n.client.Post(n.url, "application/json", b)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return refused(resp)
}

func refused(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	text, _ := io.ReadAll(resp.Body)
	return fmt.Errorf("%s: %s", resp.Status, text)
}

// What only reads is asked for nothing else.
func (n *notifier) goodWarming() error {
	resp, err := n.client.Get(n.url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nobody listens.
func (n *notifier) goodUnheard(b []byte) {
	resp, err := n.client.Post(n.url, "application/json", b)
	if err == nil {
		resp.Body.Close()
	}
}

func (n *notifier) goodContent() (*notice, error) {
	resp, err := n.client.Get(n.url + "/last")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var m notice
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return nil, err
	}
	if m.Title == "" {
		return nil, fmt.Errorf("no notice")
	}
	return &m, nil
}
