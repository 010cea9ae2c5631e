// Package defaults sends by the default client.
package defaults

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

func get(url string) ([]byte, error) {
	resp, err := http.Get(url) // want `http.Get has no time limit: a server that hangs blocks it for ever; use a client with a Timeout or a context's deadline`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func post(url string, body []byte) error {
	resp, err := http.Post(url, "application/json", bytes.NewReader(body)) // want `http.Post has no time limit`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type answer struct{ Name string }

func do(url string) (*answer, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	resp, err := http.DefaultClient.Do(req) // want `http.DefaultClient.Do has no time limit`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&a); err != nil {
		return nil, err
	}
	return &a, nil
}

func valued(url string) error {
	ctx := context.WithValue(context.Background(), key{}, url)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.DefaultClient.Do has no time limit`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type key struct{}

func retried(url string) error {
	var err error
	for attempt := range 3 {
		if err = once(url); err == nil {
			return nil
		}
		time.Sleep(time.Second << attempt)
	}
	return err
}

func once(url string) error {
	resp, err := http.Get(url) // want `http.Get has no time limit: an attempt that hangs never fails and is never retried \(line \d+\); use a client with a Timeout or a context's deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The context of a request that serves is none of the request that it leads to.
func handler(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://backend/") // want `http.Get has no time limit`
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

// The helper that sends is the package's own, and so are all who read its answer.
func send(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no time limit`
}

func read(url string) ([]byte, error) {
	resp, err := send(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
