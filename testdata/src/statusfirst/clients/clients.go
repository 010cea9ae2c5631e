// Package clients has several clients that send again, some of them with policies.
package clients

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/sethgrid/pester"
)

type Release struct {
	Version string `json:"version"`
}

type Registry struct {
	base   string
	plain  *retryablehttp.Client
	strict *retryablehttp.Client
	either *retryablehttp.Client
}

func refusing(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if err == nil && resp.StatusCode >= 400 {
		return false, fmt.Errorf("refused: %s", resp.Status)
	}
	return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
}

func strict() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.CheckRetry = refusing
	return c
}

func New(base string, careful bool) *Registry {
	c := retryablehttp.NewClient()
	c.RetryMax = 3
	r := &Registry{base: base, plain: c, strict: strict(), either: retryablehttp.NewClient()}
	if careful {
		r.either.CheckRetry = refusing
	}
	return r
}

func (r *Registry) get(path string) (*http.Response, error) {
	req, err := retryablehttp.NewRequest(http.MethodGet, r.base+path, nil)
	if err != nil {
		return nil, err
	}
	return r.plain.Do(req)
}

// BAD: by a client without a policy.
func (r *Registry) Latest(name string) (*Release, error) {
	resp, err := r.get("/" + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil { // want `decoded and returned`
		return nil, err
	}
	return &rel, nil
}

// GOOD: the client makes errors of refusals.
func (r *Registry) First(name string) (*Release, error) {
	resp, err := r.strict.Get(r.base + "/" + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil {
		return nil, err
	}
	return &rel, nil
}

// GOOD: this one may.
func (r *Registry) Second(name string) (*Release, error) {
	resp, err := r.either.Get(r.base + "/" + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil {
		return nil, err
	}
	return &rel, nil
}

// GOOD: who knows which one comes in.
func Third(c *retryablehttp.Client, url string) (*Release, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil {
		return nil, err
	}
	return &rel, nil
}

// GOOD: the status is looked at.
func (r *Registry) Newest(name string) (*Release, error) {
	resp, err := r.get("/" + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", name, resp.Status)
	}
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil {
		return nil, err
	}
	return &rel, nil
}

// BAD: by a client that returns the last answer.
func pestered(url string) (*Release, error) {
	c := pester.New()
	c.MaxRetries = 5
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil { // want `decoded and returned`
		return nil, err
	}
	return &rel, nil
}

// BAD: by one that makes errors of 5xx alone.
func put(url string, b []byte) error {
	resp, err := httpclient.NewClient(httpclient.WithRetryCount(2)).Put(url, bytes.NewReader(b), nil) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// GOOD: the status is looked at.
func checked(c *httpclient.Client, req *http.Request) (*Release, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("%s", resp.Status)
	}
	var rel Release
	if err := json.NewDecoder(resp.Body).Decode(&rel); err != nil {
		return nil, err
	}
	return &rel, nil
}
