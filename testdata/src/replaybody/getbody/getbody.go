// Package getbody says of its requests how to get their bodies again.
package getbody

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"time"
)

var client = &http.Client{Timeout: time.Minute}

func drained(u string, buf *bytes.Buffer) error {
	req, err := http.NewRequest(http.MethodPost, u, io.NopCloser(buf))
	if err != nil {
		return err
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(buf), nil }
	for i := range 3 {
		if i > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := client.Do(req) // want `the body of req was read by the first attempt, so every retry \(line 21\) sends none`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func read(u string, f *os.File) error {
	req, err := http.NewRequest(http.MethodPut, u, f)
	if err != nil {
		return err
	}
	req.GetBody = func() (io.ReadCloser, error) {
		return f, nil
	}
	for i := range 3 {
		resp, err := client.Do(req) // want `the body of req was read by the first attempt, so every retry \(line 48\) sends none`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		req.Body, err = req.GetBody()
		if err != nil {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// A new reader each time.
func anew(u string, data []byte) error {
	req, err := http.NewRequest(http.MethodPost, u, nil)
	if err != nil {
		return err
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	for i := range 3 {
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// The same reader, from its beginning.
func rewound(u string, f *os.File) error {
	req, err := http.NewRequest(http.MethodPut, u, f)
	if err != nil {
		return err
	}
	req.GetBody = func() (io.ReadCloser, error) {
		_, err := f.Seek(0, io.SeekStart)
		return io.NopCloser(f), err
	}
	for i := range 3 {
		if i > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// The one that net/http has made of the bytes.
func made(u string, data []byte) error {
	req, err := http.NewRequest(http.MethodPost, u, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for i := range 3 {
		if i > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}
