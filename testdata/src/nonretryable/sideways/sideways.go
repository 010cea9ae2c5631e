// Package sideways decides many things between a request and its repetition that say nothing of how the request fared: what is written to a
// log, how an answer was packed, under which lock, which of many settings there are.
package sideways

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

var errGivenUp = errors.New("given up")

type station struct {
	hc      *http.Client
	mu      sync.Mutex
	log     *os.File
	shape   string
	extra   map[string]string
	seen    int
	largest int
	names   []string
	trace   func(string)
}

func (s *station) write(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log == nil {
		return
	}
	s.log.WriteString(time.Now().Format(time.Kitchen) + text)
}

func (s *station) read(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(r)
	s.seen += len(b)
	if err != nil {
		return nil, fmt.Errorf("after %d: %w", len(b), err)
	}
	if len(b) > s.largest {
		s.largest = len(b)
	}
	return b, nil
}

func (s *station) get(u string) ([]byte, int, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, 0, err
	}
	for k, v := range s.extra {
		req.Header.Set(k, v)
	}
	var note *bytes.Buffer
	if s.log != nil {
		note = bytes.NewBufferString("get " + u)
	}
	start := time.Now()
	resp, err := s.hc.Do(req)
	if note != nil && resp != nil {
		note.WriteString(" took " + time.Since(start).String())
	}
	if err != nil {
		if note != nil {
			s.write(note.String() + err.Error())
		}
		return nil, 0, err
	}
	defer resp.Body.Close()
	if s.trace != nil {
		s.trace(resp.Status)
	}
	var body io.Reader = resp.Body
	switch resp.Header.Get("Content-Encoding") {
	case "gzip":
		if body, err = gzip.NewReader(resp.Body); err != nil {
			if note != nil {
				s.write(note.String() + "packed badly")
			}
			return nil, 0, fmt.Errorf("unpack: %w", err)
		}
	case "", "identity":
	default:
		if note != nil {
			s.write(note.String() + "packed unknown")
		}
		return nil, 0, errors.New("unknown packing")
	}
	content, err := s.read(body)
	if note != nil {
		note.WriteString(" has " + strconv.Itoa(len(content)))
	}
	if err != nil {
		if note != nil {
			s.write(note.String() + err.Error())
		}
		return nil, 0, err
	}
	if note != nil {
		s.write(note.String())
	}
	return content, resp.StatusCode, nil
}

// Every status but 200 goes round.
func (s *station) all(u string) ([]byte, error) {
	for n := range 5 {
		content, code, err := s.get(u)
		if err == nil && code == http.StatusOK { // want `retries 400, 401 and 403`
			return content, nil
		}
		if s.trace != nil {
			s.trace("again")
		}
		time.Sleep(time.Second << n)
	}
	return nil, errGivenUp
}

type answer struct {
	Name  string
	Parts []string
	Kind  int
}

// The same in one function, with many settings.
func (s *station) inOne(u string) (*answer, error) {
	var a answer
	for n := range 5 {
		if n > 0 {
			time.Sleep(time.Second << n)
		}
		at := u
		if s.shape != "" {
			at += "?shape=" + s.shape
		}
		if s.log != nil {
			s.write("get " + at)
		}
		req, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		for k, v := range s.extra {
			req.Header.Set(k, v)
		}
		if s.shape == "long" {
			req.Header.Set("Accept", "text/plain")
		} else if s.shape == "short" {
			req.Header.Set("Accept", "application/json")
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			if s.trace != nil {
				s.trace(err.Error())
			}
			continue
		}
		content, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if s.trace != nil {
			s.trace(resp.Status)
		}
		if len(content) > s.largest {
			s.largest = len(content)
		}
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			if s.log != nil {
				s.write("refused " + resp.Status)
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(content, &a); err != nil {
			return nil, err
		}
		for _, p := range a.Parts {
			if p != "" && len(s.names) < 10 {
				s.names = append(s.names, p)
			}
		}
		switch a.Kind {
		case 1:
			a.Name = "one"
		case 2:
			a.Name = "two"
		case 3:
			a.Name = "three"
		}
		return &a, nil
	}
	return nil, errGivenUp
}

// From here on all is well: what can pass goes round.

func (s *station) some(u string) ([]byte, error) {
	for n := range 5 {
		content, code, err := s.get(u)
		if err == nil && code != http.StatusTooManyRequests && code < 500 {
			return content, nil
		}
		if s.trace != nil {
			s.trace("again")
		}
		time.Sleep(time.Second << n)
	}
	return nil, errGivenUp
}

func (s *station) failures(u string) ([]byte, error) {
	for n := range 5 {
		content, code, err := s.get(u)
		if err == nil {
			if code != http.StatusOK {
				return nil, fmt.Errorf("status %d", code)
			}
			return content, nil
		}
		if s.log != nil {
			s.write(err.Error())
		}
		time.Sleep(time.Second << n)
	}
	return nil, errGivenUp
}

func (s *station) poll(u string) error {
	for range 100 {
		_, code, err := s.get(u)
		if err != nil || code >= 400 {
			return errGivenUp
		}
		time.Sleep(time.Minute)
	}
	return nil
}
