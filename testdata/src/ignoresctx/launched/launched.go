// Package launched starts function literals that it holds in variables.
package launched

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"
)

type post struct {
	hc  *http.Client
	url string
}

// The request has a context that may end.
func (p *post) badRequest(ctx context.Context, data []byte) error {
	send := func(req *http.Request) {
		for n := range 5 {
			req.Body = io.NopCloser(bytes.NewReader(data))
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n) // want `ctx|Context`
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, nil)
	if err != nil {
		return err
	}
	go send(req)
	return nil
}

func (p *post) badGiven(ctx context.Context) {
	ask := func(ctx context.Context, path string) {
		for n := range 5 {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+path, nil)
			if err != nil {
				return
			}
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n) // want `ctx`
		}
	}
	go ask(ctx, "/health")
}

// The request has a context that never ends.

func (p *post) goodWithout(data []byte) error {
	send := func(req *http.Request) {
		for n := range 5 {
			req.Body = io.NopCloser(bytes.NewReader(data))
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	go send(req)
	return nil
}

func (p *post) goodHeld(data []byte) error {
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	send := func() {
		for n := range 5 {
			req.Body = io.NopCloser(bytes.NewReader(data))
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	go send()
	return nil
}

func (p *post) goodBackground(data []byte) error {
	send := func(req *http.Request) {
		for n := range 5 {
			again := req.Clone(req.Context())
			again.Body = io.NopCloser(bytes.NewReader(data))
			resp, err := p.hc.Do(again)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, p.url, nil)
	if err != nil {
		return err
	}
	go send(req)
	return nil
}

func (p *post) goodInside(data []byte) {
	send := func(b []byte) {
		for n := range 5 {
			req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(b))
			if err != nil {
				return
			}
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	go send(data)
}

func (p *post) goodTwice() error {
	ask := func(req *http.Request) {
		for n := range 5 {
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	for _, path := range []string{"/health", "/ready"} {
		req, err := http.NewRequest(http.MethodGet, p.url+path, nil)
		if err != nil {
			return err
		}
		go ask(req)
	}
	return nil
}

func (p *post) goodEnded(ctx context.Context) error {
	ask := func(req *http.Request) {
		for n := range 5 {
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			select {
			case <-req.Context().Done():
				return
			case <-time.After(time.Second << n):
			}
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url, nil)
	if err != nil {
		return err
	}
	go ask(req)
	return nil
}

// What is started leaves it to another function to try again.

func (p *post) insist(req *http.Request) error {
	for n := 0; ; n++ {
		resp, err := p.hc.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if n == 4 {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func (p *post) goodHandsOn() error {
	ask := func(req *http.Request) {
		if err := p.insist(req); err != nil {
			println(err.Error())
		}
	}
	req, err := http.NewRequest(http.MethodGet, p.url, nil)
	if err != nil {
		return err
	}
	go ask(req)
	return nil
}

func (p *post) persist(req *http.Request) error {
	for n := 0; ; n++ {
		resp, err := p.hc.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if n == 4 {
			return err
		}
		time.Sleep(time.Second << n) // want `does not end with req.Context\(\)`
	}
}

func (p *post) badHandsOn(ctx context.Context) error {
	ask := func(req *http.Request) {
		if err := p.persist(req); err != nil {
			println(err.Error())
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url, nil)
	if err != nil {
		return err
	}
	go ask(req)
	return nil
}
