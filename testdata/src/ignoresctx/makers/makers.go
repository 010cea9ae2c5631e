// Package makers sends by clients that a function in a field returns.
package makers

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

type sender struct {
	client func() *http.Client
	tries  int
}

var waitFor = map[int]bool{http.StatusServiceUnavailable: true, http.StatusBadGateway: true}

func (s *sender) once(req *http.Request) (*http.Response, error) {
	resp, err := s.client().Do(req)
	if err != nil {
		return nil, err
	}
	text, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp, nil
}

func (s *sender) bad(req *http.Request) (*http.Response, error) {
	left := s.tries
	for {
		resp, err := s.once(req)
		if err != nil {
			return nil, err
		}
		if left > 0 && waitFor[resp.StatusCode] {
			left--
			time.Sleep(4 * time.Second) // want `the wait between two attempts \(sent at line 19\) does not end with req.Context\(\)`
			continue
		}
		return resp, nil
	}
}

func (s *sender) good(req *http.Request) (*http.Response, error) {
	left := s.tries
	for {
		resp, err := s.once(req)
		if err != nil {
			return nil, err
		}
		if left > 0 && waitFor[resp.StatusCode] {
			left--
			select {
			case <-req.Context().Done():
				return nil, req.Context().Err()
			case <-time.After(4 * time.Second):
			}
			continue
		}
		return resp, nil
	}
}
