// Package filledin fills in requests under conditions that end no rounds: a header that is set if there is something to set.
package filledin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"
)

type session struct {
	client *http.Client
	base   string
	token  atomic.Value
	held   atomic.Pointer[string]
	login  func(context.Context) (string, error)
	tenant func() string
}

func (s *session) send(method, path string) (*http.Response, error) {
	req, err := http.NewRequest(method, s.base+path, nil)
	if err != nil {
		return nil, err
	}
	if t, ok := s.token.Load().(string); ok {
		req.Header.Set("Authorization", "Bearer "+t)
	}
	return s.client.Do(req)
}

func (s *session) put(ctx context.Context, path string) (*http.Response, error) {
	resp, err := s.send(http.MethodPut, path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		t, err := s.login(ctx)
		if err != nil {
			return nil, err
		}
		s.token.Store(t)
		return s.put(ctx, path) // want `calls itself again for every 401`
	}
	return resp, nil
}

func (s *session) get(ctx context.Context, path string) (*http.Response, error) {
	for {
		req, err := http.NewRequest(http.MethodGet, s.base+path, nil)
		if err != nil {
			return nil, err
		}
		if t := s.held.Load(); t != nil {
			req.SetBasicAuth("api", *t)
		} else {
			req.Header.Del("Authorization")
		}
		resp, err := s.client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusUnauthorized { // want `renews and sends again for every 401`
			return resp, nil
		}
		resp.Body.Close()
		t, err := s.login(ctx)
		if err != nil {
			return nil, err
		}
		s.held.Store(&t)
	}
}

func (s *session) list(q url.Values) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		if id := s.tenant(); id != "" {
			q.Set("tenant", id)
		}
		resp, err := s.client.Get(s.base + "?" + q.Encode())
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil { // want `nothing ends the retries`
			resp.Body.Close()
		}
		time.Sleep(d)
	}
}

func (s *session) onceMore(ctx context.Context, path string, again bool) (*http.Response, error) {
	resp, err := s.send(http.MethodPut, path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && again {
		resp.Body.Close()
		t, err := s.login(ctx)
		if err != nil {
			return nil, err
		}
		s.token.Store(t)
		return s.onceMore(ctx, path, false)
	}
	return resp, nil
}

// The header says that it was sent before.
func (s *session) marked(req *http.Request) (*http.Response, error) {
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && req.Header.Get("X-Again") == "" {
		resp.Body.Close()
		t, err := s.login(req.Context())
		if err != nil {
			return nil, err
		}
		req.Header.Set("X-Again", "1")
		req.Header.Set("Authorization", "Bearer "+t)
		return s.marked(req)
	}
	return resp, nil
}

func (s *session) counted(path string) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest(http.MethodGet, s.base+path, nil)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			req.Header.Set("X-Again", "1")
		}
		resp, err := s.client.Do(req)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		if i == 4 {
			return nil, errors.New("gave up")
		}
		time.Sleep(time.Second << i)
	}
}

func (s *session) allowed(path string) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		id := s.tenant()
		if id == "" {
			return nil, errors.New("no tenant")
		}
		resp, err := s.client.Get(s.base + path + "?tenant=" + id)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(d)
	}
}
