// Package ofcopies sends copies of a request that differ in what was put into them after they were made.
package ofcopies

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"
)

type account struct{ id, secret string }

type pool struct {
	base     http.RoundTripper
	client   *http.Client
	keys     []string
	accounts []account
	regions  map[string]string
	token    string
}

func (p *pool) byHeader(req *http.Request) (*http.Response, error) {
	for i, key := range p.keys {
		r := req.Clone(req.Context())
		r.Header.Set("Authorization", "Bearer "+key)
		resp, err := p.base.RoundTrip(r)
		if err != nil || i == len(p.keys)-1 {
			return resp, err
		}
		if resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("no keys")
}

func (p *pool) byAccount(ctx context.Context, req *http.Request, body []byte) (*http.Response, error) {
	for _, a := range p.accounts {
		r := req.Clone(ctx)
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.SetBasicAuth(a.id, a.secret)
		resp, err := p.client.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("no accounts")
}

func (p *pool) byQuery(ctx context.Context, req *http.Request) (*http.Response, error) {
	for i := 0; i < len(p.keys); i++ {
		r := req.WithContext(ctx)
		q := r.URL.Query()
		q.Set("key", p.keys[i])
		r.URL.RawQuery = q.Encode()
		resp, err := p.client.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("no keys")
}

func (p *pool) byHost(req *http.Request) (*http.Response, error) {
	for region, host := range p.regions {
		r := req.Clone(req.Context())
		r.Host = host
		r.Header.Set("X-Region", region)
		resp, err := p.client.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("no regions")
}

func (p *pool) withTheSame(req *http.Request) (*http.Response, error) {
	for i := range 5 {
		r := req.Clone(req.Context())
		r.Header.Set("Authorization", "Bearer "+p.token)
		r.Header.Set("Accept", "application/json")
		resp, err := p.client.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

func (p *pool) withItsBody(req *http.Request, body []byte) (*http.Response, error) {
	for i := range 5 {
		r := req.Clone(req.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.ContentLength = int64(len(body))
		resp, err := p.client.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

// What was set in the copy of another key does not make this one another request.
func (p *pool) ofEach(req *http.Request) (*http.Response, error) {
	for _, key := range p.keys {
		r := req.Clone(req.Context())
		r.Header.Set("X-Api-Key", key)
		for i := 0; i < 3; i++ {
			resp, err := p.client.Do(r)
			if err != nil {
				return nil, err
			}
			if resp.StatusCode < 400 { // want `retries 400, 401 and 403`
				return resp, nil
			}
			resp.Body.Close()
			time.Sleep(time.Second << i)
		}
	}
	return nil, errors.New("gave up")
}

// That an attempt is numbered does not make it another one.
func (p *pool) numbered(req *http.Request) (*http.Response, error) {
	for i := range 5 {
		r := req.Clone(req.Context())
		r.Header.Set("X-Retry-Count", strconv.Itoa(i))
		resp, err := p.client.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}
