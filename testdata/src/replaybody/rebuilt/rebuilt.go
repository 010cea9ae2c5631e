// Package rebuilt makes its request anew for each attempt, in another package.
package rebuilt

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"

	"example.com/requests"
)

func goodRebuilt(hc *http.Client, u string, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := requests.Post(u, data)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n == 3 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodMethod(hc *http.Client, m *requests.Maker, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Do(m.Make("/items", data))
		if err == nil || n == 3 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func badOnce(hc *http.Client, u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 3 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func call(hc *http.Client, u string) (*http.Response, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return resp, err
	}
	return resp, err
}

// Where errors.Is says yes there is an error, and so no response.
func goodNone(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := call(hc, u)
		if n < 3 && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
			time.Sleep(time.Second << n)
			continue
		}
		return resp, err
	}
}

func goodNoneAs(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := call(hc, u)
		var netErr interface{ Timeout() bool }
		if n < 3 && errors.As(err, &netErr) {
			time.Sleep(time.Second << n)
			continue
		}
		return resp, err
	}
}

func badOpen(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := call(hc, u) // want `the response is not closed before the next attempt \(line \d+\)`
		if n < 3 && (errors.Is(err, io.EOF) || resp.StatusCode == 503) {
			time.Sleep(time.Second << n)
			continue
		}
		return resp, err
	}
}
