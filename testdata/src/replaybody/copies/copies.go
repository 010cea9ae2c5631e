// Package copies sends what is in a buffer that is copied as a value: a copy is read from where the original stands.
package copies

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

type shipper struct {
	url     string
	client  *http.Client
	pending *bytes.Buffer
	own     bytes.Buffer
	text    *strings.Reader
}

// post gets a buffer of its own for each call.
func (s *shipper) post(batch bytes.Buffer) int {
	req, err := http.NewRequest("POST", s.url, &batch)
	if err != nil {
		return -1
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return -1
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func (s *shipper) postText(text strings.Reader) int {
	req, err := http.NewRequest("POST", s.url, &text)
	if err != nil {
		return -1
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return -1
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func (s *shipper) postAll(batch *bytes.Buffer) int {
	req, err := http.NewRequest("POST", s.url, batch)
	if err != nil {
		return -1
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return -1
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func (s *shipper) byPointer() error {
	for i := 0; i < 4; i++ {
		if code := s.post(*s.pending); code > 0 && code < 500 && code != 429 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

func (s *shipper) byField() error {
	for i := 0; i < 4; i++ {
		if code := s.post(s.own); code > 0 && code < 500 && code != 429 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

func (s *shipper) ofVariable(data []byte) error {
	var all bytes.Buffer
	all.Write(data)
	for i := 0; i < 4; i++ {
		if code := s.post(all); code > 0 && code < 500 && code != 429 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

func (s *shipper) ofText() error {
	for i := 0; i < 4; i++ {
		if code := s.postText(*s.text); code > 0 && code < 500 && code != 429 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

// inLoop copies it by an assignment.
func (s *shipper) inLoop() error {
	for i := 0; i < 4; i++ {
		batch := *s.pending
		if code := s.postAll(&batch); code > 0 && code < 500 && code != 429 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

// inClosure has a literal copy it.
func (s *shipper) inClosure() error {
	send := func(batch bytes.Buffer) int { return s.postAll(&batch) }
	for i := 0; i < 4; i++ {
		if code := send(*s.pending); code > 0 && code < 500 && code != 429 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

// whole sends the buffer itself.
func (s *shipper) whole() error {
	for i := 0; i < 4; i++ {
		if code := s.postAll(s.pending); code > 0 && code < 500 && code != 429 { // want `s.pending was read by the first attempt, so every retry \(line 129\) sends none of it`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

// once copies it in front of the loop, and sends the copy again.
func (s *shipper) once() error {
	batch := *s.pending
	for i := 0; i < 4; i++ {
		if code := s.postAll(&batch); code > 0 && code < 500 && code != 429 { // want `batch was read by the first attempt, so every retry \(line 141\) sends none of it`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}

// wrapped has a reader behind an interface in what is copied: the copy reads from the same one.
type wrapped struct{ io.Reader }

func (s *shipper) postWrapped(w wrapped) int {
	req, err := http.NewRequest("POST", s.url, &w)
	if err != nil {
		return -1
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return -1
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func (s *shipper) ofWrapped(r io.Reader) error {
	w := wrapped{r}
	for i := 0; i < 4; i++ {
		if code := s.postWrapped(w); code > 0 && code < 500 && code != 429 { // want `w was read by the first attempt`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("not sent")
}
