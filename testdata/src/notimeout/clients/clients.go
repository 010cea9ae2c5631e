// Package clients makes clients without a limit.
package clients

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"time"
)

var shared = &http.Client{} // want `the client has no Timeout, nor its request a deadline \(sent at line \d+\): a server that hangs blocks it for ever; set one of them`

func get(url string) ([]byte, error) { return read(shared.Get(url)) }

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func fetch(url string) ([]byte, error) {
	resp, err := shared.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func local(url string) error {
	client := http.Client{ // want `the client has no Timeout`
		Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS13}},
	}
	req, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func transport(url string) error {
	tr := &http.Transport{MaxIdleConns: 10}
	client := &http.Client{Transport: tr} // want `the client has no Timeout`
	resp, err := client.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func zero(url string) error {
	var client http.Client
	resp, err := client.Get(url) // want `client.Get has no time limit`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type API struct {
	url    string
	client *http.Client
}

func NewAPI(url string) *API {
	return &API{url: url, client: new(http.Client)} // want `the client has no Timeout`
}

func (a *API) Delete() error {
	req, err := a.request(http.MethodDelete)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *API) request(method string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(context.TODO(), method, a.url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "*/*")
	return req, nil
}

func made() *http.Client { return &http.Client{} } // want `the client has no Timeout, nor its request a deadline \(sent at line \d+\): an attempt that hangs never fails and is never retried \(line \d+\); set one of them`

func retried(url string) error {
	client := made()
	var err error
	for attempt := range 3 {
		if err = once(client, url); err == nil {
			return nil
		}
		time.Sleep(time.Second << attempt)
	}
	return err
}

func once(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Whoever writes it down has decided that there is no limit: events come when they come.
var events = http.Client{Timeout: 0}

func report(url string) error {
	resp, err := events.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type queue struct{ client *http.Client }

func open() *queue {
	c := &http.Client{
		Timeout: 0 * time.Second, // the server answers once there is something
	}
	return &queue{c}
}

func (q *queue) leave(url string) error {
	resp, err := q.client.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What fails without an answer is not tried again, so that one that hangs is none of the retries.
func busy(url string) error {
	for attempt := range 4 {
		resp, err := http.Get(url) // want `http.Get has no time limit: a server that hangs blocks it for ever; use a client`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		time.Sleep(time.Second << attempt)
	}
	return nil
}

// Here it is.
func lost(url string) (err error) {
	for attempt := range 4 {
		var resp *http.Response
		resp, err = http.Get(url) // want `http.Get has no time limit: an attempt that hangs never fails and is never retried \(line \d+\)`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << attempt)
	}
	return err
}
