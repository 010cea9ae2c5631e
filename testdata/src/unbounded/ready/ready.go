// Package ready gets bodies ready to be sent again: that this can fail is no end.
package ready

import (
	"errors"
	"io"
	"net/http"
	"os"
	"time"
)

var errFull = errors.New("the shelf is full")

type shelf struct {
	hc   *http.Client
	url  string
	left func() error
}

func (s *shelf) again(r io.ReadSeeker) error {
	resp, err := s.hc.Post(s.url, "", r)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusBadGateway {
		return nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	time.Sleep(time.Minute)
	return s.again(r) // want `calls itself again for every 502`
}

func (s *shelf) file(f *os.File) error {
	for {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		resp, err := s.hc.Post(s.url, "", f)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
}

func (s *shelf) got(req *http.Request) error {
	for {
		resp, err := s.hc.Do(req)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp.Body.Close()
		}
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		time.Sleep(time.Minute)
	}
}

// What is asked may say that it is enough.
func (s *shelf) told(r io.ReadSeeker) error {
	for {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		resp, err := s.hc.Post(s.url, "", r)
		if err == nil {
			return resp.Body.Close()
		}
		if err := s.left(); err != nil {
			return err
		}
		time.Sleep(time.Minute)
	}
}

func (s *shelf) toldAlone() error {
	for {
		resp, err := s.hc.Post(s.url, "", http.NoBody)
		if err == nil {
			return resp.Body.Close()
		}
		if err := s.left(); err != nil {
			return err
		}
		time.Sleep(time.Minute)
	}
}

func (s *shelf) toldBefore() error {
	for {
		if err := s.left(); err != nil {
			return err
		}
		resp, err := s.hc.Post(s.url, "", http.NoBody)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
}

// Counted.
func (s *shelf) counted(r io.ReadSeeker) error {
	for n := 0; n < 5; n++ {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		resp, err := s.hc.Post(s.url, "", r)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
	return errFull
}

// A part of what is left is sent each time, until there is none.
func (s *shelf) parts(r io.ReadSeeker, size int64) error {
	for {
		at, err := r.Seek(size, io.SeekCurrent)
		if err != nil || at > 10*size {
			return err
		}
		resp, err := s.hc.Post(s.url, "", r)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
}

// An answer that could not be read is no body of a request.
func (s *shelf) answer() ([]byte, error) {
	for {
		resp, err := s.hc.Get(s.url)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || len(b) > 0 {
			return b, err
		}
		time.Sleep(time.Minute)
	}
}
