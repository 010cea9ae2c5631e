// Package hook is an integration: a server hands on what has happened to somebody else's. Nothing in it is for tests.
package hook

import (
	"bytes"
	"fmt"
	"net/http"
	"time"
)

// A Target is who wants to know.
type Target struct{ url string }

func (t *Target) tell(event []byte) error {
	req, err := http.NewRequest("POST", t.url, bytes.NewReader(event))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.DefaultClient.Do has no time limit`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("%s answers %s", t.url, resp.Status)
	}
	return nil
}

// Joined is called by the server.
func (t *Target) Joined(device string) error { return t.tell([]byte(device)) }

var patient = http.Client{Timeout: 10 * time.Second}

func (t *Target) ask() (int, error) {
	resp, err := patient.Get(t.url)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// Known is called by the server.
func (t *Target) Known() bool {
	code, err := t.ask()
	return err == nil && code == http.StatusOK
}
