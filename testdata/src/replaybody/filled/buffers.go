package filled

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// A sheet holds its buffer itself.
type sheet struct {
	hc   *http.Client
	url  string
	buf  bytes.Buffer
	data []byte
}

func (s *sheet) fill(r *http.Request) { r.Body = io.NopCloser(&s.buf) }

func (s *sheet) load() {
	s.buf.Reset()
	s.buf.Write(s.data)
}

func (s *sheet) badWritten() (*http.Response, error) {
	s.buf.Write(s.data)
	for n := 0; ; n++ {
		req, err := http.NewRequest(http.MethodPost, s.url, nil)
		if err != nil {
			return nil, err
		}
		s.fill(req)
		resp, err := s.hc.Do(req) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (s *sheet) badLoaded() (*http.Response, error) {
	s.load()
	for n := 0; ; n++ {
		resp, err := s.hc.Post(s.url, "text/plain", &s.buf) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (s *sheet) goodWritten() (*http.Response, error) {
	for n := 0; ; n++ {
		s.buf.Reset()
		s.buf.Write(s.data)
		req, err := http.NewRequest(http.MethodPost, s.url, nil)
		if err != nil {
			return nil, err
		}
		s.fill(req)
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (s *sheet) goodLoaded() (*http.Response, error) {
	for n := 0; ; n++ {
		s.load()
		resp, err := s.hc.Post(s.url, "text/plain", &s.buf)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodOwn(hc *http.Client, u string, data []byte) (*http.Response, error) {
	var buf bytes.Buffer
	for n := 0; ; n++ {
		buf.Reset()
		buf.Write(data)
		resp, err := hc.Post(u, "text/plain", &buf)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func badOwn(hc *http.Client, u string, data []byte) (*http.Response, error) {
	var buf bytes.Buffer
	buf.Write(data)
	for n := 0; ; n++ {
		resp, err := hc.Post(u, "text/plain", &buf) // want `buf was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

type page struct{ *sheet }

func (p *page) goodWithin() (*http.Response, error) {
	for n := 0; ; n++ {
		p.buf.Reset()
		p.buf.Write(p.data)
		resp, err := p.hc.Post(p.url, "text/plain", &p.buf)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}
