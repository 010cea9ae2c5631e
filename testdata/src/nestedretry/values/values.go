// Package values keeps the method of a client in a field, or in a variable, and tries it again.
package values

import (
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

type mailer struct {
	post  func(*retryablehttp.Request) (*http.Response, error)
	calm  func(*retryablehttp.Request) (*http.Response, error)
	given func(*retryablehttp.Request) (*http.Response, error)
}

func newMailer(given func(*retryablehttp.Request) (*http.Response, error)) *mailer {
	eager := retryablehttp.NewClient()
	calm := retryablehttp.NewClient()
	calm.RetryMax = 0
	return &mailer{post: eager.Do, calm: calm.Do, given: given}
}

func (m *mailer) send(u string, text []byte) error {
	var last error
	for n := range 3 { // want `up to 3 x 5 = 15 requests: retries inside retries \(m.post, line \d+, retries by itself\)`
		req, err := retryablehttp.NewRequest("PUT", u, text)
		if err != nil {
			return err
		}
		resp, err := m.post(req)
		if err == nil {
			return resp.Body.Close()
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return last
}

// The client behind this one was told not to.
func (m *mailer) sendCalmly(u string, text []byte) error {
	var last error
	for n := range 3 {
		req, err := retryablehttp.NewRequest("PUT", u, text)
		if err != nil {
			return err
		}
		resp, err := m.calm(req)
		if err == nil {
			return resp.Body.Close()
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return last
}

// Of this one nobody knows.
func (m *mailer) sendGiven(u string, text []byte) error {
	var last error
	for n := range 3 {
		req, err := retryablehttp.NewRequest("PUT", u, text)
		if err != nil {
			return err
		}
		resp, err := m.given(req)
		if err == nil {
			return resp.Body.Close()
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return last
}

func local(u string) error {
	client := retryablehttp.NewClient()
	client.RetryMax = 2
	get := client.Get
	var last error
	for n := range 4 { // want `up to 4 x 3 = 12 requests: retries inside retries \(get, line \d+, retries by itself\)`
		resp, err := get(u)
		if err == nil {
			return resp.Body.Close()
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return last
}

// It is one of two.
func either(u string, calm bool) error {
	client := retryablehttp.NewClient()
	get := client.Get
	if calm {
		get = (&retryablehttp.Client{}).Get
	}
	var last error
	for n := range 4 {
		resp, err := get(u)
		if err == nil {
			return resp.Body.Close()
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return last
}

// Once is enough.
func once(u string) error {
	get := retryablehttp.NewClient().Get
	resp, err := get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
