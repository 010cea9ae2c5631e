// Package othersdefault gives a limit to a transport that may be the default one.
package othersdefault

import (
	"errors"
	"io"
	"net/http"
	"time"
)

func limit(rt http.RoundTripper) {
	if t, ok := rt.(*http.Transport); ok {
		t.ResponseHeaderTimeout = time.Minute
	}
}

func init() { limit(http.DefaultTransport) }

func get(u string) (string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

var plain = &http.Client{}

func head(u string) error {
	resp, err := plain.Head(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
