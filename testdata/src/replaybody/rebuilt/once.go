package rebuilt

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// What is kept is kept for retries alone: without them the reader that came in is sent, once.
func keptForMore(hc *http.Client, u string, from io.Reader, more int) (*http.Response, error) {
	var fresh func() io.Reader
	if from != nil && more > 0 {
		data, err := io.ReadAll(from)
		if err != nil {
			return nil, err
		}
		fresh = func() io.Reader { return bytes.NewReader(data) }
	}
	for n := 0; ; n++ {
		r := from
		if fresh != nil {
			r = fresh()
		}
		req, err := http.NewRequest("PUT", u, r)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n >= more {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

type uploader struct {
	hc   *http.Client
	more int
}

// The same over a range, by the copy of a buffer.
func (p *uploader) put(u string, from io.Reader) (resp *http.Response, err error) {
	more := p.more
	var fresh func() io.ReadCloser
	if from != nil && more > 0 {
		var buf bytes.Buffer
		if _, err := buf.ReadFrom(from); err != nil {
			return nil, err
		}
		fresh = func() io.ReadCloser {
			r := buf
			return io.NopCloser(&r)
		}
	}
	for n := range more + 1 {
		var r io.Reader
		if fresh != nil {
			r = fresh()
		} else {
			r = from
		}
		var req *http.Request
		if req, err = http.NewRequest("PUT", u, r); err != nil {
			return nil, err
		}
		if resp, err = p.hc.Do(req); err == nil {
			break
		}
		time.Sleep(time.Second << n)
	}
	return resp, err
}

// Kept in a slice, with a flag beside it.
func keptBytes(hc *http.Client, u string, from io.ReadCloser, tries int) (*http.Response, error) {
	var data []byte
	kept := false
	if tries > 1 && from != nil {
		var err error
		if data, err = io.ReadAll(from); err != nil {
			return nil, err
		}
		kept = true
	}
	var last error
	for n := 0; n < tries; n++ {
		var r io.Reader = from
		if kept {
			r = bytes.NewReader(data)
		}
		req, err := http.NewRequest("PUT", u, r)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil {
			return resp, nil
		}
		last = err
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// One retry is a retry, too.
func keptForTwo(hc *http.Client, u string, from io.Reader, more int) (*http.Response, error) {
	var fresh func() io.Reader
	if from != nil && more > 1 {
		data, err := io.ReadAll(from)
		if err != nil {
			return nil, err
		}
		fresh = func() io.Reader { return bytes.NewReader(data) }
	}
	for n := 0; ; n++ {
		r := from
		if fresh != nil {
			r = fresh()
		}
		req, err := http.NewRequest("PUT", u, r)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req) // want `the first attempt`
		if err == nil || n >= more {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

var _, _, _, _ = keptForMore, (*uploader).put, keptBytes, keptForTwo
