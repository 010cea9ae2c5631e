// Package ownlimits gives a limit to transports of its own, and to no one else's.
package ownlimits

import (
	"errors"
	"io"
	"net/http"
	"time"
)

func slow() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = time.Minute
	return &http.Client{Transport: t}
}

func fast() *http.Client {
	t := &http.Transport{MaxIdleConns: 2}
	t.ResponseHeaderTimeout = time.Second
	return &http.Client{Transport: t}
}

func text(resp *http.Response, err error) (string, error) {
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

func one(u string) (string, error) {
	return text(slow().Get(u))
}

func two(u string) (string, error) {
	return text(fast().Get(u))
}

func three(u string) (string, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	return text(resp, err)
}

func four(u string) (string, error) {
	resp, err := http.DefaultClient.Get(u) // want `http.DefaultClient.Get has no time limit`
	return text(resp, err)
}

var plain = &http.Client{} // want `the client has no Timeout`

func five(u string) (string, error) {
	resp, err := plain.Get(u)
	return text(resp, err)
}

// One that is made on the spot is none of those.
var pooled = &http.Client{Transport: &http.Transport{MaxIdleConns: 8}} // want `the client has no Timeout`

func six(u string) (string, error) {
	resp, err := pooled.Get(u)
	return text(resp, err)
}

// The default one is none of those.
var shared = &http.Client{Transport: http.DefaultTransport} // want `the client has no Timeout`

func seven(u string) (string, error) {
	resp, err := shared.Get(u)
	return text(resp, err)
}
