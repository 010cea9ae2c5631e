// Package handedback has functions close the answers that are asked for once more, and returns the last one closed.
package handedback

import (
	"errors"
	"io"
	"net/http"
	"time"
)

func drain(resp *http.Response) {
	if resp == nil {
		return
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	_ = resp.Body.Close()
}

func unavailable(resp *http.Response) bool { return resp.StatusCode == http.StatusServiceUnavailable }

func last(hc *http.Client, url string, n int) (*http.Response, error) {
	var resp *http.Response
	for try := 0; try < n; try++ {
		var err error
		resp, err = hc.Get(url)
		if err != nil {
			return nil, err
		}
		if !unavailable(resp) {
			return resp, nil
		}
		drain(resp)
		time.Sleep(time.Second << try)
	}
	return resp, nil // want `the last response \(sent at line 25\) is returned closed`
}

type transport struct{ next http.RoundTripper }

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet {
		return t.next.RoundTrip(req)
	}
	var resp *http.Response
	for try := range 4 {
		var err error
		if resp, err = t.next.RoundTrip(req); err != nil {
			return nil, err
		}
		if !unavailable(resp) {
			return resp, nil
		}
		drain(resp)
		time.Sleep(time.Second << try)
	}
	return resp, nil // want `the last response \(sent at line 47\) is returned closed`
}

// open leaves the last one open.
func open(hc *http.Client, url string, n int) (*http.Response, error) {
	for try := 0; ; try++ {
		resp, err := hc.Get(url)
		if err != nil {
			return nil, err
		}
		if !unavailable(resp) || try == n {
			return resp, nil
		}
		drain(resp)
		time.Sleep(time.Second << try)
	}
}

// refused returns an error in its place.
func refused(hc *http.Client, url string, n int) (*http.Response, error) {
	for try := 0; try < n; try++ {
		resp, err := hc.Get(url)
		if err != nil {
			return nil, err
		}
		if !unavailable(resp) {
			return resp, nil
		}
		drain(resp)
		time.Sleep(time.Second << try)
	}
	return nil, errors.New("unavailable")
}

// status is all that is asked of what it returns.
func status(hc *http.Client, url string) (*http.Response, error) {
	resp, err := hc.Get(url)
	if err != nil {
		return nil, err
	}
	drain(resp)
	return resp, nil
}
