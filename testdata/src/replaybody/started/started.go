// Package started has what it sends set by other functions, or sends it in goroutines.
package started

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

type answer struct {
	resp *http.Response
	err  error
}

// The body is set by a function.
func withJSON(req *http.Request, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	req.Body = io.NopCloser(bytes.NewReader(data))
	req.ContentLength = int64(len(data))
	return nil
}

func setByFunction(hc *http.Client, u string, v any) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	if err := withJSON(req, v); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func setForEach(hc *http.Client, u string, v any) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if err := withJSON(req, v); err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// By methods that return what they were called on.
type call struct {
	method, url string
	body        io.Reader
}

func newCall(method, url string) *call { return &call{method: method, url: url} }

func (c *call) with(r io.Reader) *call {
	c.body = r
	return c
}

func (c *call) do(hc *http.Client) (*http.Response, error) {
	req, err := http.NewRequest(c.method, c.url, c.body)
	if err != nil {
		return nil, err
	}
	return hc.Do(req)
}

func builtOnce(hc *http.Client, u string, data []byte) (*http.Response, error) {
	c := newCall("PUT", u).with(bytes.NewReader(data))
	for n := 0; ; n++ {
		resp, err := c.do(hc) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func builtForEach(hc *http.Client, u string, data []byte) (*http.Response, error) {
	c := newCall("PUT", u)
	for n := 0; ; n++ {
		resp, err := c.with(bytes.NewReader(data)).do(hc)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func builtWithout(hc *http.Client, u string) (*http.Response, error) {
	c := newCall("GET", u)
	for n := 0; ; n++ {
		resp, err := c.do(hc)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A goroutine is given the reader, whichever that is.
func goes(hc *http.Client, u string, packed bool, data, zipped []byte) answer {
	body := bytes.NewReader(data)
	if packed {
		body = bytes.NewReader(zipped)
	}
	out := make(chan answer, 1)
	go func(to string, r io.Reader) {
		for n := 0; ; n++ {
			resp, err := hc.Post(to, "text/plain", r) // want `r was read by the first attempt`
			if err == nil || n == 4 {
				out <- answer{resp, err}
				return
			}
			time.Sleep(time.Second << n)
		}
	}(u, body)
	return <-out
}

func goesAnew(hc *http.Client, u string, data []byte) answer {
	out := make(chan answer, 1)
	go func(to string, b []byte) {
		for n := 0; ; n++ {
			resp, err := hc.Post(to, "text/plain", bytes.NewReader(b))
			if err == nil || n == 4 {
				out <- answer{resp, err}
				return
			}
			time.Sleep(time.Second << n)
		}
	}(u, data)
	return <-out
}

func goesWithout(hc *http.Client, u string) answer {
	out := make(chan answer, 1)
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return answer{err: err}
	}
	go func(r *http.Request) {
		for n := 0; ; n++ {
			resp, err := hc.Do(r)
			if err == nil || n == 4 {
				out <- answer{resp, err}
				return
			}
			time.Sleep(time.Second << n)
		}
	}(req)
	return <-out
}
